/** The basket's lines, from the references and quantities that its cookie holds. */
import type { Read } from "../../../commerce/catalog_reader.ts";
import type { Availability, BasketLine, BasketPage, BasketRef } from "../../../commerce/catalog_view.ts";
import type { PriceRow } from "../../../commerce/price_choice.ts";
import { type ImageColumns, imageOf } from "./cards.ts";
import { type PriceColumns, priceColumns, priceRow, singlePrices } from "./price_rows.ts";
import type { Reading } from "./reading.ts";
import { type Run, statement } from "./statement.ts";
import { enumerate } from "./vocabulary.ts";

const shownHere =
  `EXISTS (SELECT 1 FROM product_markets pm WHERE pm.product_id = v.product_id AND pm.market_id = ?2)`;

export const basketStatements = {
  basketLines: statement<
    [variantIds: string, marketId: number, languageId: number, priceListId: number, now: number],
    LineRow
  >(
    // Tiers are read whole: the quantity decides among them.
    `SELECT v.id, v.product_id, v.sku, t.title, t.slug, coalesce(va.availability, v.availability),
       m.key, mt.alt, m.width, m.height, ${priceColumns}
     FROM json_each(?1) j CROSS JOIN variants v ON v.id = j.value
     CROSS JOIN product_texts t ON t.product_id = v.product_id AND t.language_id = ?3
     CROSS JOIN prices pr ON pr.variant_id = v.id AND pr.market_id = ?2 AND pr.price_list_id IN (1, ?4)
       AND (pr.valid_until IS NULL OR pr.valid_until > ?5)
     LEFT JOIN variant_availability va ON va.variant_id = v.id AND va.market_id = ?2
     LEFT JOIN media m ON m.id = coalesce(
       (SELECT media_id FROM variant_media WHERE variant_id = v.id),
       (SELECT media_id FROM product_media WHERE product_id = v.product_id ORDER BY position LIMIT 1))
     LEFT JOIN media_texts mt ON mt.media_id = m.id AND mt.language_id = ?3
     WHERE ${shownHere}`,
  ),
  basketOptions: statement<[variantIds: string], [variantId: number, valueId: number]>(
    `SELECT vo.variant_id, vo.value_id FROM json_each(?1) j CROSS JOIN variant_options vo ON vo.variant_id = j.value`,
  ),
  variantOfSku: statement<
    [sku: string, marketId: number, languageId: number, priceListId: number, now: number],
    [ref: number, ...PriceColumns]
  >(
    `SELECT v.id, ${priceColumns} FROM variants v ${singlePrices("?2", "?4", "?5")}
     WHERE v.sku = ?1 AND ${shownHere}
       AND EXISTS (SELECT 1 FROM product_texts t WHERE t.product_id = v.product_id AND t.language_id = ?3)`,
  ),
};
export type BasketRun = Run<typeof basketStatements>;

type LineRow = [
  ref: number,
  productId: number,
  sku: string,
  title: string,
  slug: string,
  availability: Availability,
  ...ImageColumns,
  ...PriceColumns,
];

export function readBasket(run: BasketRun, reading: Reading, refs: readonly BasketRef[]): Read<BasketPage> {
  const { place, now } = reading;
  const ids = JSON.stringify([...new Set(refs.map(({ ref }) => ref))]);
  const rows = Map.groupBy(
    run.basketLines(ids, place.market.id, place.languageId, place.priceListId, now),
    ([ref]) => ref,
  );
  const options = Map.groupBy(run.basketOptions(ids), ([variantId]) => variantId);
  const lines: BasketLine[] = [];
  const dropped: BasketRef[] = [];
  for (const asked of refs) {
    const line = lineOf(asked, rows.get(asked.ref) ?? [], options.get(asked.ref) ?? [], reading);
    if (line) lines.push(line);
    else dropped.push(asked);
  }
  const subtotalMinor = lines.reduce((sum, line) => sum + line.totalMinor, 0);
  return reading.answer({ frame: reading.frame(), lines, dropped, subtotalMinor });
}

function lineOf(
  { ref, quantity }: BasketRef,
  rows: readonly LineRow[],
  options: readonly (readonly [variantId: number, valueId: number])[],
  reading: Reading,
): BasketLine | null {
  const first = rows[0];
  if (first === undefined) return null;
  const price = reading.price(rows.map((row): PriceRow => priceRow(row, 10)), quantity);
  if (price === null) return null;
  const [, productId, sku, title, slug, availability, key, alt, width, height] = first;
  reading.tagProduct(productId);
  const values = options.flatMap(([, id]) => reading.words.value(id) ?? []);
  values.sort((one, other) => one.attribute.order - other.attribute.order);
  return {
    ref,
    sku,
    quantity,
    title,
    slug,
    options: enumerate(values.map(({ label }) => label), reading.place.language),
    image: imageOf(key, alt, width, height, title),
    price,
    totalMinor: price.amountMinor * quantity,
    availability,
  };
}

/** The basket reference of a SKU that is sold in the place, or null. */
export function readVariantRef(run: BasketRun, reading: Reading, sku: string): number | null {
  const { place, now } = reading;
  const rows = run.variantOfSku(sku, place.market.id, place.languageId, place.priceListId, now);
  return rows.length > 0 && reading.price(rows.map((row) => priceRow(row, 1))) ? rows[0]![0] : null;
}
