/** Expected refusals of catalog writes: values with a name, never silence and never a crash. */

/** Why a write was refused. */
export type RefusalName =
  | "not-found"
  | "stale-version"
  | "unknown-category"
  | "unknown-language"
  | "unknown-market"
  | "unknown-picture"
  | "invalid-value"
  | "slug-taken"
  | "sku-taken"
  | "options-taken"
  | "code-taken"
  | "country-taken"
  | "currency-fixed"
  | "type-fixed"
  | "category-cycle"
  | "category-in-use"
  | "last-variant"
  | "last-language";

/** A refused write. It changed nothing. */
export interface Refusal {
  readonly name: RefusalName;
  /** Dotted path into the input, e.g. `variants.0.sku`; empty when it is about the record as a whole. */
  readonly path: string;
  /** A sentence for the caller. */
  readonly message: string;
}

/** Carries a refusal out of a transaction, which rolls it back; `writeCatalog` turns it into a value. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}
