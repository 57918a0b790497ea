/** The markets, languages and price lists of the shop: some hundreds of rows, kept in memory. */
import type { Directory, Language, Market } from "../../../commerce/catalog_view.ts";
import { standardPriceListId } from "../../../commerce/price_choice.ts";
import { type Run, statement } from "./statement.ts";

export const shopStatements = {
  languages: statement<[], [id: number, tag: string, name: string, direction: "ltr" | "rtl"]>(
    `SELECT id, tag, name, direction FROM languages ORDER BY id`,
  ),
  markets: statement<[], MarketRow>(
    `SELECT id, code, currency, prices_include_tax, time_zone FROM markets ORDER BY position, id`,
  ),
  marketCountries: statement<[], [marketId: number, country: string]>(
    `SELECT market_id, country FROM market_countries ORDER BY market_id, position`,
  ),
  marketLanguages: statement<[], [marketId: number, tag: string, name: string]>(
    `SELECT ml.market_id, l.tag, ml.name FROM market_languages ml JOIN languages l ON l.id = ml.language_id
     ORDER BY ml.market_id, ml.position`,
  ),
  priceLists: statement<[], [id: number, code: string]>(`SELECT id, code FROM price_lists`),
};

type MarketRow = [id: number, code: string, currency: string, pricesIncludeTax: 0 | 1, timeZone: string];

/** What pages need of them, by the names and by the keys that rows use. */
export interface Shop {
  readonly directory: Directory;
  /** BCP 47 tag → key. */
  readonly languageIds: ReadonlyMap<string, number>;
  /** Key → BCP 47 tag. */
  readonly languageTags: ReadonlyMap<number, string>;
  readonly marketsByCode: ReadonlyMap<string, Market>;
  /** Key → market code. */
  readonly marketCodes: ReadonlyMap<number, string>;
  readonly priceListIds: ReadonlyMap<string, number>;
}

/** Where a reader stands: the keys of the scope's market, language and price list. */
export interface Place {
  readonly market: Market;
  readonly language: string;
  readonly languageId: number;
  readonly priceListId: number;
}

export function readShop(run: Run<typeof shopStatements>): Shop {
  const languages = run.languages();
  const countries = Map.groupBy(run.marketCountries(), ([marketId]) => marketId);
  const spoken = Map.groupBy(run.marketLanguages(), ([marketId]) => marketId);
  const markets = run.markets().map(([id, code, currency, pricesIncludeTax, timeZone]): Market => ({
    id,
    code,
    countries: (countries.get(id) ?? []).map(([, country]) => country),
    currency,
    languages: (spoken.get(id) ?? []).map(([, tag]) => tag),
    names: Object.fromEntries((spoken.get(id) ?? []).map(([, tag, name]) => [tag, name])),
    pricesIncludeTax: pricesIncludeTax === 1,
    timeZone,
  }));
  return {
    directory: {
      markets,
      languages: languages.map(([, tag, name, direction]): Language => ({ tag, name, direction })),
    },
    languageIds: new Map(languages.map(([id, tag]) => [tag, id])),
    languageTags: new Map(languages.map(([id, tag]) => [id, tag])),
    marketsByCode: new Map(markets.map((market) => [market.code, market])),
    marketCodes: new Map(markets.map((market) => [market.id, market.code])),
    priceListIds: new Map(run.priceLists().map(([id, code]) => [code, id])),
  };
}

/** Answers null when the shop has no such market or language. An unknown price list is the standard one. */
export function findPlace(
  shop: Shop,
  locale: { language: string; market: string },
  priceList: string,
): Place | null {
  const market = shop.marketsByCode.get(locale.market);
  const languageId = shop.languageIds.get(locale.language);
  if (market === undefined || languageId === undefined) return null;
  const priceListId = shop.priceListIds.get(priceList) ?? standardPriceListId;
  return { market, language: locale.language, languageId, priceListId };
}
