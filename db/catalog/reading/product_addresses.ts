/** Where else a product can be seen: its slugs by language and its markets. */
import type { ProductAddresses } from "../../../commerce/catalog_view.ts";
import type { Reading } from "./reading.ts";
import { type Run, statement } from "./statement.ts";

export const productAddressesStatements = {
  productOfSlug: statement<[languageId: number, slug: string], [productId: number]>(
    `SELECT product_id FROM product_texts WHERE language_id = ?1 AND slug = ?2`,
  ),
  slugs: statement<[productId: number], [languageId: number, slug: string]>(
    `SELECT language_id, slug FROM product_texts WHERE product_id = ?1`,
  ),
};

/** Null when no product of this slug can be seen here. */
export function readProductAddresses(
  run: Run<typeof productAddressesStatements>,
  { place, memory }: Reading,
  slug: string,
): ProductAddresses | null {
  const { lists, shop } = memory;
  const [id] = run.productOfSlug(place.languageId, slug)[0] ?? [];
  if (id === undefined || !lists.set("market", place.market.id).has(id)) return null;
  return {
    slugs: Object.fromEntries(
      run.slugs(id).map(([language, slug]) => [shop.languageTags.get(language)!, slug]),
    ),
    markets: shop.directory.markets.filter((market) => lists.set("market", market.id).has(id))
      .map(({ code }) => code),
  };
}
