/**
 * The page interface: what a route gives the edge, and what the edge gives a route.
 *
 * A route `load`s plain data through the catalog reader and `view`s it as a whole document; the edge decides
 * the market, renders, caches and answers. This file imports nothing of the edge's working.
 */
import type { VNode } from "preact";
import type { CatalogReader, Read, Scope } from "../commerce/catalog_reader.ts";
import type { BasketRef, Directory, Language, Market } from "../commerce/catalog_view.ts";
import type { Locale } from "../commerce/locale.ts";
import type { QuoteRequest } from "../commerce/quote/answer.ts";
import type { QuoteWishes } from "../commerce/quote_cookie.ts";

/** Looks up an interface text (ICU MessageFormat) in the page's language. A missing key throws. */
export type Translate = (key: string, values?: Record<string, string | number>) => string;

/** Formatters of the page's locale, made once (`Intl` constructors are slow). */
export interface Formats {
  /** An amount in minor units of the market's currency. */
  money(amountMinor: number): string;
  number(value: number): string;
  /** A date in the market's time zone, from milliseconds since the epoch. */
  date(at: number): string;
  /** From one day to another, both as ISO 8601 dates: "Tue 3 – Thu 5 Mar". */
  days(earliest: string, latest: string): string;
  /** A rate in parts per million: 200000 is "20 %". */
  percent(ppm: number): string;
}

/** Addresses of built files, by their name in the source: `islands/runtime.ts` → `/assets/runtime-1a2b3c4d.js`. */
export type Assets = Readonly<Record<string, string>>;

/** What a route sees of a request. Nothing personal: a shared page is made from this alone. */
export interface PageContext {
  readonly reader: CatalogReader;
  readonly directory: Directory;
  readonly market: Market;
  readonly language: Language;
  readonly locale: Locale;
  readonly scope: Scope;
  /** Parts of the path named in the route's pattern, decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** The query as the route's `query` made it canonical; empty when it has none. */
  readonly query: URLSearchParams;
  /** The path with the canonical query, e.g. `/fr-fr/c/luminaires?sort=newest`. */
  readonly path: string;
  /** Origin of absolute addresses, without a slash at the end. */
  readonly publicUrl: string;
  readonly t: Translate;
  readonly format: Formats;
  readonly assets: Assets;
  /**
   * HTML that depends on nothing but `of` and the locale: rendered once for that object, and forgotten with it. For
   * what stands in every page, like the menus.
   */
  readonly fragment: (of: object, name: string, make: () => VNode) => string;
  /** Stands for the style sheet of all pages: the edge puts it in, the CSP names its hash. */
  readonly styles: string;
}

/** What a `private` route sees as well. */
export interface PersonalContext extends PageContext {
  readonly basket: readonly BasketRef[];
  /** What the shopper said that the basket's quote depends on, with the keyed hash of each coupon. */
  readonly wishes: QuoteWishes<QuoteRequest["coupons"][number]>;
  /** The path of our own page that led here, where the browser says so (`Referer`). */
  readonly cameFrom: string | null;
  /** Id of an order of this market that was placed and may still wait for its payment. */
  readonly waiting: string | null;
  /** What the last form did to the basket, and what was wrong with its cookie: to be said once. */
  readonly notices: readonly Notice[];
}

/** Something to tell the shopper on the next page. */
export type Notice =
  | "added"
  | "updated"
  | "removed"
  | "unavailable"
  | "basket-repaired"
  | "basket-full"
  | "coupons-full"
  | "coupons-limited";

/** What `load` found. */
export type Loaded<Data> =
  | {
    readonly kind: "page";
    readonly data: Data;
    readonly read: Omit<Read<unknown>, "value">;
    readonly status?: 200 | 404;
  }
  | { readonly kind: "redirect"; readonly to: string; readonly status: 301 | 302 | 303 }
  | { readonly kind: "not-found" }
  /** The address cannot be understood; `to` is the nearest one that can. */
  | { readonly kind: "bad-request"; readonly to: string };

interface RouteBase {
  /** Pattern after `/{locale}/`, in Hono's syntax, e.g. `p/:slug`. */
  readonly pattern: string;
  /**
   * The parameters that matter to this page, in their one canonical order; what else the address carries is
   * ignored. Left out: none matter.
   */
  readonly query?: (given: URLSearchParams) => URLSearchParams;
}

/** A page that is the same for everyone in its locale: cached as a template with slots (design decision 4). */
export interface SharedPage<Data> extends RouteBase {
  readonly cache: "shared";
  load(context: PageContext): Promise<Loaded<Data>>;
  view(data: Data, context: PageContext): VNode;
}

/** A page made for one shopper: never stored by anyone. */
export interface PrivatePage<Data> extends RouteBase {
  readonly cache: "private";
  load(context: PersonalContext): Promise<Loaded<Data>>;
  view(data: Data, context: PersonalContext): VNode;
}

/** The names of the slots: places in a shared page that are filled for each request. */
export const slotNames = ["basket-count"] as const;
export type SlotName = (typeof slotNames)[number];

/**
 * The text that stands in a shared page where a slot is. Made of control characters, which no text of the
 * catalog can hold.
 */
export function slotMarker(name: SlotName): string {
  return `\u0002${name}\u0003`;
}
