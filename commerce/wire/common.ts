/** What many wire shapes are made of. Every schema here is the only source of its type (docs/contract). */
import { z } from "zod";
import { availabilities } from "../catalog_view.ts";
import { isGtin } from "../gtin.ts";
import { maxAmountMinor } from "../money.ts";
import { isSlug } from "../slug.ts";

export const amountMinor = z.int().min(0).max(maxAmountMinor).meta({
  description:
    "Integer minor units of the currency (ISO 4217 exponent): 1999 is 19.99 EUR, 1999 JPY, 1.999 KWD.",
});

export const currency = z.string().regex(/^[A-Z]{3}$/, "wanted an ISO 4217 code, e.g. EUR");

export const money = z.strictObject({ amountMinor, currency }).meta({ id: "Money" });

/** A name in an address or a feed: lowercase letters, digits, hyphens. */
export const code = z.string().min(1).max(64).regex(
  /^[a-z0-9]+([._-][a-z0-9]+)*$/,
  "wanted lowercase letters, digits and hyphens",
);

export const languageTag = z.string().max(35).regex(
  /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/,
  "wanted a lowercase BCP 47 tag, e.g. fr",
);

export const marketCode = z.string().regex(/^[a-z0-9]{2,8}$/, "wanted a market's code, e.g. fr");

export const slug = z.string().refine(
  isSlug,
  "wanted lowercase words joined by hyphens, 96 characters at most",
);

/** Visible characters only, no blanks: what a warehouse can print and scan. */
export const sku = z.string().min(1).max(64).regex(
  /^[\p{L}\p{N}\p{P}\p{S}]+$/u,
  "wanted visible characters without blanks",
);

/** Of lines: each SKU once; the second of two is refused. For `superRefine`. */
export function eachSkuOnce(lines: readonly { readonly sku: string }[], context: z.RefinementCtx): void {
  const seen = new Set<string>();
  lines.forEach((line, index) => {
    if (seen.has(line.sku)) {
      context.addIssue({ code: "custom", path: [index, "sku"], message: "this SKU has a line already" });
    }
    seen.add(line.sku);
  });
}

export const gtin = z.string().refine(isGtin, "wanted 8, 12, 13 or 14 digits with a right check digit");

/**
 * Text for people: no control characters but line breaks and tabs, and no half of a surrogate pair, which has no
 * UTF-8: native libsql ends the process when it reads one.
 */
export const plainText = (maximum: number) =>
  z.string().max(maximum).refine(
    (text) => text.isWellFormed() && !/[\p{Cc}--[\n\t\r]]/v.test(text),
    "control characters are not allowed",
  );

/** Text that names something: trimmed, and with something in it to be seen. */
export const visibleText = (maximum: number) =>
  plainText(maximum).trim().min(1).refine(
    (text) => text === "" || /[[\p{L}\p{N}\p{P}\p{S}]--\p{Default_Ignorable_Code_Point}]/v.test(text),
    "wanted at least one visible character",
  );

/** Text of one line: no breaks of any script, and nothing that turns the direction of what follows it. */
const oneLine = (text: string) => !/[\n\t\r\u2028\u2029\u202a-\u202e\u2066-\u2069]/.test(text);
const notOneLine = "line breaks, tabs and direction overrides are not allowed";

/** {@linkcode plainText} in one line, e.g. a part of an address. */
export const lineText = (maximum: number) => plainText(maximum).refine(oneLine, notOneLine);

/** {@linkcode visibleText} in one line, e.g. a person's name. */
export const visibleLine = (maximum: number) => visibleText(maximum).refine(oneLine, notOneLine);

export const instant = z.iso.datetime({ offset: true }).meta({ description: "RFC 3339, UTC." });

/** An instant that the catalog can hold: it counts milliseconds since 1970, and 0 is "ever". */
export const sinceEpoch = instant.refine((text) => Date.parse(text) > 0, "wanted an instant after 1970");

export const availability = z.enum(availabilities);

export const cursor = z.string().min(1).max(512).regex(
  /^[A-Za-z0-9_-]+$/,
  "wanted a cursor that an earlier page gave",
);
