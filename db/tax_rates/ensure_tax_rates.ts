/** Rates for a catalog that has none: they are reference data, of a shop with the demo and of one without. */
import { sql } from "drizzle-orm";
import type { Catalog } from "../catalog/connect.ts";
import { first } from "../catalog/writing/rows.ts";
import { saveTaxRates } from "../catalog/writing/save_tax_rates.ts";
import { writeCatalog } from "../catalog/writing/transaction.ts";
import { readTaxRates } from "./read_tax_rates.ts";

/**
 * Writes the built-in rates into a catalog without a single one: a new one, or one from before there were any. One
 * that has rates is left as it is, because they may be the merchant's.
 *
 * @param now Milliseconds since the epoch.
 * @returns how many rows were written.
 */
export async function ensureTaxRates(catalog: Catalog, now: number): Promise<number> {
  const hasRates = (db: Parameters<typeof first>[0]) => first(db, sql`SELECT 1 FROM tax_rates LIMIT 1`);
  if (await hasRates(catalog.db)) return 0;
  const rates = await readTaxRates();
  const written = await writeCatalog(catalog, { now }, async (w) => {
    // Another process may have been quicker.
    if (await hasRates(w.tx)) return 0;
    await saveTaxRates(w, rates);
    return rates.length;
  });
  if (!written.ok) throw new Error(`load the tax rates: ${written.refusal.path}: ${written.refusal.message}`);
  return written.value;
}
