/** Pages of a list: keyset-paged, never counted. */
import { BadCursorError } from "../../../commerce/catalog_reader.ts";
import { type Card, type SortOrder } from "../../../commerce/catalog_view.ts";
import { decodeCursor, encodeCursor } from "../../../commerce/cursor.ts";
import { readCards } from "./cards.ts";
import {
  type ColumnOrder,
  type ListingRun,
  type ListParams,
  type ListRow,
  orders,
} from "./listing_statements.ts";
import { readOverdue, tagList } from "./overdue.ts";
import type { Reading } from "./reading.ts";

/** What is listed: a category of the market (0 is the whole shop), or what a search found, the best first. */
export type Source =
  | { readonly categoryId: number }
  | { readonly categoryId: number; readonly found: readonly number[] };

/** Chosen facet values, by attribute: values of one are alternatives, attributes must all hold. */
export type Choice = ReadonlyMap<number, readonly number[]>;

export interface ListPage {
  readonly cards: readonly Card[];
  readonly nextCursor: string | null;
}

/** What of a list is wanted. */
interface Asked {
  readonly sort: SortOrder;
  readonly choice: Choice;
  readonly cursor: string | null;
  readonly limit: number;
}

/** Reads a page of a list and tags it. @throws {BadCursorError} */
export function readList(run: ListingRun, reading: Reading, source: Source, asked: Asked): ListPage {
  tagList(run, reading, source.categoryId);
  const limit = Math.min(Math.max(Math.trunc(asked.limit) || 1, 1), 100);
  if (asked.sort === "relevance" && "found" in source) {
    return readByRelevance(run, reading, source, { ...asked, limit });
  }
  const sort = asked.sort === "relevance" ? "popular" : asked.sort;
  const far = Number.MAX_SAFE_INTEGER;
  const [value, id] = keyOf(asked.cursor, sort, orders[sort].direction === "ASC" ? [-far, -far] : [far, far]);
  const rows = readRows(run, reading, source, asked.choice, sort, [value!, id!], limit + 1);
  const last = rows.length > limit ? rows[limit - 1]! : null;
  return {
    cards: readCards(run, reading, rows.slice(0, limit)),
    nextCursor: last && encodeCursor(sort, [last[9], last[0]]),
  };
}

/** Rows behind a key in an order: those of overdue products where they belong by now, not where they are listed. */
function readRows(
  run: ListingRun,
  reading: Reading,
  source: Source,
  choice: Choice,
  sort: ColumnOrder,
  after: readonly [value: number, id: number],
  count: number,
): readonly ListRow[] {
  const { market, languageId } = reading.place;
  const overdue = readOverdue(run, reading);
  const groups = JSON.stringify([...choice.values()]);
  const params: ListParams = [market.id, source.categoryId, languageId, ...after, count + overdue.size];
  const rows = "found" in source
    ? run[`${sort} found`](...params, groups, JSON.stringify(source.found))
    : choice.size > 0
    ? run[`${sort} chosen`](...params, groups)
    : run[sort](...params);
  if (overdue.size === 0) return rows;
  const sign = orders[sort].direction === "ASC" ? 1 : -1;
  const compare = (one: readonly [number, number], other: readonly [number, number]) =>
    sign * (one[0] - other[0] || one[1] - other[1]);
  const wanted = "found" in source ? source.found.filter((id) => overdue.has(id)) : [...overdue];
  const late = run.overdueRows(
    market.id,
    source.categoryId,
    languageId,
    reading.now,
    groups,
    JSON.stringify(wanted),
  ).map(
    ([id, publicId, slug, title, brand, key, alt, width, height, price, popularity, createdAt]): ListRow => {
      const sortValue = { price_minor: price, popularity, created_at: createdAt }[orders[sort].column];
      return [id, publicId, slug, title, brand, key, alt, width, height, sortValue];
    },
  ).filter((row) => compare([row[9], row[0]], after) > 0);
  return [...rows.filter(([id]) => !overdue.has(id)), ...late]
    .sort((one, other) => compare([one[9], one[0]], [other[9], other[0]])).slice(0, count);
}

/** The cursor of a search by relevance holds the last product and its place among what was found. */
function readByRelevance(
  run: ListingRun,
  reading: Reading,
  { categoryId, found }: Extract<Source, { readonly found: unknown }>,
  { choice, cursor, limit }: Asked,
): ListPage {
  const { market, languageId } = reading.place;
  const [place, id] = keyOf(cursor, "relevance", [-1, -1]);
  const rows = run["relevance found"](
    market.id,
    categoryId,
    languageId,
    placeOf(found, place!, id!),
    limit + 1,
    JSON.stringify([...choice.values()]),
    JSON.stringify(found),
  );
  const last = rows.length > limit ? rows[limit - 1]! : null;
  return {
    cards: readCards(run, reading, rows.slice(0, limit)),
    nextCursor: last && encodeCursor("relevance", [last[9], last[0]]),
  };
}

/** Where a product is that was at a place; where it is gone, what came after it has moved up. */
function placeOf(found: readonly number[], place: number, id: number): number {
  if (place < 0 || found[place] === id) return place;
  const now = found.indexOf(id);
  return now < 0 ? place - 1 : now;
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
