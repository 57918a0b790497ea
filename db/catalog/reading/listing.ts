/** Pages of a list: keyset-paged, never counted. */
import { BadCursorError } from "../../../commerce/catalog_reader.ts";
import { type Card, type SortOrder } from "../../../commerce/catalog_view.ts";
import { decodeCursor, encodeCursor } from "../../../commerce/cursor.ts";
import { cardColumns, cardJoins, type CardRow, cardStatements, readCards } from "./cards.ts";
import type { Reading } from "./reading.ts";
import { type Run, statement } from "./statement.ts";

/** What is listed: a category of the market (0 is the whole shop), or what a search found, the best first. */
export type Source =
  | { readonly categoryId: number }
  | { readonly categoryId: number; readonly found: readonly number[] };

/** Chosen facet values, by attribute: values of one are alternatives, attributes must all hold. */
export type Choice = ReadonlyMap<number, readonly number[]>;

/** Orders by a column of `listings`, with the product's key to make them total. */
const orders = {
  popular: { column: "popularity", direction: "DESC" },
  newest: { column: "created_at", direction: "DESC" },
  "price-asc": { column: "price_minor", direction: "ASC" },
  "price-desc": { column: "price_minor", direction: "DESC" },
} as const;
type ColumnOrder = keyof typeof orders;

/** Holds when the product of `l` has one of the values of every group in a JSON array of arrays. */
export function holdsAll(groups: string): string {
  return `NOT EXISTS (SELECT 1 FROM json_each(${groups}) g WHERE NOT EXISTS (
       SELECT 1 FROM json_each(g.value) w JOIN product_facets f
       ON f.value_id = w.value AND f.product_id = l.product_id))`;
}

type ListParams = [
  marketId: number,
  categoryId: number,
  languageId: number,
  afterValue: number,
  afterId: number,
  limit: number,
];
type ListRow = [...CardRow, sortValue: number];

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
      offset: number,
      limit: number,
      choice: string,
      found: string,
    ],
    CardRow
  >(
    `SELECT ${cardColumns} FROM (
       SELECT l.product_id, j.key AS place FROM json_each(?7) j CROSS JOIN listings l
       ON l.market_id = ?1 AND l.category_id = ?2 AND l.product_id = j.value
       WHERE ${holdsAll("?6")} ORDER BY j.key LIMIT +?5 OFFSET +?4
     ) l ${cardJoins("?3")} ORDER BY l.place`,
  ),
};
export type ListingRun = Run<typeof listingStatements>;

export interface ListPage {
  readonly cards: readonly Card[];
  readonly nextCursor: string | null;
}

/**
 * Reads a page of a list and tags it.
 *
 * A search by relevance is paged by the number of rows before, which its cursor holds: ranks are made for each
 * query and are no lasting key, and what was found is bounded (search.ts).
 *
 * @throws {BadCursorError}
 */
export function readList(
  run: ListingRun,
  reading: Reading,
  source: Source,
  asked: {
    readonly sort: SortOrder;
    readonly choice: Choice;
    readonly cursor: string | null;
    readonly limit: number;
  },
): ListPage {
  reading.tagList(source.categoryId);
  const limit = Math.min(Math.max(Math.trunc(asked.limit) || 1, 1), 100);
  const { place } = reading;
  const choice = JSON.stringify([...asked.choice.values()]);
  if (asked.sort === "relevance" && "found" in source) {
    const [offset] = keyOf(asked.cursor, "relevance", [0]);
    const found = JSON.stringify(source.found);
    const rows = run["relevance found"](
      place.market.id,
      source.categoryId,
      place.languageId,
      Math.max(offset!, 0),
      limit + 1,
      choice,
      found,
    );
    return {
      cards: readCards(run, reading, rows.slice(0, limit)),
      nextCursor: rows.length > limit ? encodeCursor("relevance", [offset! + limit]) : null,
    };
  }
  const sort = asked.sort === "relevance" ? "popular" : asked.sort;
  const far = Number.MAX_SAFE_INTEGER;
  const [value, id] = keyOf(asked.cursor, sort, orders[sort].direction === "ASC" ? [-far, -far] : [far, far]);
  const params: ListParams = [place.market.id, source.categoryId, place.languageId, value!, id!, limit + 1];
  const rows = "found" in source
    ? run[`${sort} found`](...params, choice, JSON.stringify(source.found))
    : asked.choice.size > 0
    ? run[`${sort} chosen`](...params, choice)
    : run[sort](...params);
  const last = rows.length > limit ? rows[limit - 1]! : null;
  return {
    cards: readCards(run, reading, rows.slice(0, limit)),
    nextCursor: last && encodeCursor(sort, [last[9], last[0]]),
  };
}

/** No choice of facets. */
export const noChoice: Choice = new Map();

function keyOf(cursor: string | null, sort: SortOrder, first: readonly number[]): readonly number[] {
  if (cursor === null) return first;
  const key = decodeCursor(cursor, sort, first.length);
  if (key === null) {
    throw new BadCursorError(`read list: wanted a cursor for "${sort}", got "${cursor.slice(0, 40)}"`);
  }
  return key;
}
