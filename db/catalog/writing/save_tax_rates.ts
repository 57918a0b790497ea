/** Tax rates: rows of the catalog, each with the source that it was taken from. */
import { sql } from "drizzle-orm";
import type { TaxRate } from "../../../commerce/quote/view.ts";
import type { AdminTaxRates, TaxRatesInput } from "../../../commerce/wire/tax_rate.ts";
import { taxRates } from "../schema.ts";
import { readAdminTaxRates } from "./admin_tax_rates.ts";
import { checkDescribed, type Described } from "./content_version.ts";
import { among, insertRows } from "./rows.ts";
import type { Writer } from "./transaction.ts";

/**
 * Replaces all rates of the countries that the rows name. Refuses two rows of one tax whose windows overlap: it
 * could not be told which holds.
 */
export async function saveTaxRates(w: Writer, rates: readonly TaxRate[]): Promise<void> {
  await replaceRates(w, rates, new Set(rates.map(({ country }) => country)));
  w.touch("tax");
}

/**
 * Replaces all rates of a country. Refuses as {@linkcode saveTaxRates} does, and with `stale-version` when they are
 * others than the caller saw. The same rates again change nothing.
 *
 * @returns the rates as they are now.
 */
export async function replaceTaxRates(
  w: Writer,
  country: string,
  { rates }: TaxRatesInput,
  expectedVersion: string,
): Promise<Described<AdminTaxRates>> {
  const before = await readAdminTaxRates({ db: w.tx }, country);
  checkDescribed(w, before, expectedVersion);
  const rows = rates.map(({ validFrom, validUntil, ...rate }): TaxRate => ({
    ...rate,
    country,
    validFrom: validFrom === null ? 0 : Date.parse(validFrom),
    validUntil: validUntil === null ? null : Date.parse(validUntil),
  }));
  await replaceRates(w, rows, new Set([country]));
  const after = await readAdminTaxRates({ db: w.tx }, country);
  if (after.version !== before.version) w.touch("tax");
  return after;
}

async function replaceRates(
  w: Writer,
  rates: readonly TaxRate[],
  countries: ReadonlySet<string>,
): Promise<void> {
  refuseOverlaps(w, rates);
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
      w.refuse("invalid-value", `rates.${at}.validFrom`, `another rate of ${what} still holds then`);
    });
  }
}
