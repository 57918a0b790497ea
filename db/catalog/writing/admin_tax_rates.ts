/** Tax rates as merchants read them, a country at a time. */
import { type SQL, sql } from "drizzle-orm";
import type { AdminTaxRates } from "../../../commerce/wire/tax_rate.ts";
import type { Readable } from "./admin_records.ts";
import { type Described, described } from "./content_version.ts";
import { among } from "./rows.ts";

/** Reads a country's rates; of one that has none, none. */
export async function readAdminTaxRates(
  catalog: Readable,
  country: string,
): Promise<Described<AdminTaxRates>> {
  return described({ country, rates: (await readRates(catalog, sql`= ${country}`)).get(country) ?? [] });
}

/**
 * Lists countries that have rates, by their codes.
 *
 * @param after The country that the page before ended with; null for the first page.
 * @returns `next`: the country after which the next page begins, null on the last one.
 */
export async function listAdminTaxRates(
  catalog: Readable,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<{ readonly items: readonly AdminTaxRates[]; readonly next: string | null }> {
  const found = await catalog.db.all<{ country: string }>(
    sql`SELECT DISTINCT country FROM tax_rates WHERE country > ${after ?? ""} ORDER BY country
      LIMIT ${sql.raw(String(limit + 1))}`,
  );
  const countries = found.slice(0, limit).map(({ country }) => country);
  const rates = await readRates(catalog, among(sql``, countries));
  return {
    items: countries.map((country) => ({ country, rates: rates.get(country)! })),
    next: found.length > limit ? countries.at(-1)! : null,
  };
}

type Rate = AdminTaxRates["rates"][number];

/** As the database tells it: times in milliseconds. */
interface StoredRate extends Omit<Rate, "taxesShipping" | "validFrom" | "validUntil"> {
  readonly country: string;
  readonly taxesShipping: 0 | 1;
  readonly validFrom: number;
  readonly validUntil: number | null;
}

/** @param which The rest of a condition on the country. */
async function readRates({ db }: Readable, which: SQL): Promise<Map<string, Rate[]>> {
  const rows = await db.all<StoredRate>(
    sql`SELECT country, nullif(region, '') AS region, category, rate_ppm AS "ratePpm", name,
        taxes_shipping AS "taxesShipping", valid_from AS "validFrom", valid_until AS "validUntil", source
      FROM tax_rates WHERE country ${which} ORDER BY country, region, category, name, valid_from`,
  );
  const rates = new Map<string, Rate[]>();
  for (const { country, region, category, ratePpm, name, taxesShipping, source, ...window } of rows) {
    const rate: Rate = {
      region,
      category,
      ratePpm,
      name,
      taxesShipping: taxesShipping === 1,
      validFrom: window.validFrom === 0 ? null : new Date(window.validFrom).toISOString(),
      validUntil: window.validUntil === null ? null : new Date(window.validUntil).toISOString(),
      source,
    };
    rates.set(country, [...rates.get(country) ?? [], rate]);
  }
  return rates;
}
