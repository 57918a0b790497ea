/** Pages of a list: keyset-paged, never counted. */
import { BadCursorError } from "../../../commerce/catalog_reader.ts";
import type { Card, SortOrder } from "../../../commerce/catalog_view.ts";
import { decodeCursor, encodeCursor } from "../../../commerce/cursor.ts";
import { ProductSet } from "../product_set.ts";
import { readCardsOf } from "./cards.ts";
import { compareKeys, firstOf, type Key } from "./first_of.ts";
import type { KeyKind } from "./list_memory.ts";
import { type Choice, type FoundSource, isMember, membersOf, type Source } from "./listing_members.ts";
import type { ListingRun } from "./listing_statements.ts";
import { readOverdue, tagList } from "./overdue.ts";
import type { Reading } from "./reading.ts";

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
  /** The products of the source that hold the choice, where they are known already. */
  readonly members?: ProductSet;
}

/** Orders by a sort key, with the product's key to make them total. */
const orders = {
  popular: { kind: "popularity", direction: "DESC" },
  newest: { kind: "created", direction: "DESC" },
  "price-asc": { kind: "price", direction: "ASC" },
  "price-desc": { kind: "price", direction: "DESC" },
} as const satisfies Record<string, { kind: KeyKind; direction: "ASC" | "DESC" }>;
type KeyOrder = keyof typeof orders;

/** Before and behind every product. */
const far = Number.MAX_SAFE_INTEGER;

/** Reads a page of a list and tags it. @throws {BadCursorError} */
export function readList(run: ListingRun, reading: Reading, source: Source, asked: Asked): ListPage {
  tagList(reading, source.categoryId);
  const limit = Math.min(Math.max(Math.trunc(asked.limit) || 1, 1), 100);
  const sort = asked.sort === "relevance" && !("found" in source) ? "popular" : asked.sort;
  const keys = sort === "relevance"
    ? rankedKeys(reading, source as FoundSource, asked, limit + 1)
    : sortedKeys(run, reading, source, { ...asked, sort }, limit + 1);
  const last = keys.length > limit ? keys[limit - 1]! : null;
  return {
    cards: readCardsOf(run, reading, keys.slice(0, limit).map(([, id]) => id)),
    nextCursor: last && encodeCursor(sort, last),
  };
}

/** Products behind a place in an order: overdue ones where they belong by now, not where they were. */
function sortedKeys(
  run: ListingRun,
  reading: Reading,
  source: Source,
  { sort, choice, cursor, members = membersOf(reading, source, choice) }: Asked & {
    readonly sort: KeyOrder;
  },
  count: number,
): readonly Key[] {
  const { memory: { lists }, place } = reading;
  const { kind, direction } = orders[sort];
  const after = keyOf(cursor, sort, direction === "ASC" ? [-far, -far] : [far, far]);
  const overdue = readOverdue(run, reading);
  const valueOf = lists.keyOf(kind, kind === "price" ? place.market.id : 0);
  if (overdue.ids.length === 0) return firstOf(members, { direction, valueOf }, after, count);
  const late = overdue.sold.filter((product) => isMember(reading, source, choice, product))
    .map((product): Key => [product[kind], product.id])
    .filter((key) => compareKeys(direction, key, after) > 0);
  const others = members.andNot(ProductSet.of(overdue.ids));
  return [...firstOf(others, { direction, valueOf }, after, count), ...late]
    .sort((one, other) => compareKeys(direction, one, other)).slice(0, count);
}

/**
 * What a search found, behind a place: the ranked, then the others by popularity. The cursor holds the last product and
 * its place among the ranked or, of the others, its popularity below {@linkcode firstPlace}.
 */
function rankedKeys(
  reading: Reading,
  source: FoundSource,
  { choice, cursor, members = membersOf(reading, source, choice) }: Asked,
  count: number,
): readonly Key[] {
  const { ranked } = source;
  const [place, id] = keyOf(cursor, "relevance", [firstPlace, firstPlace]);
  const keys: Key[] = [];
  const isAmongRanked = place >= firstPlace;
  if (isAmongRanked) {
    for (let at = placeOf(ranked, place, id) + 1; at < ranked.length && keys.length < count; at++) {
      if (members.has(ranked[at]!)) keys.push([at, ranked[at]!]);
    }
  }
  if (keys.length === count || members.size <= ranked.length && isAmongRanked) return keys;
  const others = members.andNot(ProductSet.of(ranked));
  const { kind, direction } = orders.popular;
  const order = { direction, valueOf: reading.memory.lists.keyOf(kind, 0) };
  const after: Key = isAmongRanked ? [far, far] : [firstPlace - 1 - place, id];
  const behind = firstOf(others, order, after, count - keys.length);
  return [...keys, ...behind.map(([popularity, id]): Key => [firstPlace - 1 - popularity, id])];
}

/** The place before all that are ranked. */
const firstPlace = -1;

/** Where a product is that was at a place; where it is gone, what came after it has moved up. */
function placeOf(ranked: readonly number[], place: number, id: number): number {
  if (place < 0 || ranked[place] === id) return place;
  const now = ranked.indexOf(id);
  return now < 0 ? place - 1 : now;
}

function keyOf(cursor: string | null, sort: SortOrder, first: Key): Key {
  if (cursor === null) return first;
  const key = decodeCursor(cursor, sort, 2);
  if (key === null) {
    throw new BadCursorError(`read list: wanted a cursor for "${sort}", got "${cursor.slice(0, 40)}"`);
  }
  return [key[0]!, key[1]!];
}
