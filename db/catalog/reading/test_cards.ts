/** The cards of a test catalog's products, as a writer would have stored them. */
import type { DatabaseSync } from "node:sqlite";
import type { Availability } from "../../../commerce/catalog_view.ts";
import { encodeOffers, type OfferedVariant, placesPerProduct } from "../card_offers.ts";

type Cell = number | string | null;

/** Makes all cards anew from the plain rows. */
export function storeCards(database: DatabaseSync): void {
  database.exec(`DELETE FROM product_cards; DELETE FROM product_offers;
    INSERT OR REPLACE INTO card_mark VALUES (1, 0, 0, 0);
    INSERT INTO product_cards
    SELECT t.product_id * ${placesPerProduct} + t.language_id, p.public_id, t.slug, t.title, p.brand, m.key, mt.alt, m.width, m.height
    FROM product_texts t JOIN products p ON p.id = t.product_id
    LEFT JOIN product_media pm ON pm.product_id = p.id AND pm.position = 0 LEFT JOIN media m ON m.id = pm.media_id
    LEFT JOIN media_texts mt ON mt.media_id = m.id AND mt.language_id = t.language_id`);
  const prices = database.prepare(
    `SELECT v.id, v.product_id, pr.market_id, pr.price_list_id, pr.valid_from, pr.valid_until, pr.amount_minor,
       pr.compare_at_minor, pr.lowest_prior_minor
     FROM product_markets pm JOIN variants v ON v.product_id = pm.product_id
     JOIN prices pr ON pr.variant_id = v.id AND pr.market_id = pm.market_id AND pr.min_quantity = 1
     ORDER BY v.product_id, pr.market_id, v.position, v.id`,
  ).all() as Record<string, Cell>[];
  const variant = database.prepare(
    `SELECT v.sku, coalesce(va.availability, v.availability) AS availability, v.unit_amount, v.unit,
       (SELECT value_id FROM variant_options WHERE variant_id = v.id AND attribute_id = 1) AS colour
     FROM variants v LEFT JOIN variant_availability va ON va.variant_id = v.id AND va.market_id = ?2 WHERE v.id = ?1`,
  );
  const store = database.prepare("INSERT INTO product_offers VALUES (?, ?)");
  const places = Map.groupBy(prices, ({ product_id, market_id }) => `${product_id}:${market_id}`);
  for (const [place, rows] of places) {
    const [productId, marketId] = place.split(":").map(Number) as [number, number];
    const variants = Map.groupBy(rows, ({ id }) => id as number);
    store.run(
      productId * placesPerProduct + marketId,
      encodeOffers(Array.from(variants, ([id, own]): OfferedVariant => {
        const { sku, availability, unit_amount, unit, colour } = variant.get(id, marketId) as Record<
          string,
          Cell
        >;
        return {
          sku: sku as string,
          availability: availability as Availability,
          unitMeasure: unit === null ? null : { amount: unit_amount as number, unit: unit as string },
          colourIds: colour === null ? [] : [colour as number],
          prices: own.map((price) => ({
            priceListId: price.price_list_id as number,
            minQuantity: 1,
            validFrom: price.valid_from as number,
            validUntil: price.valid_until as number | null,
            amountMinor: price.amount_minor as number,
            compareAtMinor: price.compare_at_minor as number | null,
            lowestPriorMinor: price.lowest_prior_minor as number | null,
          })),
        };
      })),
    );
  }
}
