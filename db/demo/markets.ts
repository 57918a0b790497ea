/** The demo shop's languages and markets. */
import type { Language } from "../../commerce/catalog_view.ts";
import type { MarketInput } from "../catalog/writing/save_market.ts";

export const demoLanguages: readonly Language[] = [
  { tag: "en", name: "English", direction: "ltr" },
  { tag: "fr", name: "Français", direction: "ltr" },
  { tag: "de", name: "Deutsch", direction: "ltr" },
  { tag: "es", name: "Español", direction: "ltr" },
  { tag: "it", name: "Italiano", direction: "ltr" },
  { tag: "pt", name: "Português", direction: "ltr" },
  { tag: "ja", name: "日本語", direction: "ltr" },
  { tag: "ar", name: "العربية", direction: "rtl" },
];

type Names = Readonly<Record<string, string>>;

function market(
  code: string,
  countries: readonly string[],
  currency: string,
  timeZone: string,
  names: Names,
  more: Partial<Pick<MarketInput, "pricesIncludeTax" | "taxRounding" | "cashRoundingMinor">> = {},
): Omit<MarketInput, "position"> {
  return {
    code,
    countries,
    currency,
    timeZone,
    pricesIncludeTax: true,
    ...more,
    languages: Object.entries(names).map(([tag, name]) => ({ tag, name })),
  };
}

/** The twelve markets in the order of the market switcher; a market's first language is its default. */
export const demoMarkets: readonly MarketInput[] = [
  market("fr", ["FR", "MC"], "EUR", "Europe/Paris", { fr: "France" }),
  market("de", ["DE", "AT"], "EUR", "Europe/Berlin", { de: "Deutschland und Österreich" }),
  market("es", ["ES"], "EUR", "Europe/Madrid", { es: "España" }),
  market("it", ["IT"], "EUR", "Europe/Rome", { it: "Italia" }),
  market("eu", ["IE", "NL", "BE", "LU", "PT", "FI"], "EUR", "Europe/Dublin", {
    en: "Europe",
    pt: "Portugal e Europa",
  }),
  market("ch", ["CH", "LI"], "CHF", "Europe/Zurich", { de: "Schweiz", fr: "Suisse" }, {
    cashRoundingMinor: 5,
  }),
  market("gb", ["GB"], "GBP", "Europe/London", { en: "United Kingdom" }),
  market("us", ["US"], "USD", "America/New_York", { en: "United States" }, { pricesIncludeTax: false }),
  market("br", ["BR"], "BRL", "America/Sao_Paulo", { pt: "Brasil" }),
  // A qualified invoice rounds once for each rate (Consumption Tax Act, article 57-4).
  market("jp", ["JP"], "JPY", "Asia/Tokyo", { ja: "日本" }, { taxRounding: "per-total" }),
  // Cards take no less than ten fils (docs/payments.md).
  market("kw", ["KW"], "KWD", "Asia/Kuwait", { ar: "الكويت", en: "Kuwait" }, { cashRoundingMinor: 10 }),
  market("ae", ["AE"], "AED", "Asia/Dubai", { ar: "الإمارات العربية المتحدة", en: "United Arab Emirates" }),
].map((one, i) => ({ ...one, position: i + 1 }));
