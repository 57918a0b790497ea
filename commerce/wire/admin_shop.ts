/** Markets and languages as merchants send and read them. */
import { z } from "zod";
import { currency, languageTag, marketCode, visibleText } from "./common.ts";

/** The body of `POST /v1/admin/languages`. */
export const languageInput = z.strictObject({
  tag: languageTag.meta({ description: "BCP 47, lowercase." }),
  name: visibleText(60).meta({ description: "The language's own name for itself." }),
  direction: z.enum(["ltr", "rtl"]).default("ltr"),
}).meta({ id: "LanguageInput" });

/** The body of `POST /v1/admin/markets`. */
export const marketInput = z.strictObject({
  code: marketCode,
  currency: currency.refine(isCurrency, "wanted a currency of ISO 4217"),
  pricesIncludeTax: z.boolean(),
  timeZone: z.string().max(60).refine(isTimeZone, "wanted an IANA time zone, e.g. Europe/Paris"),
  position: z.int().min(0).max(1_000_000).default(0).meta({ description: "Where it stands among markets." }),
  countries: z.array(z.string().regex(/^[A-Z]{2}$/, "wanted an ISO 3166-1 alpha-2 code")).min(1).max(250)
    .refine((codes) => new Set(codes).size === codes.length, "wanted each country once")
    .meta({ description: "The reference country first. A country belongs to one market." }),
  languages: z.array(z.strictObject({ tag: languageTag, name: visibleText(60) })).min(1).max(50)
    .refine(
      (languages) => new Set(languages.map(({ tag }) => tag)).size === languages.length,
      "wanted each language once",
    )
    .meta({ description: "Its languages, the default first, with the market's name in each." }),
  priceConstant: z.enum(["gross", "net"]).default("gross").meta({
    description: "What stays the same in another of its countries: the price with tax, or the one without.",
  }),
  taxRounding: z.enum(["per-line", "per-total"]).default("per-line"),
  cashRoundingMinor: z.int().min(1).max(1_000_000).default(1).meta({
    description:
      "Totals are rounded to a multiple of this many minor units, e.g. 5 in Switzerland; 1: to none.",
  }),
}).meta({ id: "MarketInput" });

export const adminLanguage = languageInput.extend({ direction: z.enum(["ltr", "rtl"]) }).meta({
  id: "AdminLanguage",
});
export type AdminLanguage = z.infer<typeof adminLanguage>;

export const adminMarket = marketInput.extend({
  position: z.int(),
  priceConstant: marketInput.shape.priceConstant.unwrap(),
  taxRounding: marketInput.shape.taxRounding.unwrap(),
  cashRoundingMinor: z.int(),
}).meta({ id: "AdminMarket" });
export type AdminMarket = z.infer<typeof adminMarket>;

/** The body of `PATCH /v1/admin/markets/{code}`: how the market's quotes are computed. */
export const marketPatch = z.strictObject({
  priceConstant: adminMarket.shape.priceConstant,
  taxRounding: adminMarket.shape.taxRounding,
  cashRoundingMinor: marketInput.shape.cashRoundingMinor.unwrap(),
}).partial().meta({ id: "MarketPatch" });
export type MarketPatch = z.infer<typeof marketPatch>;

function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf("currency").includes(code);
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
