/** Many products a few at a time. */

/** So many bound what is in memory at once and what one statement answers. */
const chunkSize = 1_000;

/** Each id once, in ascending order, so that those of a chunk share their blocks. */
export function* inChunks(productIds: Iterable<number>): Iterable<readonly number[]> {
  const ids = [...new Set(productIds)].sort((one, other) => one - other);
  for (let from = 0; from < ids.length; from += chunkSize) yield ids.slice(from, from + chunkSize);
}
