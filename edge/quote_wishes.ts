/** The forms of the basket page that say where to, which way, with which coupons and for whom. */
import { maxCoupons } from "../commerce/quote/check_request.ts";
import { canonicalPostalCode } from "../commerce/quote/postal_codes.ts";
import { isAlsoIn, regionOfPostalCode } from "../commerce/quote/postal_regions.ts";
import { plainCode } from "../commerce/plain_code.ts";
import type { QuoteWishes } from "../commerce/quote_cookie.ts";
import type { Notice } from "./page.ts";

/** What a form made of the wishes. */
export interface ChangedWishes {
  readonly wishes: QuoteWishes;
  readonly notice: Notice | null;
  /** Id of the section that the form stands in: where the shopper goes on. */
  readonly section: "delivery" | "coupons" | "company";
}

/** Carries out a form; null when it is none of these. Whether a value is any good, the quote will say. */
export function changeWishes(wishes: QuoteWishes, form: URLSearchParams): ChangedWishes | null {
  const field = (name: string, longest: number) => tidy(form.get(name) ?? "", longest);
  switch (form.get("action")) {
    case "destination":
      return { wishes: withDestination(wishes, form), notice: null, section: "delivery" };
    case "shipping":
      return {
        wishes: { ...wishes, shippingOption: field("shippingOption", 64) },
        notice: null,
        section: "delivery",
      };
    case "coupon":
      return withCoupon(wishes, field("coupon", 64), field("instead", 64));
    case "remove-coupon": {
      const coupons = wishes.coupons.filter((code) => code !== form.get("coupon"));
      return { wishes: { ...wishes, coupons }, notice: null, section: "coupons" };
    }
    case "company":
      return {
        wishes: { ...wishes, company: field("company", 200), vatNumber: field("vatNumber", 32) },
        notice: null,
        section: "company",
      };
    default:
      return null;
  }
}

/**
 * Another country has no use for the region and the postal code of the one before, nor for its ways of shipping. Of a
 * region and a postal code that lies in another one, what was changed counts, of both the postal code.
 */
function withDestination(wishes: QuoteWishes, form: URLSearchParams): QuoteWishes {
  const country = form.get("country") ?? "";
  if (!/^[A-Z]{2}$/.test(country)) return wishes;
  const given = {
    region: tidy(form.get("region") ?? "", 3),
    postalCode: tidy(plainCode(form.get("postalCode") ?? ""), 16),
  };
  if (form.get("before") !== country) {
    return {
      ...wishes,
      country,
      region: given.region === wishes.region ? null : given.region,
      postalCode: given.postalCode === wishes.postalCode ? null : given.postalCode,
      shippingOption: null,
    };
  }
  const { region, postalCode } = given;
  const code = postalCode === null ? null : canonicalPostalCode(country, postalCode);
  const told = code === null ? null : regionOfPostalCode(country, code);
  const agree = told === null || region === null || told === region || isAlsoIn(country, code!, region);
  if (agree) return { ...wishes, country, region, postalCode };
  return postalCode === wishes.postalCode
    ? { ...wishes, country, region, postalCode: null }
    : { ...wishes, country, region: told, postalCode };
}

/** @param instead A code that was not accepted and that the shopper has corrected. */
function withCoupon(wishes: QuoteWishes, code: string | null, instead: string | null): ChangedWishes {
  const others = wishes.coupons.filter((each) => each !== instead);
  const isFull = code !== null && !others.includes(code) && others.length >= maxCoupons;
  const coupons = code === null || isFull || others.includes(code) ? others : [...others, code];
  return { wishes: { ...wishes, coupons }, notice: isFull ? "coupons-full" : null, section: "coupons" };
}

/** What was typed, on one line and no longer than it can be; null for nothing. */
function tidy(text: string, longest: number): string | null {
  const line = text.toWellFormed().replaceAll(/[\p{Cc}\s]+/gu, " ").trim();
  // A character that the limit cuts in two is left out.
  return line.slice(0, longest).replace(/[\uD800-\uDBFF]$/, "").trim() || null;
}
