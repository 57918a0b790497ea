/** What the basket drawer is given. */

/** Words of the drawer, in the page's language. */
export interface BasketTexts {
  /** Name of the link in the header, e.g. `Basket`. */
  readonly label: string;
  readonly title: string;
  readonly close: string;
  readonly empty: string;
  readonly subtotal: string;
  /** Said below the subtotal, e.g. `Shipping is calculated at checkout`. */
  readonly note: string;
  /** The link to the basket page. */
  readonly view: string;
  readonly remove: string;
  readonly quantity: string;
  /** Names of the two buttons that change a quantity by one. */
  readonly fewer: string;
  readonly more: string;
  /** Said when a change went unanswered and was taken back. */
  readonly failed: string;
}

export interface BasketDrawerProps {
  /** Path of the basket page. */
  readonly path: string;
  /** BCP 47 tag of how numbers are written, e.g. `ar-KW-u-nu-latn`. */
  readonly numbers: string;
  readonly texts: BasketTexts;
}
