/** A small shop made of the demo's files, for tests of pages. */
import { renderToString } from "preact-render-to-string";
import type { Market } from "../../commerce/catalog_view.ts";
import { decimalAmount } from "../../commerce/currency.ts";
import { formatLocale, formatTag, parseLocale } from "../../commerce/locale.ts";
import { noWishes } from "../../commerce/quote_cookie.ts";
import type { Formats, PersonalContext } from "../../edge/page.ts";
import { translator } from "../messages.ts";
import { fixtureReader } from "./reader.ts";

/** The markets of the fixtures, one for each way of writing prices. */
export const fixtureMarkets: readonly Market[] = [
  market(1, "fr", ["FR", "MC", "DE"], "EUR", ["fr"], { fr: "France" }, true),
  market(2, "jp", ["JP"], "JPY", ["ja", "en"], { ja: "日本", en: "Japan" }, true),
  market(3, "kw", ["KW"], "KWD", ["ar", "en"], { ar: "الكويت", en: "Kuwait" }, true),
  market(4, "us", ["US"], "USD", ["en", "es"], { en: "United States", es: "Estados Unidos" }, false),
];

const languages = [
  { tag: "en", name: "English", direction: "ltr" },
  { tag: "fr", name: "Français", direction: "ltr" },
  { tag: "es", name: "Español", direction: "ltr" },
  { tag: "ja", name: "日本語", direction: "ltr" },
  { tag: "ar", name: "العربية", direction: "rtl" },
] as const;

/** Addresses of built files, which no test of a page fetches. */
const assets = Object.fromEntries([
  ["islands/runtime.ts", "/assets/runtime-0.js"],
  ...[
    "basket_drawer",
    "checkout_helper",
    "market_switcher",
    "order_status",
    "search_box",
    "variant_picker",
  ].map((name) => [`islands/${name}.tsx`, `/assets/${name}-0.js`]),
]);

/**
 * What a page sees of a request.
 *
 * @param locale E.g. `fr-fr`; its market must be one of the fixtures'.
 * @param more What differs from a visit without query and with an empty basket.
 */
export function fixtureContext(locale: string, more: Partial<PersonalContext> = {}): PersonalContext {
  const parsed = parseLocale(locale)!;
  const market = fixtureMarkets.find((each) => each.code === parsed.market)!;
  const scope = { locale: parsed, priceList: "standard", now: Date.UTC(2026, 2, 1) };
  return {
    reader: fixtureReader(),
    directory: { markets: fixtureMarkets, languages },
    market,
    language: languages.find((each) => each.tag === parsed.language)!,
    locale: parsed,
    scope,
    params: {},
    query: new URLSearchParams(),
    path: `/${formatLocale(parsed)}/`,
    publicUrl: "https://shop.example",
    t: translator(parsed.language),
    format: formats(formatTag(parsed.language, market.countries[0]), market.currency),
    fragment: (_of, _name, make) => renderToString(make()),
    assets,
    styles: "body{margin:0}",
    basket: [],
    notices: [],
    wishes: noWishes,
    cameFrom: null,
    waiting: null,
    ...more,
  };
}

function formats(tag: string, currency: string): Formats {
  const money = new Intl.NumberFormat(tag, { style: "currency", currency });
  const number = new Intl.NumberFormat(tag);
  return {
    money: (amountMinor) => money.format(decimalAmount(amountMinor, currency) as Intl.StringNumericLiteral),
    number: (value) => number.format(value),
    date: (at) => new Date(at).toISOString().slice(0, 10),
    days: (earliest, latest) => `${earliest}/${latest}`,
    percent: (ppm) => number.format(ppm / 10_000) + " %",
  };
}

function market(
  id: number,
  code: string,
  countries: string[],
  currency: string,
  languages: string[],
  names: Record<string, string>,
  pricesIncludeTax: boolean,
): Market {
  return { id, code, countries, currency, languages, names, pricesIncludeTax, timeZone: "UTC" };
}
