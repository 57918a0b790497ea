/** The product page: the hottest read of all. */
import type { Moved, Read } from "../../../commerce/catalog_reader.ts";
import type {
  Availability,
  Card,
  Image,
  Organization,
  ProductOption,
  ProductPage,
  ProductVariant,
} from "../../../commerce/catalog_view.ts";
import type { ProductId, VariantId } from "../../../commerce/ids.ts";
import type { PriceRow } from "../../../commerce/price_choice.ts";
import { readCardsOf } from "./cards.ts";
import { firstOf } from "./first_of.ts";
import { pathTo } from "./category_tree.ts";
import type { ListingRun } from "./listing_statements.ts";
import { type PriceColumns, priceColumns, priceRow, singlePrices } from "./price_rows.ts";
import type { Reading } from "./reading.ts";
import { type Run, statement } from "./statement.ts";
import { type Attribute, type AttributeValue, byPosition, enumerate, type Vocabulary } from "./vocabulary.ts";

export const productStatements = {
  product: statement<[languageId: number, slug: string, marketId: number], ProductRow>(
    `SELECT p.id, p.public_id, p.kind, p.brand, p.category_id, p.width_mm, p.depth_mm, p.height_mm, p.origin,
       p.popularity, t.title, t.description, t.warnings,
       mk.name, mk.address, mk.email, eu.name, eu.address, eu.email
     FROM product_texts t CROSS JOIN products p ON p.id = t.product_id
     LEFT JOIN organizations mk ON mk.id = p.maker_id LEFT JOIN organizations eu ON eu.id = p.eu_responsible_id
     WHERE t.language_id = ?1 AND t.slug = ?2
       AND EXISTS (SELECT 1 FROM product_markets pm WHERE pm.product_id = t.product_id AND pm.market_id = ?3)`,
  ),
  variants: statement<[productId: number, marketId: number, priceListId: number, now: number], VariantRow>(
    `SELECT v.id, v.public_id, v.sku, v.gtin, v.weight_grams, v.unit_amount, v.unit,
       coalesce(va.availability, v.availability), vm.media_id, ${priceColumns}
     FROM variants v ${singlePrices("?2", "?3", "?4")}
     LEFT JOIN variant_availability va ON va.variant_id = v.id AND va.market_id = ?2
     LEFT JOIN variant_media vm ON vm.variant_id = v.id
     WHERE v.product_id = ?1 ORDER BY v.position, v.id`,
  ),
  tiers: statement<[productId: number, marketId: number, priceListId: number, now: number], TierRow>(
    `SELECT v.id, ${priceColumns} FROM variants v CROSS JOIN prices pr ON pr.variant_id = v.id
       AND pr.market_id = ?2 AND pr.price_list_id BETWEEN 1 AND ?3 AND pr.min_quantity > 1
       AND (pr.valid_until IS NULL OR pr.valid_until > ?4)
     WHERE v.product_id = ?1`,
  ),
  options: statement<[productId: number], [variantId: number, valueId: number]>(
    `SELECT vo.variant_id, vo.value_id FROM variants v CROSS JOIN variant_options vo ON vo.variant_id = v.id
     WHERE v.product_id = ?1`,
  ),
  productAttributes: statement<[productId: number], [valueId: number]>(
    `SELECT value_id FROM product_attributes WHERE product_id = ?1`,
  ),
  images: statement<[productId: number, languageId: number], ImageRow>(
    `SELECT m.id, m.key, mt.alt, m.width, m.height
     FROM product_media pm CROSS JOIN media m ON m.id = pm.media_id
     LEFT JOIN media_texts mt ON mt.media_id = m.id AND mt.language_id = ?2
     WHERE pm.product_id = ?1 ORDER BY pm.position`,
  ),
  movedProduct: statement<[languageId: number, slug: string, marketId: number], [slug: string]>(
    `SELECT t.slug FROM old_slugs o JOIN product_texts t
       ON t.product_id = o.target_id AND t.language_id = o.language_id
     WHERE o.kind = 'product' AND o.language_id = ?1 AND o.slug = ?2
       AND EXISTS (SELECT 1 FROM product_markets pm WHERE pm.product_id = t.product_id AND pm.market_id = ?3)`,
  ),
};

type ProductRow = [
  id: number,
  publicId: ProductId,
  kind: ProductPage["kind"],
  brand: string | null,
  categoryId: number | null,
  widthMm: number | null,
  depthMm: number | null,
  heightMm: number | null,
  origin: string | null,
  popularity: number,
  title: string,
  description: string,
  warnings: string | null,
  ...maker: OrganizationColumns,
  ...euResponsible: OrganizationColumns,
];
type OrganizationColumns = [name: string | null, address: string | null, email: string | null];
type VariantRow = [
  id: number,
  publicId: VariantId,
  sku: string,
  gtin: string | null,
  weightGrams: number | null,
  unitAmount: number | null,
  unit: string | null,
  availability: Availability,
  mediaId: number | null,
  ...PriceColumns,
];
type TierRow = [variantId: number, ...PriceColumns];
type ImageRow = [id: number, key: string, alt: string | null, width: number, height: number];

/** How many related products a page shows. */
const relatedCount = 4;

export function readProduct(
  run: Run<typeof productStatements> & ListingRun,
  reading: Reading,
  slug: string,
): Read<ProductPage> | Moved | null {
  const { place, words, memory } = reading;
  const row = run.product(place.languageId, slug, place.market.id)[0];
  if (row === undefined) {
    const moved = run.movedProduct(place.languageId, slug, place.market.id)[0];
    return moved ? { movedTo: `p/${moved[0]}` } : null;
  }
  const [id, publicId, kind, brand, categoryId, width, depth, height, originCountry, popularity, title] = row;
  // All that this row leads to is read before any of it is judged: a reader over HTTP fetches it in one go.
  const imageRows = run.images(id, place.languageId);
  const attributeRows = run.productAttributes(id);
  const chosen = optionsByVariant(run.options(id), words);
  const offers = run.variants(id, place.market.id, place.priceListId, reading.now);
  const tiers = Map.groupBy(
    run.tiers(id, place.market.id, place.priceListId, reading.now),
    ([variantId]) => variantId,
  );
  const variants = variantsOf(offers, tiers, chosen, imageRows, reading);
  reading.tagProduct(id);
  const related = readRelated(run, reading, id, categoryId ?? 0, popularity);
  if (variants.length === 0) return null;
  return reading.answer({
    frame: reading.frame(),
    id: publicId,
    slug,
    title,
    description: row[11],
    brand,
    kind,
    path: pathTo(memory.tree.byId.get(categoryId ?? 0), place.languageId),
    images: imageRows.map(([, key, alt, width, height]): Image => ({
      key,
      alt: alt ?? title,
      width,
      height,
    })),
    attributes: attributesOf(attributeRows, words, place.language),
    attributeCodes: codesOf(attributeRows, words),
    options: optionsOf(variants, chosen),
    variants,
    warnings: row[12],
    maker: organization(row[13], row[14], row[15]),
    euResponsible: organization(row[16], row[17], row[18]),
    dimensionsMm: width === null || depth === null || height === null ? null : [width, depth, height],
    weightGrams: offers[0]?.[4] ?? null,
    originCountry,
    related,
  });
}

/** The next less popular of its category, then the most popular: neighbours that differ from page to page. */
function readRelated(
  run: ListingRun,
  reading: Reading,
  id: number,
  categoryId: number,
  popularity: number,
): Card[] {
  const { memory: { lists }, place } = reading;
  reading.tagList(categoryId);
  const order = { direction: "DESC", valueOf: lists.keyOf("popularity", 0) } as const;
  const members = lists.listed(place, categoryId);
  const below = (value: number, id: number, count: number) =>
    firstOf(members, order, [value, id], count).map(([, id]) => id);
  const ids = below(popularity, id, relatedCount);
  if (ids.length < relatedCount) {
    const shown = new Set([id, ...ids]);
    const top = below(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, relatedCount + 1);
    ids.push(...top.filter((id) => !shown.has(id)).slice(0, relatedCount - ids.length));
  }
  return readCardsOf(run, reading, ids);
}

function variantsOf(
  rows: readonly VariantRow[],
  tierRows: ReadonlyMap<number, readonly TierRow[]>,
  chosen: ReadonlyMap<number, readonly AttributeValue[]>,
  images: readonly ImageRow[],
  reading: Reading,
): ProductVariant[] {
  const variants: ProductVariant[] = [];
  for (let at = 0; at < rows.length;) {
    const [ref, id, sku, gtin, weightGrams, amount, unit, availability, mediaId] = rows[at]!;
    const prices: PriceRow[] = [];
    for (; at < rows.length && rows[at]![0] === ref; at++) prices.push(priceRow(rows[at]!, 9));
    const price = reading.price(prices);
    if (price === null) continue;
    const options: Record<string, string> = {};
    for (const { attribute, code } of chosen.get(ref) ?? []) options[attribute.code] = code;
    const image = mediaId === null ? 0 : Math.max(images.findIndex(([id]) => id === mediaId), 0);
    const unitMeasure = amount === null || unit === null ? null : { amount, unit };
    const tiers = tiersOf(prices, tierRows.get(ref) ?? [], price.amountMinor, reading);
    variants.push({
      ...{ id, ref, sku, gtin, options, price, availability, image, unitMeasure, weightGrams },
      ...(tiers.length > 0 && { tiers }),
    });
  }
  return variants;
}

/** From how many pieces on one costs less than with fewer. */
function tiersOf(
  single: readonly PriceRow[],
  rows: readonly TierRow[],
  amountMinor: number,
  reading: Reading,
): { minQuantity: number; amountMinor: number }[] {
  if (rows.length === 0) return [];
  const prices = [...single, ...rows.map((row) => priceRow(row, 1))];
  const quantities = [...new Set(prices.map((price) => price.minQuantity))].sort((one, other) => one - other);
  const tiers = [];
  let before = amountMinor;
  for (const minQuantity of quantities) {
    const price = reading.price(prices, minQuantity);
    if (price === null || price.amountMinor >= before) continue;
    before = price.amountMinor;
    tiers.push({ minQuantity, amountMinor: before });
  }
  return tiers;
}

function optionsByVariant(
  rows: readonly (readonly [variantId: number, valueId: number])[],
  words: Vocabulary,
): Map<number, AttributeValue[]> {
  const chosen = new Map<number, AttributeValue[]>();
  for (const [variantId, valueId] of rows) {
    const value = words.value(valueId);
    if (value === undefined) continue;
    const known = chosen.get(variantId);
    if (known) known.push(value);
    else chosen.set(variantId, [value]);
  }
  return chosen;
}

/** What the sold variants differ by, in order. */
function optionsOf(
  variants: readonly ProductVariant[],
  chosen: ReadonlyMap<number, readonly AttributeValue[]>,
): ProductOption[] {
  const values = new Map<Attribute, Set<AttributeValue>>();
  for (const { ref } of variants) {
    for (const value of chosen.get(ref) ?? []) {
      const known = values.get(value.attribute);
      if (known) known.add(value);
      else values.set(value.attribute, new Set([value]));
    }
  }
  return [...values].sort(([one], [other]) => one.order - other.order).map(([attribute, values]) => ({
    name: attribute.code,
    label: attribute.label,
    values: [...values].sort(byPosition).map(({ code, label, hex }) => ({ value: code, label, hex })),
  }));
}

/** One line for each attribute, its values joined. */
function attributesOf(
  rows: readonly (readonly [valueId: number])[],
  words: Vocabulary,
  language: string,
): ProductPage["attributes"] {
  const values = rows.flatMap(([id]) => words.value(id) ?? []);
  const groups = Map.groupBy(values, ({ attribute }) => attribute);
  return [...groups].sort(([one], [other]) => one.order - other.order).map(([attribute, values]) => ({
    name: attribute.code,
    label: attribute.label,
    value: enumerate(values.sort(byPosition).map(({ label }) => label), language),
  }));
}

function codesOf(
  rows: readonly (readonly [valueId: number])[],
  words: Vocabulary,
): ProductPage["attributeCodes"] {
  const codes = Object.create(null) as Record<string, string[]>;
  for (const [id] of rows) {
    const value = words.value(id);
    if (value) (codes[value.attribute.code] ??= []).push(value.code);
  }
  return codes;
}

function organization(
  name: string | null,
  address: string | null,
  email: string | null,
): Organization | null {
  return name === null ? null : { name, address: address!, email: email! };
}
