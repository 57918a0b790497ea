/** The columns of a product feed, by the names of Merchant Center's product data specification. */

/** Columns that mean something here. */
export const feedColumns = [
  "id",
  "title",
  "description",
  "availability",
  "condition",
  "price",
  "sale_price",
  "sale_price_effective_date",
  "brand",
  "gtin",
  "mpn",
  "google_product_category",
  "product_type",
  "color",
  "size",
  "material",
  "pattern",
  "gender",
  "age_group",
  "item_group_id",
  "shipping_weight",
  "product_weight",
  "unit_pricing_measure",
  "product_detail",
] as const;
export type FeedColumn = (typeof feedColumns)[number];

/** Other names under which shops export them. */
const aliases: Readonly<Record<string, FeedColumn>> = {
  sku: "id",
  offer_id: "id",
  name: "title",
  colour: "color",
  ean: "gtin",
  upc: "gtin",
  isbn: "gtin",
  barcode: "gtin",
  manufacturer: "brand",
  weight: "product_weight",
  product_details: "product_detail",
  summary: "description",
};

const known: ReadonlySet<string> = new Set(feedColumns);

/**
 * The column that a name stands for, or null: upper and lower case, blanks and hyphens, the prefix `g:`, and what
 * stands in parentheses (names of sub-attributes) make no difference.
 *
 * @example
 * ```ts
 * columnOf("G:Image-Link"); // null: not used here
 * columnOf("Product Type"); // "product_type"
 * columnOf("EAN"); // "gtin"
 * ```
 */
export function columnOf(name: string): FeedColumn | null {
  const plain = plainName(name);
  return known.has(plain) ? plain as FeedColumn : aliases[plain] ?? null;
}

/** Whether a column has the very name of the specification, which goes before another name for it. */
export function isCanonical(name: string): boolean {
  return known.has(plainName(name));
}

function plainName(name: string): string {
  return name.replace(/\(.*$/s, "").trim().toLowerCase().replace(/^g:/, "").replaceAll(/[\s-]+/g, "_");
}
