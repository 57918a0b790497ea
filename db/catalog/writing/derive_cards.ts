/**
 * Keeping what cards show, so that a list reads one row of each of its cards for the words and one for the prices.
 *
 * What a card shows is what a page with it is tagged by: `product:{id}` its words, pictures and variants,
 * `product:{id}:{market}` its prices and availability there. So it is made anew of the products that a write touched,
 * whichever write that is, when the write is done.
 */
import { sql } from "drizzle-orm";
import type { Tag } from "../../../commerce/catalog_reader.ts";
import type { Availability } from "../../../commerce/catalog_view.ts";
import { isTooLarge } from "../../platform/failure.ts";
import { encodeOffers, type OfferedVariant, placesPerProduct } from "../card_offers.ts";
import { productOffers } from "../schema.ts";
import { among, insertRows, readRows, type Tx } from "./rows.ts";

/** Products at once: fewer where a libSQL server would not answer so much, see {@linkcode deriveOffers}. */
const productsAtOnce = 200;

/** Not bound: it would be no whole number. */
const perProduct = sql.raw(String(placesPerProduct));

/**
 * Makes the cards anew of all products that these tags name; only what differs is written.
 *
 * @param now Milliseconds since the epoch: price windows that have ended by then are left out.
 * @returns How many rows that was.
 */
export async function deriveCards(tx: Tx, tags: Iterable<Tag>, now: number): Promise<number> {
  /** Product → the markets in which it may have changed; null: all, and its words. */
  const touched = new Map<number, Set<number> | null>();
  for (const tag of tags) {
    const [, product, market] = /^product:(\d+)(?::(\d+))?$/.exec(tag) ?? [];
    if (product === undefined) continue;
    const id = Number(product);
    const known = touched.get(id);
    if (market === undefined) touched.set(id, null);
    else if (known === undefined) touched.set(id, new Set([Number(market)]));
    else known?.add(Number(market));
  }
  const products = [...touched].sort(([one], [other]) => one - other);
  let written = 0;
  for (let from = 0; from < products.length; from += productsAtOnce) {
    const some = products.slice(from, from + productsAtOnce);
    const whole = some.filter(([, markets]) => markets === null).map(([id]) => id);
    if (whole.length > 0) written += await deriveWords(tx, whole);
    written += await deriveOffers(
      tx,
      some.flatMap(([id, markets]): Place[] =>
        markets === null ? [[id, null]] : Array.from(markets, (market) => [id, market])
      ),
      now,
    );
  }
  return written;
}

async function deriveWords(tx: Tx, ids: readonly number[]): Promise<number> {
  const columns = ["public_id", "slug", "title", "brand", "picture_key", "alt", "width", "height"];
  const named = (prefix: string) => sql.raw(columns.map((column) => prefix + column).join(", "));
  const put = await tx.run(sql`INSERT INTO product_cards (id, ${named("")})
    SELECT t.product_id * ${perProduct} + t.language_id, p.public_id, t.slug, t.title, p.brand, m.key, mt.alt, m.width,
      m.height
    FROM product_texts t JOIN products p ON p.id = t.product_id
    LEFT JOIN media m ON m.id =
      (SELECT media_id FROM product_media WHERE product_id = t.product_id ORDER BY position LIMIT 1)
    LEFT JOIN media_texts mt ON mt.media_id = m.id AND mt.language_id = t.language_id
    WHERE ${among(sql`t.product_id`, ids)}
    ON CONFLICT (id) DO UPDATE SET (${named("")}) = (${named("excluded.")})
    WHERE (${named("product_cards.")}) IS NOT (${named("excluded.")})`);
  const taken = await tx.run(sql`DELETE FROM product_cards WHERE id IN (SELECT c.id
    FROM json_each(${JSON.stringify(ids)}) j CROSS JOIN product_cards c
      ON c.id >= j.value * ${perProduct} AND c.id < (j.value + 1) * ${perProduct}
    WHERE NOT EXISTS
      (SELECT 1 FROM product_texts WHERE product_id = j.value AND language_id = c.id % ${perProduct}))`);
  return put.rowsAffected + taken.rowsAffected;
}

/** A product in a market; null: in all of them. */
type Place = readonly [productId: number, marketId: number | null];

/** In as many rounds as it takes where a server would not answer about all at once. */
async function deriveOffers(tx: Tx, places: readonly Place[], now: number): Promise<number> {
  let offers: Offers;
  try {
    offers = { made: await readOffers(tx, places, now), stored: await storedOffers(tx, places) };
  } catch (error) {
    if (!isTooLarge(error)) throw error;
    const [some, others] = await halvesOf(tx, places);
    if (some === undefined || others === undefined) throw error;
    return await deriveOffers(tx, some, now) + await deriveOffers(tx, others, now);
  }
  return await writeOffers(tx, offers);
}

/** Two halves of the places; none where there is but one market of one product. */
async function halvesOf(tx: Tx, places: readonly Place[]): Promise<(readonly Place[])[]> {
  if (places.length > 1) {
    const half = places.length >> 1;
    return [places.slice(0, half), places.slice(half)];
  }
  const [productId, marketId] = places[0]!;
  if (marketId !== null) return [];
  const markets = await readRows<[number]>(
    tx,
    sql`market_id`,
    sql`FROM (SELECT market_id FROM product_markets WHERE product_id = ${productId}
      UNION SELECT id % ${perProduct} FROM product_offers
      WHERE id > ${productId} * ${perProduct} AND id < (${productId} + 1) * ${perProduct})`,
  );
  return markets.length > 1 ? await halvesOf(tx, markets.map(([market]) => [productId, market])) : [];
}

/** By key: what follows from the plain rows, and what is there. */
interface Offers {
  readonly made: Map<number, string>;
  readonly stored: readonly (readonly [id: number, offers: string])[];
}

function storedOffers(tx: Tx, places: readonly Place[]): Promise<[number, string][]> {
  return readRows<[number, string]>(
    tx,
    sql`o.id, o.offers`,
    sql`FROM json_each(${JSON.stringify(places)}) j CROSS JOIN product_offers o
      ON o.id BETWEEN (j.value ->> 0) * ${perProduct} + coalesce(j.value ->> 1, 0)
        AND (j.value ->> 0) * ${perProduct} + coalesce(j.value ->> 1, ${perProduct} - 1)`,
  );
}

async function writeOffers(tx: Tx, { made, stored }: Offers): Promise<number> {
  const gone: number[] = [];
  for (const [id, offers] of stored) {
    const now = made.get(id);
    if (now === undefined) gone.push(id);
    else if (now === offers) made.delete(id);
  }
  if (gone.length > 0) await tx.run(sql`DELETE FROM product_offers WHERE ${among(sql`id`, gone)}`);
  await insertRows(tx, productOffers, Array.from(made, ([id, offers]) => ({ id, offers })), "replace");
  return gone.length + made.size;
}

type OfferRow = [
  productId: number,
  marketId: number,
  variantId: number,
  sku: string,
  availability: Availability,
  unitAmount: number | null,
  unit: string | null,
  coloursJson: string,
  priceListId: number,
  validFrom: number,
  validUntil: number | null,
  amountMinor: number,
  compareAtMinor: number | null,
  lowestPriorMinor: number | null,
];

/** By key, where a product is visible and any of its variants has a price, now or later. */
async function readOffers(tx: Tx, places: readonly Place[], now: number): Promise<Map<number, string>> {
  const rows = await readRows<OfferRow>(
    tx,
    sql`product_id, market_id, id, sku, availability, unit_amount, unit, colours, price_list_id, valid_from,
      valid_until, amount_minor, compare_at_minor, lowest_prior_minor`,
    // Sorted within: what aggregates reads is in no order else.
    sql`FROM (SELECT v.product_id, pm.market_id, v.id, v.sku, coalesce(va.availability, v.availability) AS availability,
        v.unit_amount, v.unit,
        (SELECT json_group_array(o.value_id) FROM variant_options o JOIN attributes a ON a.id = o.attribute_id
          WHERE o.variant_id = v.id AND a.type = 'colour') AS colours,
        pr.price_list_id, pr.valid_from, pr.valid_until, pr.amount_minor, pr.compare_at_minor, pr.lowest_prior_minor
      FROM json_each(${JSON.stringify(places)}) j CROSS JOIN product_markets pm
        ON pm.product_id = j.value ->> 0 AND (j.value ->> 1 IS NULL OR pm.market_id = j.value ->> 1)
      CROSS JOIN variants v ON v.product_id = pm.product_id
      CROSS JOIN prices pr ON pr.variant_id = v.id AND pr.market_id = pm.market_id AND pr.min_quantity = 1
        AND (pr.valid_until IS NULL OR pr.valid_until > ${now})
      LEFT JOIN variant_availability va ON va.variant_id = v.id AND va.market_id = pm.market_id
      ORDER BY v.product_id, pm.market_id, v.position, v.id, pr.price_list_id, pr.valid_from)`,
  );
  const offers = new Map<number, string>();
  for (let at = 0; at < rows.length;) {
    const [productId, marketId] = rows[at]!;
    const own: OfferRow[] = [];
    for (; rows[at]?.[0] === productId && rows[at]![1] === marketId; at++) own.push(rows[at]!);
    offers.set(productId * placesPerProduct + marketId, encodeOffers(variantsOf(own)));
  }
  return offers;
}

function variantsOf(rows: readonly OfferRow[]): OfferedVariant[] {
  return Array.from(Map.groupBy(rows, ([, , variantId]) => variantId).values(), (own) => {
    const [, , , sku, availability, amount, unit, colours] = own[0]!;
    return {
      sku,
      availability,
      unitMeasure: amount === null || unit === null ? null : { amount, unit },
      colourIds: JSON.parse(colours) as number[],
      prices: own.map((row) => ({
        priceListId: row[8],
        minQuantity: 1,
        validFrom: row[9],
        validUntil: row[10],
        amountMinor: row[11],
        compareAtMinor: row[12],
        lowestPriorMinor: row[13],
      })),
    };
  });
}
