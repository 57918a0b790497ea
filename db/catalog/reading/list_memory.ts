/**
 * What lists are made of, kept between pages: sets of products, what they are sorted by, the facet values that they
 * have, the moments at which prices change. The writer names in the log of changes which of them it wrote:
 * `set:{kind}:{owner}`, `keys:{kind}:{market}:{chunk}`, `values:{block}`; `set:{kind}:*` is all of a kind, `values:*` all
 * values, `lists` everything.
 */
import type { Tag } from "../../../commerce/catalog_reader.ts";
import type { Facet } from "../../../commerce/catalog_view.ts";
import { ProductSet } from "../product_set.ts";
import { decodeKeys, keyBlockBits, keyBlockSize, keyChunkBits, roomFor } from "../sort_keys.ts";
import { Kept } from "./kept.ts";
import type { Place } from "./shop.ts";
import { type Run, statement } from "./statement.ts";
import { ValueCounter, type ValueCounts, valueCountStatements } from "./value_counts.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What sets there are; of what, schema.ts says. */
export type SetKind = "market" | "reduced" | "category" | "facet" | "texts";
export type KeyKind = "price" | "popularity" | "created";

export const listMemoryStatements = {
  ...valueCountStatements,
  productSets: statement<
    [kind: SetKind, ownerIds: string],
    [ownerId: number, block: number, bits: Uint8Array]
  >(
    `SELECT s.owner_id, s.block, s.bits FROM json_each(?2) j
     CROSS JOIN product_sets s ON s.kind = ?1 AND s.owner_id = j.value`,
  ),
  sortKeys: statement<
    [kind: KeyKind, marketId: number, fromBlock: number, untilBlock: number],
    [block: number, keys: Uint8Array]
  >(
    `SELECT block, keys FROM sort_keys WHERE kind = ?1 AND market_id = ?2 AND block >= ?3 AND block < ?4`,
  ),
  boundaries: statement<[now: number, limit: number], Boundary>(
    `SELECT b.at, b.product_id,
       (SELECT json_group_array(market_id) FROM product_markets WHERE product_id = b.product_id)
     FROM price_boundaries b WHERE b.at > ?1 ORDER BY b.at, b.product_id LIMIT +?2`,
  ),
};

/** A price window of a product opens or closes; the markets are those in which the product can be seen. */
export type Boundary = [at: number, productId: number, marketsJson: string];

type Keys = ReturnType<typeof roomFor>;

/** Sets of one statement: the answer stays far below the 10 MB that a libSQL server sends, whatever the shop. */
const setsAtOnce = 64;
/** What shorter lists have is counted anew for each page: in less than 50 µs. */
const leastKept = 2_000;
/** Boundaries to come are looked at up to this many: those of the products of one list are sought among them. */
export const boundariesAhead = 100;

/** What a shopper is offered takes this at most, about: 240 values in a few small objects. */
const facetBytes = 16_000;
const setBytes = (set: ProductSet) => set.byteLength;
const maxSetBytes = 16 << 20;
/** Those of a category, a market and a language are many, and made of three others in microseconds. */
const maxListedBytes = 4 << 20;
const chunkSize = 1 << keyChunkBits;
const blocksInChunk = chunkSize / keyBlockSize;

export class ListMemory {
  readonly #run: Run<typeof listMemoryStatements>;
  readonly #load: <V>(load: () => V, keep: (loaded: V) => void) => V;
  readonly #sets: Readonly<Record<SetKind, Kept<number, ProductSet>>> = {
    market: new Kept(maxSetBytes, setBytes),
    reduced: new Kept(maxSetBytes, setBytes),
    category: new Kept(maxSetBytes, setBytes),
    facet: new Kept(maxSetBytes, setBytes),
    texts: new Kept(maxSetBytes, setBytes),
  };
  readonly #listed = new Kept<string, ProductSet>(maxListedBytes, setBytes);
  readonly #counts = new Kept<string, ValueCounts>(12 << 20, ({ byteLength }) => facetBytes + byteLength);
  /** Beside counts for as long as these are kept, which count its bytes. */
  readonly #offered = new WeakMap<
    ValueCounts,
    { readonly words: Vocabulary; readonly facets: readonly Facet[] }
  >();
  readonly #values: ValueCounter;
  readonly #keys = new Kept<string, Keys>(48 << 20, ({ byteLength }) => byteLength);
  #boundaries: { readonly from: number; readonly rows: readonly Boundary[] } | null = null;

  /** @param load Loads, and keeps what every row was there for: see Memory. */
  constructor(
    run: Run<typeof listMemoryStatements>,
    load: <V>(load: () => V, keep: (loaded: V) => void) => V,
  ) {
    this.#run = run;
    this.#load = load;
    this.#values = new ValueCounter(run, load);
  }

  /** A stored set; an empty one where nothing is stored. */
  set(kind: SetKind, ownerId: number): ProductSet {
    return this.#sets[kind].get(ownerId) ?? this.sets(kind, [ownerId])[0]!;
  }

  /** Stored sets, in the order of their owners. */
  sets(kind: SetKind, ownerIds: readonly number[]): ProductSet[] {
    const kept = this.#sets[kind];
    const sets = ownerIds.map((id) => kept.get(id));
    const missing = ownerIds.filter((_, at) => sets[at] === undefined);
    if (missing.length === 0) return sets as ProductSet[];
    const loaded = new Map<number, ProductSet>();
    for (let at = 0; at < missing.length; at += setsAtOnce) {
      const ids = missing.slice(at, at + setsAtOnce);
      const found = this.#load(
        () => Map.groupBy(this.#run.productSets(kind, JSON.stringify(ids)), ([ownerId]) => ownerId),
        (found) => ids.forEach((id) => kept.set(id, decode(found.get(id)))),
      );
      for (const id of ids) loaded.set(id, kept.get(id) ?? decode(found.get(id)));
    }
    return sets.map((set, at) => set ?? loaded.get(ownerIds[at]!)!);
  }

  /** Products that have one of the values. */
  holders(valueIds: readonly number[]): ProductSet {
    return this.sets("facet", valueIds).reduce((all, set) => all.or(set), ProductSet.of());
  }

  /** The products of a list: in the market, in the category (0: anywhere), with words in the language. */
  listed(place: Place, categoryId: number): ProductSet {
    const key = listKey(place, categoryId);
    const known = this.#listed.get(key);
    if (known !== undefined) return known;
    return this.#load(
      () => {
        const here = this.set("market", place.market.id).and(this.set("texts", place.languageId));
        return (categoryId === 0 ? here : this.set("category", categoryId).and(here)).packed();
      },
      (listed) => this.#listed.set(key, listed),
    );
  }

  /** How many products of a whole list have each facet value. */
  counts(place: Place, categoryId: number): ValueCounts {
    const key = listKey(place, categoryId);
    const known = this.#counts.get(key);
    if (known !== undefined) return known;
    const listed = this.listed(place, categoryId);
    if (listed.size < leastKept) return this.#values.count(listed);
    return this.#load(() => this.#values.count(listed), (counts) => this.#counts.set(key, counts));
  }

  /** How many of some products have each facet value. */
  countsAmong(members: ProductSet): ValueCounts {
    return this.#values.count(members);
  }

  /** What follows from counts and the words of a language, made once for counts that are kept. */
  offered(counts: ValueCounts, words: Vocabulary, make: () => readonly Facet[]): readonly Facet[] {
    const known = this.#offered.get(counts);
    if (known?.words === words) return known.facets;
    return this.#load(make, (facets) => this.#offered.set(counts, { words, facets }));
  }

  /** What a list is sorted by: of a product that is listed in the market. */
  keyOf(kind: KeyKind, marketId: number): (productId: number) => number {
    // The first chunk, which is all that most shops have, is asked for before it is known which products matter: a
    // reader over HTTP fetches it along with their sets.
    const chunks: (Keys | undefined)[] = [this.#chunk(kind, marketId, 0)];
    return (id) => {
      const at = id >>> keyChunkBits;
      return (chunks[at] ??= this.#chunk(kind, marketId, at))[id & (chunkSize - 1)]!;
    };
  }

  /** The next moments after this one at which a price window opens or closes, {@linkcode boundariesAhead} at most. */
  boundariesAfter(now: number): readonly Boundary[] {
    const known = this.#boundaries;
    if (known !== null && known.from <= now) {
      const passed = known.rows.findIndex(([at]) => at > now);
      const ahead = passed < 0 ? [] : known.rows.slice(passed, passed + boundariesAhead);
      if (ahead.length === boundariesAhead || known.rows.length < 2 * boundariesAhead) return ahead;
    }
    return this.#load(
      () => this.#run.boundaries(now, 2 * boundariesAhead),
      (rows) => this.#boundaries = { from: now, rows },
    ).slice(0, boundariesAhead);
  }

  /** Forgets what these tags name; null: everything. */
  forget(tags: readonly Tag[] | null): void {
    this.#boundaries = null;
    if (tags === null || tags.includes("lists")) {
      for (const sets of Object.values(this.#sets)) sets.clear();
      this.#listed.clear();
      this.#counts.clear();
      this.#keys.clear();
      this.#values.clear();
      return;
    }
    if (this.#values.forget(tags)) this.#counts.clear();
    for (const tag of tags) {
      const [what, kind, ...rest] = tag.split(":");
      if (what === "set" && kind! in this.#sets) {
        const sets = this.#sets[kind as SetKind];
        if (rest[0] === "*") sets.clear();
        else sets.delete(Number(rest[0]));
        if (kind === "facet" || kind === "reduced") continue;
        this.#listed.clear();
        this.#counts.clear();
      } else if (what === "keys") this.#keys.delete(tag.slice("keys:".length));
    }
  }

  #chunk(kind: KeyKind, marketId: number, chunk: number): Keys {
    const key = `${kind}:${marketId}:${chunk}`;
    return this.#keys.get(key) ?? this.#load(
      () => {
        const from = chunk * blocksInChunk;
        const rows = this.#run.sortKeys(kind, marketId, from, from + blocksInChunk);
        const keys = roomFor(rows.map(([, bytes]) => bytes), chunkSize);
        for (const [block, bytes] of rows) decodeKeys(bytes, keys, (block - from) << keyBlockBits);
        return keys;
      },
      (keys) => this.#keys.set(key, keys),
    );
  }
}

function listKey({ market, languageId }: Place, categoryId: number): string {
  return `${market.id}:${categoryId}:${languageId}`;
}

function decode(rows: readonly (readonly [number, number, Uint8Array])[] = []): ProductSet {
  return ProductSet.decode(rows.map(([, block, bits]) => [block, bits] as const));
}
