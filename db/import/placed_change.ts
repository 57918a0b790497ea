/** Changes on their way into the catalog. */
import type { FeedPlace } from "./catalog_state.ts";
import type { UnitChange, VariantChange } from "./compare_unit.ts";

/** A change whose keys are all there, as a transaction has made those that were missing. */
export interface ReadyChange extends UnitChange {
  /** The category of a new product, or the one it moves to; null: it has none. */
  readonly categoryId: number | null;
}

/** Where and in what language a feed is written into the catalog. */
export interface WritePlace extends FeedPlace {
  /** BCP 47. */
  readonly language: string;
}

/** A change with the key of its product. */
export type Placed = ReadyChange & { readonly productId: number };
/** A variant's change with its keys. */
export type PlacedVariant = VariantChange & { readonly productId: number; readonly variantId: number };
