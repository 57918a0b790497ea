/** The statements that read lists: by an order, narrowed by facets, among what a search found. */
import { cardColumns, cardJoins, type CardRow, cardStatements } from "./cards.ts";
import { holdsAll, overdueStatements } from "./overdue.ts";
import { type Run, statement } from "./statement.ts";

/** Orders by a column of `listings`, with the product's key to make them total. */
export const orders = {
  popular: { column: "popularity", direction: "DESC" },
  newest: { column: "created_at", direction: "DESC" },
  "price-asc": { column: "price_minor", direction: "ASC" },
  "price-desc": { column: "price_minor", direction: "DESC" },
} as const;
export type ColumnOrder = keyof typeof orders;

export type ListParams = [
  marketId: number,
  categoryId: number,
  languageId: number,
  afterValue: number,
  afterId: number,
  limit: number,
];
export type ListRow = [...CardRow, sortValue: number];

function keyset(order: ColumnOrder): string {
  const { column, direction } = orders[order];
  return `l.market_id = ?1 AND l.category_id = ?2
       AND (l.${column}, l.product_id) ${direction === "ASC" ? ">" : "<"} (?4, ?5)`;
}

function ordered(order: ColumnOrder): string {
  const { column, direction } = orders[order];
  return `ORDER BY l.${column} ${direction}, l.product_id ${direction} LIMIT +?6`;
}

const inCategory = (order: ColumnOrder) =>
  statement<ListParams, ListRow>(
    `SELECT ${cardColumns}, l.${orders[order].column} FROM listings l ${cardJoins("?3")}
     WHERE ${keyset(order)} ${ordered(order)}`,
  );

const inCategoryChosen = (order: ColumnOrder) =>
  statement<[...ListParams, choice: string], ListRow>(
    `SELECT ${cardColumns}, l.${orders[order].column} FROM listings l ${cardJoins("?3")}
     WHERE ${keyset(order)} AND ${holdsAll("?7")} ${ordered(order)}`,
  );

// What a search found is at most a thousand products: they are sorted before their cards are read.
const amongFound = (order: ColumnOrder) =>
  statement<[...ListParams, choice: string, found: string], ListRow>(
    `SELECT ${cardColumns}, l.${orders[order].column} FROM (
       SELECT l.product_id, l.${orders[order].column}
       FROM json_each(?8) j CROSS JOIN listings l ON l.product_id = j.value
       WHERE ${keyset(order)} AND ${holdsAll("?7")} ${ordered(order)}
     ) l ${cardJoins("?3")} ORDER BY l.${orders[order].column} ${orders[order].direction},
       l.product_id ${orders[order].direction}`,
  );

export const listingStatements = {
  ...cardStatements,
  ...overdueStatements,
  popular: inCategory("popular"),
  newest: inCategory("newest"),
  "price-asc": inCategory("price-asc"),
  "price-desc": inCategory("price-desc"),
  "popular chosen": inCategoryChosen("popular"),
  "newest chosen": inCategoryChosen("newest"),
  "price-asc chosen": inCategoryChosen("price-asc"),
  "price-desc chosen": inCategoryChosen("price-desc"),
  "popular found": amongFound("popular"),
  "newest found": amongFound("newest"),
  "price-asc found": amongFound("price-asc"),
  "price-desc found": amongFound("price-desc"),
  "relevance found": statement<
    [
      marketId: number,
      categoryId: number,
      languageId: number,
      afterPlace: number,
      limit: number,
      choice: string,
      found: string,
    ],
    [...CardRow, place: number]
  >(
    `SELECT ${cardColumns}, l.place FROM (
       SELECT l.product_id, j.key AS place FROM json_each(?7) j CROSS JOIN listings l
       ON l.market_id = ?1 AND l.category_id = ?2 AND l.product_id = j.value
       WHERE j.key > ?4 AND ${holdsAll("?6")} ORDER BY j.key LIMIT +?5
     ) l ${cardJoins("?3")} ORDER BY l.place`,
  ),
};
export type ListingRun = Run<typeof listingStatements>;
