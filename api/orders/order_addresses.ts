/** Public addresses of what belongs to an order. */
import { formatLocale, type Locale } from "../../commerce/locale.ts";
import { pictureAddress } from "../../commerce/picture_address.ts";

/** The page on which a shopper follows an order. */
export function orderPage(publicUrl: string, order: Locale & { readonly id: string }): string {
  return `${publicUrl}/${formatLocale(order)}/orders/${order.id}`;
}

/** A small picture of something that was bought. */
export function pictureUrl(publicUrl: string, key: string): string {
  return `${publicUrl}${pictureAddress(key, 320, "webp")}`;
}
