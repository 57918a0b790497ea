/** Cards: products as lists show them, all of a list by one statement. */
import { CatalogUnavailableError } from "../../../commerce/catalog_reader.ts";
import {
  availabilities,
  type Card,
  type Image,
  type Price,
  type UnitMeasure,
} from "../../../commerce/catalog_view.ts";
import type { ProductId } from "../../../commerce/ids.ts";
import { decodeOffers, placesPerProduct } from "../card_offers.ts";
import type { Reading } from "./reading.ts";
import { type Run, statement } from "./statement.ts";
import { type AttributeValue, byPosition } from "./vocabulary.ts";

export type ImageColumns = [
  key: string | null,
  alt: string | null,
  width: number | null,
  height: number | null,
];
type CardRow = [
  id: number,
  publicId: ProductId,
  slug: string,
  title: string,
  brand: string | null,
  ...ImageColumns,
  /** Null: it has no price in the market, whenever. */
  offers: string | null,
];

export const cardStatements = {
  // Two rows for each card, whatever its product is made of: the writer keeps them (writing/derive_cards.ts).
  cards: statement<[productIds: string, languageId: number, marketId: number], CardRow>(
    `SELECT j.value, c.public_id, c.slug, c.title, c.brand, c.picture_key, c.alt, c.width, c.height, o.offers
     FROM json_each(?1) j CROSS JOIN product_cards c ON c.id = j.value * ${placesPerProduct} + ?2
     LEFT JOIN product_offers o ON o.id = j.value * ${placesPerProduct} + ?3`,
  ),
};

/** For {@linkcode assertCardsAreMade}. */
export const readinessStatements = {
  // The mark of writing/card_mark.ts.
  cardsAreMade: statement<[], [areMade: 0 | 1]>(
    `SELECT (SELECT max(id) FROM products) IS NULL OR (SELECT up_to FROM card_mark WHERE id = 1) IS NOT NULL`,
  ),
};

/**
 * A catalog whose cards are still being made has lists without products: it is not to be read.
 *
 * @throws {CatalogUnavailableError}
 */
export function assertCardsAreMade([row]: readonly (readonly unknown[])[]): void {
  if (row?.[0] !== 1) throw new CatalogUnavailableError("read catalog: its cards are still being made");
}

/** The cards of products, in their order. One that has no price in force at this moment drops out. */
export function readCardsOf(
  run: Run<typeof cardStatements>,
  reading: Reading,
  productIds: readonly number[],
): Card[] {
  if (productIds.length === 0) return [];
  const { place } = reading;
  const rows = new Map(
    run.cards(JSON.stringify(productIds), place.languageId, place.market.id).map((row) => [row[0], row]),
  );
  const cards: Card[] = [];
  for (const id of productIds) {
    // One that has no card yet belongs here as soon as it has.
    reading.tagProduct(id);
    const row = rows.get(id);
    if (row === undefined) continue;
    const card = cardOf(row, reading);
    if (card) cards.push(card);
  }
  return cards;
}

function cardOf(row: CardRow, reading: Reading): Card | null {
  const [, id, slug, title, brand, key, alt, width, height, offers] = row;
  if (offers === null) return null;
  let lowest: Price | null = null;
  let unitMeasure: UnitMeasure | null = null;
  let priceVaries = false;
  let availability = availabilities.length - 1;
  const skus: string[] = [];
  const colours = new Set<number>();
  for (const offer of decodeOffers(offers)) {
    const price = reading.price(offer.prices);
    if (price === null) continue;
    skus.push(...offer.skus);
    for (const colour of offer.colourIds) colours.add(colour);
    availability = Math.min(availability, availabilities.indexOf(offer.availability));
    if (lowest !== null && price.amountMinor !== lowest.amountMinor) priceVaries = true;
    if (lowest === null || price.amountMinor < lowest.amountMinor) {
      lowest = price;
      unitMeasure = offer.unitMeasure;
    }
  }
  return lowest && {
    id,
    slug,
    title,
    brand,
    image: imageOf(key, alt, width, height, title),
    price: lowest,
    priceVaries,
    ...(unitMeasure && { unitMeasure }),
    availability: availabilities[availability]!,
    skus,
    swatches: swatchesOf(colours, reading),
  };
}

/** @param otherwise What stands in for a missing alt text. */
export function imageOf(
  key: string | null,
  alt: string | null,
  width: number | null,
  height: number | null,
  otherwise: string,
): Image | null {
  return key === null ? null : { key, alt: alt ?? otherwise, width: width!, height: height! };
}

function swatchesOf(ids: ReadonlySet<number>, reading: Reading): Card["swatches"] {
  const values: AttributeValue[] = [];
  for (const id of ids) {
    const value = reading.words.value(id);
    if (value?.hex && value.attribute.id === reading.words.colourId) values.push(value);
  }
  return values.sort(byPosition).map(({ label, hex }) => ({ label, hex: hex! }));
}
