/**
 * What the edge answers to the islands of its own pages: words and amounts already in the shopper's language.
 *
 * These are types only. The edge makes the values and the islands of the same build read them, so nothing is
 * parsed and no schema reaches the browser.
 */

/** `GET /{locale}/suggest?q=`. */
export interface SuggestAnswer {
  /** What could be searched for: each finds something. */
  readonly queries: readonly { readonly text: string; readonly href: string }[];
  readonly categories: readonly { readonly name: string; readonly href: string }[];
  readonly products: readonly {
    readonly title: string;
    readonly href: string;
    readonly price: string;
    /** Address of a small picture; null for none. */
    readonly image: string | null;
  }[];
}

/**
 * `GET /{locale}/basket` with `Accept: application/json`, and the answer to each change of it. A change that was
 * refused is answered with status 409, the reason as `notice`, and the basket as it still is.
 */
export interface BasketAnswer {
  /** What the change did, as a sentence; null for none. */
  readonly notice: string | null;
  /** Pieces in the basket. */
  readonly count: number;
  readonly lines: readonly {
    readonly sku: string;
    readonly title: string;
    readonly href: string;
    readonly options: string;
    readonly quantity: number;
    readonly total: string;
    readonly image: string | null;
  }[];
  readonly subtotal: string;
}

/** `GET /{locale}/markets?from={path}` with `Accept: application/json`. */
export interface MarketsAnswer {
  readonly items: readonly {
    /** E.g. `fr-ch`. */
    readonly locale: string;
    readonly market: string;
    readonly language: string;
    readonly currency: string;
    readonly current: boolean;
  }[];
}

/** Form fields of `POST /{locale}/basket`. */
export const basketActions = ["add", "update", "remove"] as const;
export type BasketAction = (typeof basketActions)[number];

/** No line of a basket holds more pieces. */
export const maxLineQuantity = 999;
/** No basket holds more lines: they must fit one 4 kB cookie. */
export const maxBasketLines = 100;
