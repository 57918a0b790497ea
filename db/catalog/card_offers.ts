/**
 * What a card needs of a product's variants in one market, as one short text: prices for single pieces, availability,
 * colours, SKUs. Variants that cost the same, as most do, stand in it together: they are sold at the same times, and who
 * reads it chooses one price for all of them. Prices are there with their windows, whenever those are: nothing in the
 * text depends on when it was made.
 */
import { type Availability, bestAvailability, type UnitMeasure } from "../../commerce/catalog_view.ts";
import type { PriceRow } from "../../commerce/price_choice.ts";

/**
 * Rows of `product_cards` and `product_offers` have the key `product_id * placesPerProduct` + that of the language, or
 * market: there are far fewer of them.
 */
export const placesPerProduct = 65_536;

/** Variants of one product that cost the same, now and whenever. */
export interface CardOffer {
  /** For single pieces, of all price lists. */
  readonly prices: readonly PriceRow[];
  /** The best among them. */
  readonly availability: Availability;
  readonly unitMeasure: UnitMeasure | null;
  /** Values of their options that are colours, by key, ascending. */
  readonly colourIds: readonly number[];
  /** In the order of the variants. */
  readonly skus: readonly string[];
}

/** What is stored of a price; what is usual is cut off at the end. */
type StoredPrice = [
  amountMinor: number,
  validFrom?: number,
  priceListId?: number,
  validUntil?: number | null,
  compareAtMinor?: number | null,
  lowestPriorMinor?: number | null,
];
type StoredOffer = [
  prices: readonly StoredPrice[],
  availability: Availability,
  unitAmount: number | null,
  unit: string | null,
  colourIds: readonly number[],
  skus: readonly string[],
];

/** A variant as it is written: {@linkcode CardOffer} of it alone. */
export type OfferedVariant = Omit<CardOffer, "skus"> & { readonly sku: string };

/** Writes the offers of a product in one market. @param variants Those that have a price there, in their order. */
export function encodeOffers(variants: readonly OfferedVariant[]): string {
  const alike = Map.groupBy(
    variants,
    ({ prices, unitMeasure }) => JSON.stringify([prices, unitMeasure]),
  );
  return JSON.stringify(Array.from(alike.values(), (some): StoredOffer => {
    const [{ prices, unitMeasure }] = some as [OfferedVariant];
    const colourIds = new Set(some.flatMap(({ colourIds }) => colourIds));
    return [
      prices.map(storedPrice),
      bestAvailability(some.map(({ availability }) => availability)),
      unitMeasure?.amount ?? null,
      unitMeasure?.unit ?? null,
      [...colourIds].sort((one, other) => one - other),
      some.map(({ sku }) => sku),
    ];
  }));
}

/**
 * Reads stored offers; those with the first variants come first. Two dozen of these texts are read for each list, so
 * they are taken apart by index: patterns with defaults take four times as long.
 */
export function decodeOffers(text: string): CardOffer[] {
  return (JSON.parse(text) as StoredOffer[]).map(offerOf);
}

function offerOf(stored: StoredOffer): CardOffer {
  const unitAmount = stored[2];
  const unit = stored[3];
  return {
    prices: stored[0].map(priceOf),
    availability: stored[1],
    unitMeasure: unitAmount === null || unit === null ? null : { amount: unitAmount, unit },
    colourIds: stored[4],
    skus: stored[5],
  };
}

function storedPrice(price: PriceRow): StoredPrice {
  const { amountMinor, validFrom, priceListId, validUntil, compareAtMinor, lowestPriorMinor } = price;
  const stored = [amountMinor, validFrom, priceListId, validUntil, compareAtMinor, lowestPriorMinor];
  let length = stored.length;
  while (length > 1 && stored[length - 1] === usual[length - 1]) length--;
  return stored.slice(0, length) as StoredPrice;
}

/** Of the standard list, since ever and for ever, not reduced. */
const usual = [null, 0, 1, null, null, null];

function priceOf(stored: StoredPrice): PriceRow {
  const { length } = stored;
  return {
    priceListId: length > 2 ? stored[2]! : 1,
    minQuantity: 1,
    validFrom: length > 1 ? stored[1]! : 0,
    validUntil: length > 3 ? stored[3]! : null,
    amountMinor: stored[0],
    compareAtMinor: length > 4 ? stored[4]! : null,
    lowestPriorMinor: length > 5 ? stored[5]! : null,
  };
}
