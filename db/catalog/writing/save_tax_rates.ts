/** Tax rates: rows of the catalog, each with the source that it was taken from. */
import { sql } from "drizzle-orm";
import type { TaxRate } from "../../../commerce/quote/view.ts";
import { taxRates } from "../schema.ts";
import { among, insertRows } from "./rows.ts";
import type { Writer } from "./transaction.ts";

/**
 * Replaces all rates of the countries that the rows name. Refuses two rows of one tax whose windows overlap: it
 * could not be told which holds.
 */
export async function saveTaxRates(w: Writer, rates: readonly TaxRate[]): Promise<void> {
  refuseOverlaps(w, rates);
  const countries = new Set(rates.map(({ country }) => country));
  await w.tx.run(sql`DELETE FROM tax_rates WHERE ${among(sql`country`, countries)}`);
  await insertRows(
    w.tx,
    taxRates,
    rates.map(({ region, taxesShipping, ...rate }) => ({
      ...rate,
      region: region ?? "",
      taxesShipping: taxesShipping ? 1 : 0,
    })),
  );
  w.touch("tax");
}

function refuseOverlaps(w: Writer, rates: readonly TaxRate[]): void {
  const numbered = rates.map((rate, at) => ({ rate, at }));
  const taxes = Map.groupBy(
    numbered,
    ({ rate: { country, region, category, name } }) => JSON.stringify([country, region, category, name]),
  );
  for (const rows of taxes.values()) {
    rows.sort((one, other) => one.rate.validFrom - other.rate.validFrom);
    rows.forEach(({ rate, at }, index) => {
      const before = rows[index - 1]?.rate;
      if (before === undefined || before.validUntil !== null && before.validUntil <= rate.validFrom) return;
      const { country, region, category, name } = rate;
      const what = [country, region, category, name].filter((part) => part !== null).join(" ");
      w.refuse("invalid-value", `${at}.validFrom`, `another rate of ${what} still holds then`);
    });
  }
}
