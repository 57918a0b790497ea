/**
 * The quote cookie: what a shopper said about their basket besides what is in it, so that its page can be computed
 * again: where to, which way, which coupons, for which company. Never an amount.
 *
 * Written as a query string (`c=FR&p=75011&k=BIENVENUE10`), whose characters RFC 6265 allows unquoted.
 */
import { z } from "zod";
import {
  country as countryCode,
  couponCode,
  coupons,
  postalCode,
  quoteCustomer,
  region,
} from "./wire/quote.ts";

/** What the shopper said; null is nothing. Coupons are as typed, or with more that is known of each. */
export interface QuoteWishes<Coupon = string> {
  /** ISO 3166-1 alpha-2, of any market: the cookie goes with the shopper from one to another. */
  readonly country: string | null;
  /** ISO 3166-2 without the country, of this country. */
  readonly region: string | null;
  readonly postalCode: string | null;
  /** Id of a shipping option. */
  readonly shippingOption: string | null;
  readonly coupons: readonly Coupon[];
  readonly company: string | null;
  readonly vatNumber: string | null;
}

/** Of a shopper who said nothing. */
export const noWishes: QuoteWishes<never> = {
  country: null,
  region: null,
  postalCode: null,
  shippingOption: null,
  coupons: [],
  company: null,
  vatNumber: null,
};

type Field = Exclude<keyof QuoteWishes, "coupons">;

/** How each field is called in the cookie, and what it can be. */
const fields: Readonly<Record<Field, { readonly name: string; readonly schema: z.ZodType<string> }>> = {
  country: { name: "c", schema: countryCode },
  region: { name: "r", schema: region },
  postalCode: { name: "p", schema: postalCode },
  shippingOption: { name: "o", schema: z.string().regex(/^[\w.-]{1,64}$/) },
  company: { name: "n", schema: quoteCustomer.shape.company.unwrap() },
  vatNumber: { name: "v", schema: quoteCustomer.shape.vatNumber.unwrap() },
};
const couponName = "k";

/** Browsers keep cookies of 4 kB; this leaves room for the name and its attributes. */
const maxLength = 3600;

/** Writes wishes as a cookie's value, empty for none; null when they are more than a cookie can hold. */
export function formatWishes(wishes: QuoteWishes): string | null {
  const query = new URLSearchParams();
  for (const [field, { name }] of Object.entries(fields)) {
    const value = wishes[field as Field];
    if (value !== null) query.append(name, value);
  }
  for (const code of wishes.coupons) query.append(couponName, code);
  const text = query.toString();
  return text.length > maxLength ? null : text;
}

/** Reads a cookie's value. What {@linkcode formatWishes} would not have written is left out. */
export function parseWishes(value: string): QuoteWishes {
  if (value.length > maxLength) return noWishes;
  const query = new URLSearchParams(value);
  const read = (field: Field) => fields[field].schema.safeParse(query.get(fields[field].name)).data || null;
  const codes = query.getAll(couponName).flatMap((code) => couponCode.safeParse(code).data ?? []);
  return {
    country: read("country"),
    region: read("region"),
    postalCode: read("postalCode"),
    shippingOption: read("shippingOption"),
    coupons: coupons.safeParse(codes).data ?? [],
    company: read("company"),
    vatNumber: read("vatNumber"),
  };
}
