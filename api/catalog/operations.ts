/** The catalog service's calls: products, variants, categories, prices, markets and languages; then the rest. */
import { z } from "zod";
import {
  adminLanguageList,
  adminMarketList,
  priceList,
  pricesQuery,
  productList,
  productsQuery,
  removal,
  variantCreation,
  variantList,
  variantsQuery,
  writtenLanguage,
  writtenMarket,
  writtenProduct,
  writtenVariant,
} from "../../commerce/wire/admin_calls.ts";
import { productId, variantId } from "../../commerce/wire/public_ids.ts";
import {
  adminProduct,
  adminVariant,
  pricesAnswer,
  pricesInput,
  productInput,
  productPatch,
  variantPatch,
} from "../../commerce/wire/admin_catalog.ts";
import { languageInput, marketInput } from "../../commerce/wire/admin_shop.ts";
import { marketList } from "../../commerce/wire/catalog.ts";
import type { OperationTable } from "../platform/operation.ts";
import { availabilityOperations } from "./availability.ts";
import { categoryOperations } from "./category_operations.ts";
import { internalQuoteOperations } from "./internal_quotes.ts";
import { letterheadOperations } from "./letterheads.ts";
import { internalVersionOperations } from "./internal_versions.ts";
import { regionOperations } from "./region_operations.ts";
import { searchOperations } from "./search_operations.ts";
import { shopOperations } from "./shop_operations.ts";
import { tradeOperations } from "./trade_operations.ts";

const product = z.object({ id: productId });
const variant = z.object({ id: variantId });
const written = { etag: true, catalogVersion: true } as const;

export const catalogOperations = {
  listMarkets: {
    method: "get",
    path: "/v1/markets",
    tag: "Markets",
    summary: "All markets",
    access: "public",
    answer: { status: 200, description: "The markets.", content: marketList },
  },

  createMarket: {
    method: "post",
    path: "/v1/admin/markets",
    tag: "Markets",
    summary: "Creates a market",
    description:
      "Its languages are made before it. A product is seen in it once a variant has a price there.",
    access: "admin",
    body: marketInput,
    idempotent: true,
    answer: { status: 201, description: "The new market.", content: writtenMarket, catalogVersion: true },
    problems: ["conflict"],
  },
  listAdminMarkets: {
    method: "get",
    path: "/v1/admin/markets",
    tag: "Markets",
    summary: "All markets as they were made",
    access: "admin",
    answer: { status: 200, description: "The markets.", content: adminMarketList },
  },
  createLanguage: {
    method: "post",
    path: "/v1/admin/languages",
    tag: "Markets",
    summary: "Makes the shop speak a language",
    access: "admin",
    body: languageInput,
    idempotent: true,
    answer: { status: 201, description: "The new language.", content: writtenLanguage, catalogVersion: true },
    problems: ["conflict"],
  },
  listLanguages: {
    method: "get",
    path: "/v1/admin/languages",
    tag: "Markets",
    summary: "The languages that the shop speaks",
    access: "admin",
    answer: { status: 200, description: "The languages.", content: adminLanguageList },
  },

  createProduct: {
    method: "post",
    path: "/v1/admin/products",
    tag: "Products",
    summary: "Creates a product",
    description:
      "An `active` product is for sale at once, wherever a variant has a price. A `draft` is held to the same rules, but nobody sees it until it is published.",
    access: "admin",
    body: productInput,
    idempotent: true,
    answer: { status: 201, description: "The new product.", content: writtenProduct, ...written },
    problems: ["conflict"],
  },
  listProducts: {
    method: "get",
    path: "/v1/admin/products",
    tag: "Products",
    summary: "All products, the newest first",
    access: "admin",
    query: productsQuery,
    answer: { status: 200, description: "A page of products.", content: productList },
  },
  readProduct: {
    method: "get",
    path: "/v1/admin/products/{id}",
    tag: "Products",
    summary: "A product",
    access: "admin",
    params: product,
    answer: { status: 200, description: "The product.", content: adminProduct, etag: true },
  },
  patchProduct: {
    method: "patch",
    path: "/v1/admin/products/{id}",
    tag: "Products",
    summary: "Changes a product",
    description:
      "What is left out stays, `null` clears, `texts` merge by language (`null` removes one). An empty patch changes nothing, not even the version. `status: active` publishes a draft, `status: draft` takes a product out of the shop; its id stays the same.",
    access: "admin",
    params: product,
    body: productPatch,
    conditional: true,
    answer: { status: 200, description: "The product as it is now.", content: writtenProduct, ...written },
    problems: ["conflict"],
  },
  deleteProduct: {
    method: "delete",
    path: "/v1/admin/products/{id}",
    tag: "Products",
    summary: "Deletes a product with its variants",
    access: "admin",
    params: product,
    conditional: true,
    answer: { status: 200, description: "It is gone.", content: removal, catalogVersion: true },
    problems: ["conflict"],
  },

  createVariant: {
    method: "post",
    path: "/v1/admin/variants",
    tag: "Variants",
    summary: "Adds a variant to a product",
    access: "admin",
    body: variantCreation,
    idempotent: true,
    answer: { status: 201, description: "The new variant.", content: writtenVariant, ...written },
    problems: ["conflict"],
  },
  listVariants: {
    method: "get",
    path: "/v1/admin/variants",
    tag: "Variants",
    summary: "The variant that has a SKU",
    access: "admin",
    query: variantsQuery,
    answer: { status: 200, description: "One variant, or none.", content: variantList },
  },
  readVariant: {
    method: "get",
    path: "/v1/admin/variants/{id}",
    tag: "Variants",
    summary: "A variant",
    description: "Its ETag is its product's: a change of one variant is a change of the product.",
    access: "admin",
    params: variant,
    answer: { status: 200, description: "The variant.", content: adminVariant, etag: true },
  },
  patchVariant: {
    method: "patch",
    path: "/v1/admin/variants/{id}",
    tag: "Variants",
    summary: "Changes a variant",
    description: "What is left out stays, `null` clears. Prices have a call of their own.",
    access: "admin",
    params: variant,
    body: variantPatch,
    conditional: true,
    answer: { status: 200, description: "The variant as it is now.", content: writtenVariant, ...written },
    problems: ["conflict"],
  },
  deleteVariant: {
    method: "delete",
    path: "/v1/admin/variants/{id}",
    tag: "Variants",
    summary: "Deletes a variant, unless it is its product's last",
    access: "admin",
    params: variant,
    conditional: true,
    answer: { status: 200, description: "It is gone.", content: removal, catalogVersion: true },
    problems: ["conflict"],
  },

  setPrices: {
    method: "put",
    path: "/v1/admin/prices",
    tag: "Prices",
    summary: "Sets prices in bulk",
    description:
      "Each price is written or refused for itself. Without `validFrom` it holds from now on and ends whatever was in force for the same SKU, market, price list and quantity; what is scheduled for later stays. With `validUntil` what it covers returns after it. A price that is set again to what it is changes nothing.",
    access: "admin",
    body: pricesInput,
    answer: {
      status: 200,
      description: "What became of each, in their order.",
      content: pricesAnswer,
      catalogVersion: true,
    },
  },
  listPrices: {
    method: "get",
    path: "/v1/admin/prices",
    tag: "Prices",
    summary: "The prices of a SKU, in force and to come",
    access: "admin",
    query: pricesQuery,
    answer: { status: 200, description: "The prices; none when there is no such SKU.", content: priceList },
  },

  ...categoryOperations,
  ...tradeOperations,
  ...regionOperations,
  ...searchOperations,
  ...shopOperations,
  ...availabilityOperations,
  ...internalQuoteOperations,
  ...letterheadOperations,
  ...internalVersionOperations,
} as const satisfies OperationTable;
