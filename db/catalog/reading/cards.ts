/** Cards: products as lists show them. Their rows come from the list's own statement, their offers from one more. */
import {
  availabilities,
  type Availability,
  type Card,
  type Image,
  type Price,
} from "../../../commerce/catalog_view.ts";
import type { ProductId } from "../../../commerce/ids.ts";
import type { PriceRow } from "../../../commerce/price_choice.ts";
import { type PriceColumns, priceColumns, priceRow, singlePrices } from "./price_rows.ts";
import type { Reading } from "./reading.ts";
import { type Run, statement } from "./statement.ts";
import { type AttributeValue, byPosition } from "./vocabulary.ts";

/** Columns of a card's row, for a statement whose `l.product_id` names the product. */
export const cardColumns = `p.id, p.public_id, t.slug, t.title, p.brand, m.key, mt.alt, m.width, m.height`;

/** Only products with words in the language; the first picture. The order of the loops is the list's own. */
export function cardJoins(language: string): string {
  return `CROSS JOIN product_texts t ON t.product_id = l.product_id AND t.language_id = ${language}
     CROSS JOIN products p ON p.id = l.product_id
     LEFT JOIN media m ON m.id =
       (SELECT media_id FROM product_media WHERE product_id = l.product_id ORDER BY position LIMIT 1)
     LEFT JOIN media_texts mt ON mt.media_id = m.id AND mt.language_id = ${language}`;
}

export type CardRow = [
  id: number,
  publicId: ProductId,
  slug: string,
  title: string,
  brand: string | null,
  ...ImageColumns,
];
export type ImageColumns = [
  key: string | null,
  alt: string | null,
  width: number | null,
  height: number | null,
];

export const cardStatements = {
  cards: statement<[productIds: string, languageId: number], CardRow>(
    `SELECT ${cardColumns} FROM (SELECT value AS product_id FROM json_each(?1)) l ${cardJoins("?2")}`,
  ),
  // Unsorted: the joins yield each product's variants together, along the index of their positions, and a sort
  // would cost a fifth of the time.
  offers: statement<
    [productIds: string, marketId: number, priceListId: number, now: number, colourAttributeId: number],
    OfferRow
  >(
    `SELECT v.product_id, v.id, v.sku, coalesce(va.availability, v.availability), vo.value_id,
       v.unit_amount, v.unit, ${priceColumns}
     FROM json_each(?1) j CROSS JOIN variants v ON v.product_id = j.value
     ${singlePrices("?2", "?3", "?4")}
     LEFT JOIN variant_availability va ON va.variant_id = v.id AND va.market_id = ?2
     LEFT JOIN variant_options vo ON vo.variant_id = v.id AND vo.attribute_id = ?5`,
  ),
};

type OfferRow = [
  productId: number,
  variantId: number,
  sku: string,
  availability: Availability,
  colourValueId: number | null,
  unitAmount: number | null,
  unit: string | null,
  ...PriceColumns,
];

/** The cards of products, in their order. One that has no price in force at this moment drops out. */
export function readCardsOf(
  run: Run<typeof cardStatements>,
  reading: Reading,
  productIds: readonly number[],
): Card[] {
  if (productIds.length === 0) return [];
  const { place, now, words } = reading;
  const ids = JSON.stringify(productIds);
  // Both by the same ids: a reader over HTTP fetches them in one go.
  const rows = new Map(run.cards(ids, place.languageId).map((row) => [row[0], row]));
  const offers = new Map<number, OfferRow[]>();
  for (const offer of run.offers(ids, place.market.id, place.priceListId, now, words.colourId)) {
    const known = offers.get(offer[0]);
    if (known) known.push(offer);
    else offers.set(offer[0], [offer]);
  }
  const cards: Card[] = [];
  for (const id of productIds) {
    const row = rows.get(id);
    if (row === undefined) continue;
    reading.tagProduct(id);
    const card = cardOf(row, offers.get(id) ?? [], reading);
    if (card) cards.push(card);
  }
  return cards;
}

function cardOf(
  row: readonly [...CardRow, ...unknown[]],
  offers: readonly OfferRow[],
  reading: Reading,
): Card | null {
  const [, id, slug, title, brand, key, alt, width, height] = row;
  let lowest: Price | null = null;
  let unitMeasure: Card["unitMeasure"];
  let priceVaries = false;
  let availability = availabilities.length - 1;
  const skus: string[] = [];
  const colours = new Set<number>();
  for (let at = 0; at < offers.length;) {
    const [, variantId, sku, offered, colour, amount, unit] = offers[at]!;
    const prices: PriceRow[] = [];
    for (; at < offers.length && offers[at]![1] === variantId; at++) prices.push(priceRow(offers[at]!, 7));
    const price = reading.price(prices);
    if (price === null) continue;
    skus.push(sku);
    if (colour !== null) colours.add(colour);
    availability = Math.min(availability, availabilities.indexOf(offered));
    if (lowest !== null && price.amountMinor !== lowest.amountMinor) priceVaries = true;
    if (lowest === null || price.amountMinor < lowest.amountMinor) {
      lowest = price;
      unitMeasure = amount === null || unit === null ? undefined : { amount, unit };
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
    if (value?.hex) values.push(value);
  }
  return values.sort(byPosition).map(({ label, hex }) => ({ label, hex: hex! }));
}
