/** What cards show, for tests: as it is stored, and as the plain rows have it. */
import { availabilities } from "../../../commerce/catalog_view.ts";
import { decodeOffers, placesPerProduct } from "../card_offers.ts";
import type { SmallShop } from "./small_shop.ts";

type Rows = Pick<SmallShop, "rows">;

/** The words of each card, and of each variant in each market its prices and what is said of all that cost the same. */
export interface PlainCards {
  readonly words: readonly (readonly unknown[])[];
  readonly variants: readonly string[];
}

/**
 * As readers read them: windows that have ended say nothing, and may be there or not.
 *
 * @param now Milliseconds since the epoch.
 */
export async function storedCards(shop: Rows, now: number): Promise<PlainCards> {
  const rows = await shop.rows("SELECT id, offers FROM product_offers") as [number, string][];
  const offers = rows.flatMap(([id, text]) =>
    decodeOffers(text).map((offer) => ({
      ...offer,
      id,
      prices: offer.prices.filter(({ validUntil }) => validUntil === null || validUntil > now).map((
        price,
      ) => [
        price.priceListId,
        price.validFrom,
        price.validUntil,
        price.amountMinor,
        price.compareAtMinor,
        price.lowestPriorMinor,
      ]),
    }))
  ).filter(({ prices }) => prices.length > 0);
  // What cost otherwise in the past may cost the same from now on.
  const alike = Map.groupBy(
    offers,
    ({ id, prices, unitMeasure }) => JSON.stringify([id, prices, unitMeasure]),
  );
  return {
    words: await shop.rows("SELECT * FROM product_cards ORDER BY id"),
    variants: Array.from(alike.values()).flatMap((some) => {
      const best = availabilities.find((each) => some.some(({ availability }) => availability === each));
      const colours = [...new Set(some.flatMap(({ colourIds }) => colourIds))].sort((one, other) =>
        one - other
      );
      return some.flatMap(({ id, prices, unitMeasure, skus }) =>
        skus.map((sku) => JSON.stringify([id, sku, prices, unitMeasure, best, colours]))
      );
    }).sort(),
  };
}

/**
 * As they follow from products, texts, pictures, variants and prices.
 *
 * @param now Milliseconds since the epoch.
 */
export async function plainCards(shop: Rows, now: number): Promise<PlainCards> {
  const rows = await shop.rows(
    `SELECT pm.product_id * ${placesPerProduct} + pm.market_id, v.sku, v.unit_amount, v.unit,
       coalesce((SELECT availability FROM variant_availability WHERE variant_id = v.id AND market_id = pm.market_id),
         v.availability),
       (SELECT vo.value_id FROM variant_options vo JOIN attributes a ON a.id = vo.attribute_id
         WHERE vo.variant_id = v.id AND a.type = 'colour'),
       (SELECT json_group_array(json_array(price_list_id, valid_from, valid_until, amount_minor, compare_at_minor,
           lowest_prior_minor))
         FROM (SELECT * FROM prices WHERE variant_id = v.id AND market_id = pm.market_id AND min_quantity = 1
           AND (valid_until IS NULL OR valid_until > ${now}) ORDER BY price_list_id, valid_from))
     FROM product_markets pm JOIN variants v ON v.product_id = pm.product_id`,
  ) as [number, string, number | null, string | null, string, number | null, string][];
  const priced = rows.filter((row) => row[6] !== "[]");
  // Those of a product in a market that always cost the same, with the same content.
  const alike = Map.groupBy(
    priced,
    ([id, , amount, unit, , , prices]) => `${id} ${amount} ${unit} ${prices}`,
  );
  return {
    words: await shop.rows(
      `SELECT t.product_id * ${placesPerProduct} + t.language_id AS id, p.public_id, t.slug, t.title, p.brand, m.key,
         mt.alt, m.width, m.height
       FROM product_texts t JOIN products p ON p.id = t.product_id
       LEFT JOIN product_media pm ON pm.product_id = p.id
         AND pm.position = (SELECT min(position) FROM product_media WHERE product_id = p.id)
       LEFT JOIN media m ON m.id = pm.media_id
       LEFT JOIN media_texts mt ON mt.media_id = m.id AND mt.language_id = t.language_id ORDER BY 1`,
    ),
    variants: Array.from(alike.values()).flatMap((some) => {
      const best = availabilities.find((each) => some.some((row) => row[4] === each));
      const colours = [...new Set(some.flatMap((row) => row[5] ?? []))].sort((one, other) => one - other);
      return some.map(([id, sku, amount, unit, , , prices]) =>
        JSON.stringify([
          id,
          sku,
          JSON.parse(prices),
          amount === null ? null : { amount, unit },
          best,
          colours,
        ])
      );
    }).sort(),
  };
}
