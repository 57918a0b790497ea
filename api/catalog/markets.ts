/** The calls about markets. */
import { sql } from "drizzle-orm";
import type { PublicMarket } from "../../commerce/wire/admin_calls.ts";
import type { Handlers } from "../platform/operation.ts";
import type { catalogOperations } from "./operations.ts";
import type { CatalogService } from "./service.ts";

interface MarketRow {
  readonly code: string;
  readonly currency: string;
  readonly pricesIncludeTax: number;
  /** JSON: countries, and `[tag, the market's name in it]`, in order. */
  readonly countries: string;
  readonly languages: string;
}

export function marketHandlers(
  { catalog }: CatalogService,
): Pick<Handlers<typeof catalogOperations>, "listMarkets"> {
  return {
    async listMarkets() {
      const rows = await catalog.db.all<MarketRow>(sql`
        SELECT m.code, m.currency, m.prices_include_tax AS "pricesIncludeTax",
          (SELECT json_group_array(country) FROM
            (SELECT country FROM market_countries WHERE market_id = m.id ORDER BY position)) AS countries,
          (SELECT json_group_array(json_array(tag, name)) FROM
            (SELECT l.tag, ml.name FROM market_languages ml JOIN languages l ON l.id = ml.language_id
              WHERE ml.market_id = m.id ORDER BY ml.position)) AS languages
        FROM markets m ORDER BY m.position, m.id`);
      return {
        status: 200,
        body: { items: rows.map(toMarket), nextCursor: null },
        headers: { "cache-control": "no-cache" },
      };
    },
  };
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
