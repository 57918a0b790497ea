/**
 * The catalog database: what a stranger may read, and little of it (design decision 11). Its tables by subject; what
 * reads and writes it, and drizzle-kit, take them from here.
 *
 * Keys inside are integers; a public id is one unique column. Times are milliseconds since the epoch, amounts
 * integer minor units of the market's currency. Invariants are CHECKs, so that no writer can break them.
 */
export * from "./schema/languages_and_markets.ts";
export * from "./schema/organizations.ts";
export * from "./schema/media.ts";
export * from "./schema/categories.ts";
export * from "./schema/products.ts";
export * from "./schema/attributes.ts";
export * from "./schema/prices.ts";
export * from "./schema/tax_rates.ts";
export * from "./schema/promotions.ts";
export * from "./schema/shipping.ts";
export * from "./schema/pages.ts";
export * from "./schema/lists.ts";
export * from "./schema/search.ts";
export * from "./schema/changes.ts";
export * from "./schema/retired.ts";
