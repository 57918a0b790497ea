/** Judged queries, and the measure by which a search is compared with them. */

/** Product (a row's `id` in the feed, so a SKU) → grade, 0 (wrong) to 3 (perfect), by query. */
export type Judgements = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Reads `query,product_id,grade`; queries of which no product was found good measure nothing and are left out. */
export function readJudgements(csv: string): Judgements {
  const judged = new Map<string, Map<string, number>>();
  for (const line of csv.trim().split("\n").slice(1)) {
    const match = /^(.*),([^,]*),(\d)$/.exec(line.trim());
    if (!match) throw new Error(`read judgements: wanted "query,product_id,grade", got "${line}"`);
    const [, query = "", product = "", grade = ""] = match;
    const grades = judged.get(query) ?? new Map<string, number>();
    judged.set(query, grades.set(product, Number(grade)));
  }
  return new Map([...judged].filter(([, grades]) => Math.max(...grades.values()) > 0));
}

/** Only the first so many places count. */
const places = 10;

/**
 * Normalised discounted cumulative gain of the first ten (Järvelin and Kekäläinen, 2002): gain 2^grade - 1, what was
 * not judged counts 0.
 */
export function ndcg(grades: ReadonlyMap<string, number>, found: readonly string[]): number {
  const dcg = (each: readonly number[]) =>
    each.slice(0, places).reduce((sum, grade, at) => sum + (2 ** grade - 1) / Math.log2(at + 2), 0);
  const best = dcg([...grades.values()].sort((one, other) => other - one));
  return best === 0 ? 0 : dcg(found.map((product) => grades.get(product) ?? 0)) / best;
}

/** The query with one letter wrong, missing, doubled or swapped with the next: the same for the same seed. */
export function mistype(query: string, seed: number): string {
  let state = 2_166_136_261 ^ Math.imul(seed, 2_654_435_761);
  for (const character of query) state = Math.imul(state ^ character.charCodeAt(0), 16_777_619);
  const below = (bound: number) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % bound;
  };
  const letters = Array.from(query).flatMap((character, at) => /[a-z]/.test(character) ? [at] : []);
  const at = letters[below(letters.length)]!;
  const letter = "abcdefghijklmnopqrstuvwxyz"[below(26)]!;
  const [head, tail] = [query.slice(0, at), query.slice(at + 1)];
  const slips = [head + letter + tail, head + tail, head + query[at]! + query[at]! + tail];
  if (/^[a-z]/.test(tail)) slips.push(head + tail[0]! + query[at]! + tail.slice(1));
  const slip = slips[below(slips.length)]!;
  return slip === query ? mistype(query, seed + 1_000) : slip;
}
