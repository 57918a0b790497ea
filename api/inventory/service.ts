/** What the inventory service works with, and what all of its calls share. */
import { decodeCursor, encodeCursor } from "../../commerce/cursor.ts";
import type { Inventory } from "../../db/inventory/open.ts";
import type { KeyedPage } from "../../db/inventory/movements.ts";
import { type Answer, invalid, type Refusal } from "../platform/answer.ts";

export interface InventoryService {
  readonly inventory: Inventory;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Called after each write that may change what shoppers are told. */
  readonly written: () => void;
}

/** The lists of this service: a cursor of one is refused by another. */
export type ListName = "stock-locations" | "stock-levels" | "stock-movements" | "held-reservations";

/** The key that a cursor of the list stands for; null for the first page. */
export function readCursor(
  cursor: string | undefined,
  list: ListName,
): { readonly key: number | null } | Refusal {
  if (cursor === undefined) return { key: null };
  const key = decodeCursor(cursor, list, 1)?.[0];
  if (key !== undefined) return { key };
  return invalid([{ path: "cursor", message: "wanted a cursor that an earlier page of this list gave" }]);
}

/** A page of a list as its answer. */
export function shownPage({ items, next }: KeyedPage<unknown>, list: ListName): Answer {
  return { status: 200, body: { items, nextCursor: next === null ? null : encodeCursor(list, [next]) } };
}
