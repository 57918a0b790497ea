/**
 * Cursors of keyset-paged lists: where the page before ended, opaque to those who carry them (base64url of the
 * sort order and the last row's key).
 */

const largest = Number.MAX_SAFE_INTEGER;

/**
 * @param sort Name of the order that the key belongs to: lowercase letters and hyphens.
 * @param key Integers that order the list totally, e.g. a price and an id.
 */
export function encodeCursor(sort: string, key: readonly number[]): string {
  return btoa([sort, ...key].join(":")).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/**
 * The key in a cursor of this order, with this many parts; null for anything that {@linkcode encodeCursor} did
 * not make for it.
 */
export function decodeCursor(cursor: string, sort: string, parts: number): readonly number[] | null {
  if (cursor.length > 512 || !/^[A-Za-z0-9_-]+$/.test(cursor) || cursor.length % 4 === 1) return null;
  const [, ...texts] = atob(cursor.replaceAll("-", "+").replaceAll("_", "/")).split(":");
  if (texts.length !== parts) return null;
  const key = texts.map(Number);
  const exact = key.every((part) => Number.isInteger(part) && Math.abs(part) <= largest);
  // Only what encodeCursor gives for this order, in its one spelling: no second address for the same page.
  return exact && encodeCursor(sort, key) === cursor ? key : null;
}
