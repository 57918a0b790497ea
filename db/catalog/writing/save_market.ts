/** Markets are rows: a new one is data, never code. */
import { sql } from "drizzle-orm";
import type { TaxRounding } from "../../../commerce/quote/view.ts";
import { marketCountries, marketLanguages, markets } from "../schema.ts";
import { findLanguage } from "./lookups.ts";
import { first, insertRows, nextId } from "./rows.ts";
import type { Writer } from "./transaction.ts";

/** A market as it is written. */
export interface MarketInput {
  /** Lowercase code in addresses, e.g. `fr`. */
  readonly code: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly pricesIncludeTax: boolean;
  /** IANA name, e.g. `Europe/Paris`. */
  readonly timeZone: string;
  readonly position: number;
  /** ISO 3166-1 alpha-2, the reference country first. A country belongs to one market. */
  readonly countries: readonly string[];
  /** The market's name in each language it speaks, the default first. */
  readonly languages: readonly { readonly tag: string; readonly name: string }[];
  /** What stays the same in another of its countries: the price with tax (left out), or the one without. */
  readonly priceConstant?: "gross" | "net";
  /** Left out: `per-line`. */
  readonly taxRounding?: TaxRounding;
  /** Totals are rounded to a multiple of this many minor units; left out: 1, to none. */
  readonly cashRoundingMinor?: number;
}

/**
 * Adds a market, or changes the one with this code. Refuses a language that the shop does not speak, a country
 * of another market, and another currency once there are prices.
 */
export async function saveMarket(w: Writer, input: MarketInput): Promise<number> {
  const known = (await w.directory()).markets.get(input.code);
  const id = known?.id ?? await nextId(w.tx, markets);
  if (known && known.currency !== input.currency) await refuseIfPriced(w, id, known.currency);
  const { priceConstant = "gross", taxRounding = "per-line", cashRoundingMinor = 1 } = input;
  await w.tx.run(sql`INSERT INTO markets (id, code, currency, prices_include_tax, time_zone, position,
      price_constant, tax_rounding, cash_rounding_minor)
    VALUES (${id}, ${input.code}, ${input.currency}, ${input.pricesIncludeTax ? 1 : 0}, ${input.timeZone},
      ${input.position}, ${priceConstant}, ${taxRounding}, ${cashRoundingMinor})
    ON CONFLICT (id) DO UPDATE SET currency = excluded.currency, time_zone = excluded.time_zone,
      prices_include_tax = excluded.prices_include_tax, position = excluded.position,
      price_constant = excluded.price_constant, tax_rounding = excluded.tax_rounding,
      cash_rounding_minor = excluded.cash_rounding_minor`);
  await saveCountries(w, id, input.countries);
  await saveLanguages(w, id, input.languages);
  w.forgetDirectory();
  w.touch("markets");
  return id;
}

async function refuseIfPriced(w: Writer, marketId: number, currency: string): Promise<void> {
  const priced = await first(w.tx, sql`SELECT 1 FROM prices WHERE market_id = ${marketId} LIMIT 1`);
  if (priced) w.refuse("currency-fixed", "currency", `there are prices in ${currency} in this market`);
}

async function saveCountries(w: Writer, marketId: number, countries: readonly string[]): Promise<void> {
  await w.tx.run(sql`DELETE FROM market_countries WHERE market_id = ${marketId}`);
  const taken = new Set(
    (await w.tx.all<{ country: string }>(sql`SELECT country FROM market_countries`)).map((row) =>
      row.country
    ),
  );
  for (const [i, country] of countries.entries()) {
    if (taken.has(country)) {
      w.refuse("country-taken", `countries.${i}`, `${country} belongs to another market`);
    }
    taken.add(country);
  }
  await insertRows(
    w.tx,
    marketCountries,
    countries.map((country, position) => ({ marketId, country, position })),
  );
}

async function saveLanguages(
  w: Writer,
  marketId: number,
  languages: MarketInput["languages"],
): Promise<void> {
  const rows = [];
  for (const [position, { tag, name }] of languages.entries()) {
    rows.push({
      marketId,
      languageId: await findLanguage(w, tag, `languages.${position}.tag`),
      position,
      name,
    });
  }
  await w.tx.run(sql`DELETE FROM market_languages WHERE market_id = ${marketId}`);
  await insertRows(w.tx, marketLanguages, rows);
}
