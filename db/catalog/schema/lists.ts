/** What lists read: derived by the writer, in the transaction that changes what they follow from. */
import { sql } from "drizzle-orm";
import { blob, check, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { id } from "./columns.ts";

/**
 * Sets of products as blocks of 8,192 keys (db/catalog/product_block.ts): derived, kept by the writer in the same
 * transaction. A list is what its market, its category and its language have in common.
 */
export const productSets = sqliteTable("product_sets", {
  /**
   * `market`: has a standard price in force there and is visible; `reduced`: and a variant of it is reduced;
   * `category`: is in it or below it; `facet`: has the value; `texts`: has words in the language.
   */
  kind: text("kind", { enum: ["market", "reduced", "category", "facet", "texts"] }).notNull(),
  /** A market's, category's, attribute value's or language's key, by kind. */
  ownerId: integer("owner_id").notNull(),
  /** `product_id >> 13`. */
  block: integer("block").notNull(),
  bits: blob("bits", { mode: "buffer" }).notNull(),
}, (t) => [primaryKey({ columns: [t.kind, t.ownerId, t.block] })]);

/** What lists sort by, of products that are listed, as blocks of 512 keys (db/catalog/sort_keys.ts): derived. */
export const sortKeys = sqliteTable("sort_keys", {
  /** `price`: the lowest standard price in force; `popularity`; `created`: milliseconds since the epoch. */
  kind: text("kind", { enum: ["price", "popularity", "created"] }).notNull(),
  /** 0 for what is the same in all markets. */
  marketId: integer("market_id").notNull(),
  /** `product_id >> 9`. */
  block: integer("block").notNull(),
  keys: blob("keys", { mode: "buffer" }).notNull(),
}, (t) => [primaryKey({ columns: [t.kind, t.marketId, t.block] })]);

/** The categories of a product with all their ancestors: derived. */
export const listedCategories = sqliteTable("listed_categories", {
  productId: integer("product_id").notNull(),
  categoryId: integer("category_id").notNull(),
}, (t) => [primaryKey({ columns: [t.productId, t.categoryId] })]);

/** The facet values of a product, its own and its variants' options: derived. */
export const productFacetValues = sqliteTable("product_facet_values", {
  productId: integer("product_id").notNull(),
  valueId: integer("value_id").notNull(),
}, (t) => [primaryKey({ columns: [t.productId, t.valueId] })]);

/** The facet values of products in blocks of 512 (db/catalog/product_values.ts): derived, for counting. */
export const productValues = sqliteTable("product_values", {
  /** `product_id >> 9`. */
  id: integer("id").primaryKey(),
  valueIds: blob("value_ids", { mode: "buffer" }).notNull(),
});

/**
 * A product's words and first picture as cards show them, one row for each of its languages: derived. Its key is one
 * number (db/catalog/card_offers.ts): trees of such tables are flat, so that a card is one page off the ones in memory.
 */
export const productCards = sqliteTable("product_cards", {
  id: id(),
  publicId: text("public_id").notNull(),
  slug: text("slug").notNull(),
  title: text("title").notNull(),
  brand: text("brand"),
  pictureKey: text("picture_key"),
  alt: text("alt"),
  width: integer("width"),
  height: integer("height"),
});

/** What a product is offered for in each market where it is visible and has a price: derived. */
export const productOffers = sqliteTable("product_offers", {
  id: id(),
  /** As db/catalog/card_offers.ts writes them. */
  offers: text("offers").notNull(),
});

/** How far cards are as the plain rows have them (writing/card_mark.ts): one row, or none before they are first made. */
export const cardMark = sqliteTable("card_mark", {
  id: id(),
  /** The catalog version when the making of all cards began. */
  begunAt: integer("begun_at").notNull(),
  /** The last product whose cards were made then. */
  madeTo: integer("made_to").notNull(),
  /** Cards show all changes up to this sequence; null until all are made. */
  upTo: integer("up_to"),
}, (t) => [check("card_mark_one", sql`${t.id} = 1`)]);
