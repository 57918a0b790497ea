/** Addresses, queries and envelopes of the admin API's catalog calls; the records are in `admin_catalog.ts`. */
import { z } from "zod";
import { adminCategory, adminProduct, adminVariant, pricedFields, variantInput } from "./admin_catalog.ts";
import { adminLanguage, adminMarket } from "./admin_shop.ts";
import { cursor, marketCode, sku } from "./common.ts";
import { productId } from "./public_ids.ts";

const limit = z.coerce.number().int().min(1).max(100).default(20);

export const pageQuery = z.strictObject({ limit, cursor: cursor.optional() });
export type PageQuery = z.infer<typeof pageQuery>;

export const productsQuery = pageQuery.extend({
  status: z.enum(["active", "draft"]).optional().meta({ description: "Left out: both." }),
});
export type ProductsQuery = z.infer<typeof productsQuery>;

export const variantsQuery = z.strictObject({ sku });
export const pricesQuery = z.strictObject({ sku });

/** The body of `POST /v1/admin/variants`. */
export const variantCreation = variantInput.extend({ productId }).meta({ id: "VariantCreation" });
export type VariantCreation = z.infer<typeof variantCreation>;

// ---------------------------------------------------------------- answers

const catalogVersion = z.int().min(0).meta({
  description: "The catalog version that shows this write; the header X-Catalog-Version says the same.",
});
const nextCursor = cursor.nullable().meta({
  description: "Where the next page begins; null: there is none.",
});

export const writtenProduct = adminProduct.extend({ catalogVersion }).meta({ id: "WrittenProduct" });
export const writtenVariant = adminVariant.extend({ catalogVersion }).meta({ id: "WrittenVariant" });
export const writtenCategory = adminCategory.extend({ catalogVersion }).meta({ id: "WrittenCategory" });
export const removal = z.strictObject({ catalogVersion }).meta({ id: "Removal" });

export const productList = z.strictObject({ items: z.array(adminProduct), nextCursor }).meta({
  id: "AdminProductList",
});
export const variantList = z.strictObject({ items: z.array(adminVariant), nextCursor }).meta({
  id: "VariantList",
});
export const categoryList = z.strictObject({ items: z.array(adminCategory), nextCursor }).meta({
  id: "CategoryList",
});

/** A price in force or to come, as `GET /v1/admin/prices` tells it. */
export const adminPrice = z.strictObject({
  sku,
  market: marketCode,
  ...pricedFields,
}).meta({ id: "AdminPrice" });
export const priceList = z.strictObject({ items: z.array(adminPrice), nextCursor }).meta({ id: "PriceList" });

export const writtenMarket = adminMarket.extend({ catalogVersion }).meta({ id: "WrittenMarket" });
export const writtenLanguage = adminLanguage.extend({ catalogVersion }).meta({ id: "WrittenLanguage" });
export const adminMarketList = z.strictObject({ items: z.array(adminMarket), nextCursor: z.null() }).meta({
  id: "AdminMarketList",
});
export const adminLanguageList = z.strictObject({ items: z.array(adminLanguage), nextCursor: z.null() }).meta(
  {
    id: "AdminLanguageList",
  },
);
