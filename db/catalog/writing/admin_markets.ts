/** Markets and languages as everyone may know them, and as merchants read them. */
import { sql } from "drizzle-orm";
import type { AdminLanguage, AdminMarket } from "../../../commerce/wire/admin_shop.ts";
import type { PublicMarket } from "../../../commerce/wire/catalog.ts";
import type { Readable } from "./admin_records.ts";
import { type Described, described } from "./content_version.ts";

interface MarketRow {
  readonly code: string;
  readonly currency: string;
  readonly pricesIncludeTax: number;
  readonly timeZone: string;
  readonly position: number;
  readonly priceConstant: AdminMarket["priceConstant"];
  readonly taxRounding: AdminMarket["taxRounding"];
  readonly cashRoundingMinor: number;
  /** JSON: countries, and `{ tag, name: the market's name in it }`, in order. */
  readonly countries: string;
  readonly languages: string;
}

/** All markets, in their order. */
export async function listMarkets(catalog: Readable): Promise<PublicMarket[]> {
  return (await listAdminMarkets(catalog)).map(
    ({ code, currency, pricesIncludeTax, countries, languages }) => ({
      code,
      name: languages[0]?.name ?? code,
      countries,
      currency,
      languages: languages.map(({ tag }) => tag),
      pricesIncludeTax,
    }),
  );
}

/** All markets, in their order, as they were written. */
export async function listAdminMarkets({ db }: Readable): Promise<AdminMarket[]> {
  const rows = await db.all<MarketRow>(sql`
    SELECT m.code, m.currency, m.prices_include_tax AS "pricesIncludeTax", m.time_zone AS "timeZone", m.position,
      m.price_constant AS "priceConstant", m.tax_rounding AS "taxRounding",
      m.cash_rounding_minor AS "cashRoundingMinor",
      (SELECT json_group_array(country) FROM
        (SELECT country FROM market_countries WHERE market_id = m.id ORDER BY position)) AS countries,
      (SELECT json_group_array(json_object('tag', tag, 'name', name)) FROM
        (SELECT l.tag, ml.name FROM market_languages ml JOIN languages l ON l.id = ml.language_id
          WHERE ml.market_id = m.id ORDER BY ml.position)) AS languages
    FROM markets m ORDER BY m.position, m.id`);
  return rows.map(({ code, currency, timeZone, position, ...row }) => ({
    code,
    currency,
    pricesIncludeTax: row.pricesIncludeTax === 1,
    timeZone,
    position,
    countries: JSON.parse(row.countries) as string[],
    languages: JSON.parse(row.languages) as AdminMarket["languages"],
    priceConstant: row.priceConstant,
    taxRounding: row.taxRounding,
    cashRoundingMinor: row.cashRoundingMinor,
  }));
}

/** A market by its code. */
export async function readAdminMarket(
  catalog: Readable,
  code: string,
): Promise<Described<AdminMarket> | null> {
  const found = (await listAdminMarkets(catalog)).find((market) => market.code === code);
  return found ? described(found) : null;
}

/** All languages, the oldest first. */
export async function listLanguages({ db }: Readable): Promise<AdminLanguage[]> {
  const rows = await db.all<AdminLanguage>(sql`SELECT tag, name, direction FROM languages ORDER BY id`);
  return rows.map(({ tag, name, direction }) => ({ tag, name, direction }));
}
