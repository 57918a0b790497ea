/** The cookies that say what a shopper wants: the basket, and what its quote depends on. */
import { formatBasket } from "../commerce/basket_cookie.ts";
import type { BasketRef } from "../commerce/catalog_view.ts";
import type { CouponGuesses } from "../commerce/coupon_guesses.ts";
import type { HashCoupons } from "../commerce/quote/coupon_hash.ts";
import { parseWishes, type QuoteWishes } from "../commerce/quote_cookie.ts";
import type { PersonalContext } from "./page.ts";
import { formatCookie, readCookie } from "./request_facts.ts";

/** A basket is forgotten this long after its last change. */
export const basketMaxAgeSeconds = 30 * 24 * 3600;

/** Value of `Clear-Site-Data`: pages that the browser made before they were wanted show the basket of before. */
export const madeAhead = `"prefetchCache", "prerenderCache"`;

/** Sets the basket, or takes it away when nothing is in it. */
export function basketCookie(lines: readonly BasketRef[], https: boolean): string {
  const isEmpty = lines.length === 0;
  const maxAgeSeconds = isEmpty ? 0 : basketMaxAgeSeconds;
  return formatCookie("basket", isEmpty ? "" : formatBasket(lines), { maxAgeSeconds, https });
}

export function readWishes(request: Request): QuoteWishes {
  return parseWishes(readCookie(request, "quote") ?? "");
}

/** Wishes as they are quoted: without coupons where too many were guessed from there. */
export function allowedWishes(
  wishes: QuoteWishes,
  guesses: CouponGuesses,
  from: string | null,
): { readonly wishes: QuoteWishes; readonly isLimited: boolean } {
  const isLimited = wishes.coupons.length > 0 && guesses.wait(from) > 0;
  return { wishes: isLimited ? { ...wishes, coupons: [] } : wishes, isLimited };
}

/** Wishes with the keyed hash of each coupon, as the quote takes them. */
export function hashWishes(wishes: QuoteWishes, hashCoupons: HashCoupons): PersonalContext["wishes"] {
  const hashes = hashCoupons(wishes.coupons);
  return { ...wishes, coupons: wishes.coupons.map((code, at) => ({ code, hash: hashes[at]! })) };
}
