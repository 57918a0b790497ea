/** What merchants send to the admin API's catalog calls, and what they get back. */
import { z } from "zod";
import {
  amountMinor,
  availability,
  code,
  gtin,
  instant,
  languageTag,
  marketCode,
  plainText,
  sku,
  slug,
  visibleText,
} from "./common.ts";

const productText = z.strictObject({
  title: visibleText(200),
  slug: slug.optional(),
  description: plainText(10_000).default(""),
  warnings: plainText(2_000).optional(),
});

/** In a patch a description left out stays: the default must not come in. */
const productTextPatch = productText.extend({
  description: plainText(10_000),
  warnings: plainText(2_000).nullable(),
}).partial();

const organization = z.strictObject({
  name: visibleText(200),
  address: visibleText(500),
  email: z.email().max(254),
});

const price = z.strictObject({ amountMinor, compareAtMinor: amountMinor.optional() })
  .refine((p) => p.compareAtMinor === undefined || p.compareAtMinor > p.amountMinor, {
    path: ["compareAtMinor"],
    message: "wanted more than amountMinor",
  });

const picture = z.strictObject({
  /** Key of a picture that is already in the catalog. */
  key: z.string().regex(/^[0-9a-f]{24}$/, "wanted a picture's key, 24 hex digits"),
});

/** A variant within a product, and the body of `POST /v1/admin/variants` but for the product it belongs to. */
export const variantInput = z.strictObject({
  sku,
  gtin: gtin.optional(),
  mpn: plainText(70).optional(),
  options: z.record(code, visibleText(120)).default({}),
  weightGrams: z.int().min(0).max(100_000_000).optional(),
  unitMeasure: z.strictObject({
    amount: z.int().min(1).max(100_000_000),
    unit: z.enum(["ml", "g", "mm", "cm2", "piece"]),
  })
    .optional(),
  /** By market code. A market without a price does not sell the variant. */
  prices: z.record(marketCode, price),
  /** In every market; `availabilityByMarket` says where it differs. */
  availability: availability.default("in_stock"),
  availabilityByMarket: z.record(marketCode, availability).default({}),
  picture: picture.optional(),
});

const productFields = z.strictObject({
  brand: visibleText(120).optional(),
  kind: z.enum(["physical", "digital", "gift_card", "plan"]).default("physical"),
  taxCategory: z.enum(["standard", "reduced", "zero", "exempt", "digital", "books", "food"]).default(
    "standard",
  ),
  hsCode: z.string().regex(/^\d{6,10}$/, "wanted 6 to 10 digits").optional(),
  origin: z.string().regex(/^[A-Z]{2}$/, "wanted an ISO 3166-1 alpha-2 code").optional(),
  dimensionsMm: z.tuple([z.int().min(0), z.int().min(0), z.int().min(0)]).optional(),
  maker: organization.optional(),
  euResponsible: organization.optional(),
  popularity: z.int().min(0).max(100).default(0),
  /** Category codes or slugs, the first the breadcrumb's. */
  categories: z.array(visibleText(96)).max(20),
  texts: z.record(languageTag, productText).refine(
    (t) => Object.keys(t).length > 0,
    "wanted at least one language",
  ),
  attributes: z.array(z.strictObject({ name: code, value: visibleText(200) })).max(100).default([]),
  /** Market codes in which it can be seen; left out: wherever a variant has a price, now or later. */
  markets: z.array(marketCode).max(500).optional(),
  pictures: z.array(picture).max(50).default([]),
});

/** The body of `POST /v1/admin/products`. */
export const productInput = productFields.extend({
  status: z.enum(["active", "draft"]).default("active"),
  variants: z.array(variantInput.extend({
    onHand: z.int().min(0).max(1_000_000_000).optional().meta({
      description:
        "How many there are, in the location that sends first: the product is made when they can be reserved, and `availability` follows from it. Left out: nobody counts them, until a stock level is set.",
    }),
  })).min(1).max(500),
}).meta({ id: "ProductInput" });
export type ProductInput = z.infer<typeof productInput>;
export type VariantInput = z.infer<typeof variantInput>;

/**
 * The body of `PATCH /v1/admin/products/{id}`: what is left out stays; `null` clears; `texts` merge by language, and
 * `null` instead of one removes it.
 */
export const productPatch = z.strictObject({
  status: z.enum(["active", "draft"]).optional(),
  brand: visibleText(120).nullable().optional(),
  kind: productFields.shape.kind.unwrap().optional(),
  taxCategory: productFields.shape.taxCategory.unwrap().optional(),
  hsCode: productFields.shape.hsCode.unwrap().nullable().optional(),
  origin: productFields.shape.origin.unwrap().nullable().optional(),
  dimensionsMm: productFields.shape.dimensionsMm.unwrap().nullable().optional(),
  maker: organization.nullable().optional(),
  euResponsible: organization.nullable().optional(),
  popularity: z.int().min(0).max(100).optional(),
  categories: productFields.shape.categories.optional(),
  texts: z.record(languageTag, productTextPatch.nullable()).optional(),
  attributes: productFields.shape.attributes.unwrap().optional(),
  /** `null`: wherever a variant has a price. */
  markets: z.array(marketCode).max(500).nullable().optional(),
  pictures: z.array(picture).max(50).optional(),
}).meta({ id: "ProductPatch" });
export type ProductPatch = z.infer<typeof productPatch>;

/** The body of `PATCH /v1/admin/variants/{id}`. */
export const variantPatch = z.strictObject({
  sku: sku.optional(),
  gtin: gtin.nullable().optional(),
  mpn: plainText(70).nullable().optional(),
  options: z.record(code, visibleText(120)).optional(),
  weightGrams: z.int().min(0).max(100_000_000).nullable().optional(),
  unitMeasure: variantInput.shape.unitMeasure.unwrap().nullable().optional(),
  availability: availability.optional(),
  /** Merged by market; `null` returns a market to the variant's own availability. */
  availabilityByMarket: z.record(marketCode, availability.nullable()).optional(),
  picture: picture.nullable().optional(),
}).meta({ id: "VariantPatch" });
export type VariantPatch = z.infer<typeof variantPatch>;

/** One price of `PUT /v1/admin/prices`. */
export const priceItem = z.strictObject({
  sku,
  market: marketCode,
  amountMinor,
  compareAtMinor: amountMinor.optional(),
  /** Left out: from now on, ending whatever window was in force for the same key. */
  validFrom: instant.optional(),
  validUntil: instant.optional(),
  minQuantity: z.int().min(1).max(1_000_000).default(1),
  priceList: code.default("standard"),
}).refine((p) => p.compareAtMinor === undefined || p.compareAtMinor > p.amountMinor, {
  path: ["compareAtMinor"],
  message: "wanted more than amountMinor",
}).refine((p) => !p.validFrom || !p.validUntil || Date.parse(p.validUntil) > Date.parse(p.validFrom), {
  path: ["validUntil"],
  message: "wanted a time after validFrom",
});
export type PriceItem = z.infer<typeof priceItem>;

export const pricesInput = z.strictObject({ items: z.array(priceItem).min(1).max(1000) }).meta({
  id: "PricesInput",
});

/** What became of one price: written, or why not. */
export const priceResult = z.discriminatedUnion("status", [
  z.strictObject({ sku, market: marketCode, status: z.literal("written") }),
  z.strictObject({
    sku,
    market: marketCode,
    status: z.literal("refused"),
    reason: z.enum(["unknown-sku", "unknown-market", "window-in-the-past"]),
  }),
]);
export type PriceResult = z.infer<typeof priceResult>;
export const pricesAnswer = z.strictObject({ items: z.array(priceResult), catalogVersion: z.int() }).meta({
  id: "PricesAnswer",
});

const categoryText = z.strictObject({
  name: visibleText(120),
  slug: slug.optional(),
  description: plainText(2_000).default(""),
});

const categoryTextPatch = categoryText.extend({ description: plainText(2_000) }).partial();

/** The body of `POST /v1/admin/categories`. */
export const categoryInput = z.strictObject({
  /** Left out: made from the first text's name. */
  code: code.optional(),
  /** Code of the parent. */
  parent: code.optional(),
  position: z.int().min(0).max(1_000_000).default(0),
  texts: z.record(languageTag, categoryText).refine(
    (t) => Object.keys(t).length > 0,
    "wanted at least one language",
  ),
}).meta({ id: "CategoryInput" });
export type CategoryInput = z.infer<typeof categoryInput>;

/** The body of `PATCH /v1/admin/categories/{id}`. */
export const categoryPatch = z.strictObject({
  parent: code.nullable().optional(),
  position: z.int().min(0).max(1_000_000).optional(),
  texts: z.record(languageTag, categoryTextPatch).optional(),
}).meta({ id: "CategoryPatch" });
export type CategoryPatch = z.infer<typeof categoryPatch>;

// ---------------------------------------------------------------- answers

/** A price as it is told wherever its SKU and market are told already. */
export const pricedFields = {
  amountMinor,
  currency: z.string(),
  compareAtMinor: amountMinor.nullable(),
  lowestPriorMinor: amountMinor.nullable(),
  validFrom: instant.nullable(),
  validUntil: instant.nullable(),
  minQuantity: z.int(),
  priceList: z.string(),
};

export const adminVariant = variantInput.extend({
  id: z.string(),
  productId: z.string(),
  /** By market, the standard prices in force and to come. */
  prices: z.record(
    marketCode,
    z.array(z.strictObject(pricedFields)),
  ),
}).meta({ id: "AdminVariant" });
export type AdminVariant = z.infer<typeof adminVariant>;

export const adminProduct = z.strictObject({
  id: z.string(),
  status: z.enum(["active", "draft"]),
  brand: z.string().nullable(),
  kind: productFields.shape.kind.unwrap(),
  taxCategory: productFields.shape.taxCategory.unwrap(),
  hsCode: z.string().nullable(),
  origin: z.string().nullable(),
  dimensionsMm: z.tuple([z.int(), z.int(), z.int()]).nullable(),
  maker: organization.nullable(),
  euResponsible: organization.nullable(),
  popularity: z.int(),
  categories: z.array(z.string()),
  texts: z.record(
    languageTag,
    z.strictObject({
      title: z.string(),
      slug: z.string(),
      description: z.string(),
      warnings: z.string().nullable(),
    }),
  ),
  attributes: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  markets: z.array(marketCode),
  marketsChosen: z.boolean().meta({
    description: "Whether `markets` were chosen; otherwise they are those in which a variant has a price.",
  }),
  pictures: z.array(picture),
  variants: z.array(adminVariant),
  createdAt: instant,
}).meta({ id: "AdminProduct" });
export type AdminProduct = z.infer<typeof adminProduct>;

export const adminCategory = z.strictObject({
  id: z.string(),
  code: z.string(),
  parent: z.string().nullable(),
  position: z.int(),
  texts: z.record(
    languageTag,
    z.strictObject({ name: z.string(), slug: z.string(), description: z.string() }),
  ),
}).meta({ id: "AdminCategory" });
export type AdminCategory = z.infer<typeof adminCategory>;
