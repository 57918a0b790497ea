/** Tax rates as merchants send and read them: a whole country at a time (docs/tax_rates.md says how a row is chosen). */
import { z } from "zod";
import { wholePpm } from "../money.ts";
import { taxCategories } from "../quote/view.ts";
import { cursor, sinceEpoch, visibleText } from "./common.ts";
import { region } from "./quote.ts";

const countryNames = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
/** Codes that CLDR has a name for and ISO 3166-1 gives to nobody. */
const noCountries: ReadonlySet<string> = new Set(["EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"]);

/** A country that there is: ISO 3166-1 alpha-2. */
export const existingCountry = z.string().refine(
  (code) => /^[A-Z]{2}$/.test(code) && !noCountries.has(code) && countryNames.of(code) !== undefined,
  "wanted a country of ISO 3166-1",
);

const row = z.strictObject({
  region: region.nullable().default(null).meta({
    description: "ISO 3166-2 without the country; null: the whole country.",
  }),
  category: z.enum(taxCategories),
  ratePpm: z.int().min(0).max(wholePpm).meta({
    description: "Parts per million of the price without the tax: 200000 is 20 %.",
  }),
  name: visibleText(60).meta({
    description: "As invoices name it. Rows of one name are one tax; taxes of different names are added.",
  }),
  taxesShipping: z.boolean(),
  validFrom: sinceEpoch.nullable().default(null).meta({ description: "Null: ever." }),
  validUntil: sinceEpoch.nullable().default(null).meta({ description: "Not included; null: for ever." }),
  source: visibleText(500).meta({
    description: "Where the rate is written: the law or the authority's page, with its date.",
  }),
}).superRefine(({ validFrom, validUntil }, context) => {
  if (validUntil === null || Date.parse(validUntil) > (validFrom === null ? 0 : Date.parse(validFrom))) {
    return;
  }
  context.addIssue({ code: "custom", path: ["validUntil"], message: "wanted a moment after validFrom" });
});

/** The body of `PUT /v1/admin/tax-rates/{country}`: all its rows. */
export const taxRatesInput = z.strictObject({ rates: z.array(row).max(2000) }).meta({ id: "TaxRatesInput" });
export type TaxRatesInput = z.infer<typeof taxRatesInput>;

/** A country's rates, ordered by region, category, name and time. */
export const adminTaxRates = z.strictObject({
  country: existingCountry,
  rates: z.array(z.strictObject({
    ...row.shape,
    region: region.nullable(),
    validFrom: z.iso.datetime().nullable(),
    validUntil: z.iso.datetime().nullable(),
  })),
}).meta({ id: "AdminTaxRates" });
export type AdminTaxRates = z.infer<typeof adminTaxRates>;

export const writtenTaxRates = adminTaxRates.extend({ catalogVersion: z.int() }).meta({
  id: "WrittenTaxRates",
});
export const taxRatesList = z.strictObject({ items: z.array(adminTaxRates), nextCursor: cursor.nullable() })
  .meta({ id: "TaxRatesList" });
