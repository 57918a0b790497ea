/** Where else a product can be seen: its slugs by language and its markets. */
import type { ProductAddresses } from "../../../commerce/catalog_view.ts";
import type { Reading } from "./reading.ts";
import { type Run, statement } from "./statement.ts";

export const productAddressesStatements = {
  productOfSlug: statement<[languageId: number, slug: string, marketId: number], [productId: number]>(
    `SELECT t.product_id FROM product_texts t
     JOIN listings l ON l.market_id = ?3 AND l.category_id = 0 AND l.product_id = t.product_id
     WHERE t.language_id = ?1 AND t.slug = ?2`,
  ),
  slugs: statement<[productId: number], [languageId: number, slug: string]>(
    `SELECT language_id, slug FROM product_texts WHERE product_id = ?1`,
  ),
  productMarkets: statement<[productId: number], [marketId: number]>(
    `SELECT market_id FROM listings WHERE product_id = ?1 AND category_id = 0`,
  ),
};

/** Null when no product of this slug can be seen here. */
export function readProductAddresses(
  run: Run<typeof productAddressesStatements>,
  { place, memory }: Reading,
  slug: string,
): ProductAddresses | null {
  const found = run.productOfSlug(place.languageId, slug, place.market.id)[0];
  if (found === undefined) return null;
  const { languageTags, marketCodes } = memory.shop;
  return {
    slugs: Object.fromEntries(
      run.slugs(found[0]).map(([language, slug]) => [languageTags.get(language)!, slug]),
    ),
    markets: run.productMarkets(found[0]).map(([market]) => marketCodes.get(market)!),
  };
}
