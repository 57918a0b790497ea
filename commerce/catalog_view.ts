/**
 * What a reader of the catalog answers: plain data, whole for one page, in one language and market.
 *
 * Everything a page shows is here and nothing else; ids are internal integers only where an address or a
 * cookie needs them (`ref`).
 */
export * from "./catalog_view/shop.ts";
export * from "./catalog_view/cards.ts";
export * from "./catalog_view/lists.ts";
export * from "./catalog_view/product_page.ts";
export * from "./catalog_view/pages.ts";
export * from "./catalog_view/basket.ts";
