/** What the contract's tests ask with. */
import type { Moved, Read } from "../../commerce/catalog_reader.ts";
import type { ListQuery } from "../../commerce/catalog_view.ts";

/** The first page of the whole shop. */
export const allProducts: ListQuery = {
  category: null,
  text: null,
  facets: {},
  sort: "popular",
  cursor: null,
  limit: 24,
};
export const seating = { ...allProducts, category: "sieges" };

/** The value, where there surely is one. */
export function page<T>(read: Read<T> | Moved | null): Read<T> {
  if (read === null || "movedTo" in read) throw new Error(`wanted a page, got ${JSON.stringify(read)}`);
  return read;
}
