/**
 * Addresses of the shop's own pages. Slugs keep their script in links, as a reader sees them (RFC 3987);
 * absolute addresses and redirects are percent-encoded, as machines want them.
 */
import { formatLocale, type Locale } from "../../commerce/locale.ts";

/** The path of a page from its path after `/{locale}/`: `pagePath(locale, "c/tapis")` is `/fr-fr/c/tapis`. */
export function pagePath(locale: Locale, path: string): string {
  return `/${formatLocale(locale)}/${path}`;
}

/** The path of a category page. */
export function categoryPath(locale: Locale, slug: string): string {
  return pagePath(locale, `c/${slug}`);
}

/** The path of the page that lists all categories. */
export function categoriesPath(locale: Locale): string {
  return pagePath(locale, "c");
}

/** The path of a product page; with a SKU, of that variant on it. */
export function productPath(locale: Locale, slug: string, sku?: string): string {
  const path = pagePath(locale, `p/${slug}`);
  return sku === undefined ? path : `${path}?sku=${encodeURIComponent(sku)}`;
}

/** The path of the market switcher. */
export function marketsPath(locale: Locale): string {
  return pagePath(locale, "markets");
}

/** A path with a query, without a bare `?` where the query is empty. */
export function withQuery(path: string, query: URLSearchParams): string {
  const text = query.toString();
  return text === "" ? path : `${path}?${text}`;
}

/** A path that can stand in a `Location` header or an absolute address: letters beyond ASCII percent-encoded. */
export function encodePath(path: string): string {
  return encodeURI(path);
}

/** The absolute address of a path that holds raw slugs and no query. */
export function absolute(publicUrl: string, path: string): string {
  return publicUrl + encodePath(path);
}
