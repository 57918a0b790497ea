/** Markets as everyone may know them. */
import { sql } from "drizzle-orm";
import type { PublicMarket } from "../../../commerce/wire/admin_calls.ts";
import type { Readable } from "./admin_records.ts";

interface MarketRow {
  readonly code: string;
  readonly currency: string;
  readonly pricesIncludeTax: number;
  /** JSON: countries, and `[tag, the market's name in it]`, in order. */
  readonly countries: string;
  readonly languages: string;
}

/** All markets, in their order. */
export async function listMarkets({ db }: Readable): Promise<PublicMarket[]> {
  const rows = await db.all<MarketRow>(sql`
        SELECT m.code, m.currency, m.prices_include_tax AS "pricesIncludeTax",
          (SELECT json_group_array(country) FROM
            (SELECT country FROM market_countries WHERE market_id = m.id ORDER BY position)) AS countries,
          (SELECT json_group_array(json_array(tag, name)) FROM
            (SELECT l.tag, ml.name FROM market_languages ml JOIN languages l ON l.id = ml.language_id
              WHERE ml.market_id = m.id ORDER BY ml.position)) AS languages
        FROM markets m ORDER BY m.position, m.id`);
  return rows.map(toMarket);
}

function toMarket({ code, currency, pricesIncludeTax, countries, languages }: MarketRow): PublicMarket {
  const named = JSON.parse(languages) as [tag: string, name: string][];
  return {
    code,
    name: named[0]?.[1] ?? code,
    countries: JSON.parse(countries) as string[],
    currency,
    languages: named.map(([tag]) => tag),
    pricesIncludeTax: pricesIncludeTax === 1,
  };
}
