/**
 * The tax rates that the catalog begins with: `{country}.json`, rows of `TaxRate` whose times are RFC 3339 instants
 * (a law begins at midnight where it holds). `docs/tax_rates.md` says what the rows mean and what they leave out.
 */
import { z } from "zod";
import { taxCategories, type TaxRate } from "../../commerce/quote/view.ts";

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

const row = z.strictObject({
  country: z.string().regex(/^[A-Z]{2}$/),
  region: z.string().regex(/^[A-Z0-9]{1,3}$/).nullable(),
  category: z.enum(taxCategories),
  ratePpm: z.int().min(0).max(1_000_000),
  name: z.string().min(1),
  taxesShipping: z.boolean(),
  validFrom: z.union([z.literal(0), instant]),
  validUntil: instant.nullable(),
  source: z.string().min(1),
});

/**
 * Reads all rows, in the order of countries.
 *
 * @throws {Error} naming the file whose rows are malformed.
 */
export async function readTaxRates(): Promise<TaxRate[]> {
  const folder = new URL("./", import.meta.url);
  const names: string[] = [];
  for await (const { name } of Deno.readDir(folder)) if (name.endsWith(".json")) names.push(name);
  const files = await Promise.all(
    names.sort().map(async (name) => parseTaxRates(name, await Deno.readTextFile(new URL(name, folder)))),
  );
  return files.flat();
}

/** Reads the text of one file; every row is of the country that the file is named after. */
export function parseTaxRates(name: string, text: string): TaxRate[] {
  const rows = z.array(row).safeParse(JSON.parse(text));
  if (!rows.success) throw new Error(`read tax rates "${name}": ${z.prettifyError(rows.error)}`);
  const stray = rows.data.find(({ country }) => `${country.toLowerCase()}.json` !== name);
  if (stray !== undefined) throw new Error(`read tax rates "${name}": has a row of ${stray.country}`);
  return rows.data;
}
