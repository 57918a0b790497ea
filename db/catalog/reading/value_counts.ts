/** How many products of a list have each facet value: counted by walking the products, in microseconds a thousand. */
import type { Tag } from "../../../commerce/catalog_reader.ts";
import type { ProductSet } from "../product_set.ts";
import { decodeValues, type ValueBlock, valueBlockBits, valueBlockSize } from "../product_values.ts";
import { Kept } from "./kept.ts";
import { type Run, statement } from "./statement.ts";

export const valueCountStatements = {
  productValues: statement<[blocks: string], [block: number, valueIds: Uint8Array]>(
    `SELECT v.id, v.value_ids FROM json_each(?1) j CROSS JOIN product_values v ON v.id = j.value`,
  ),
};

/** Values that some product has and how many have them, in turn; in any order, which takes long to make. */
export type ValueCounts = Uint32Array;

/** Values of a list beyond these, the rarest, are not counted. */
const maxCounted = 1_200;

/** Blocks of one statement: some 2 MB, far below the 10 MB that a libSQL server sends. */
const blocksAtOnce = 256;

/** 500,000 products of 14 values each take 16 MB, 70,000 of many variants 2.3 MB. */
const maxBytes = 32 << 20;

/** More than there are values; a count above it leaves room in a whole number. */
const valuesInKey = 2 ** 31;

const noValues: ValueBlock = decodeValues(new Uint8Array());

export class ValueCounter {
  readonly #run: Run<typeof valueCountStatements>;
  readonly #load: <V>(load: () => V, keep: (loaded: V) => void) => V;
  readonly #blocks = new Kept<number, ValueBlock>(
    maxBytes,
    ({ starts, values }) => 256 + starts.byteLength + values.byteLength,
  );
  /** By value; all 0 between two counts. */
  #counts = new Uint32Array(1_024);

  /** @param load Loads, and keeps what every row was there for: see Memory. */
  constructor(
    run: Run<typeof valueCountStatements>,
    load: <V>(load: () => V, keep: (loaded: V) => void) => V,
  ) {
    this.#run = run;
    this.#load = load;
  }

  /** Counts the values of products, each product once for each of its values. */
  count(members: ProductSet): ValueCounts {
    const ids = members.toArray();
    const blocks = this.#blocksOf(ids);
    const counts = this.#counts;
    let number = -1;
    let { starts, values } = noValues;
    for (let n = 0; n < ids.length; n++) {
      const id = ids[n]!;
      if (id >> valueBlockBits !== number) {
        number = id >> valueBlockBits;
        ({ starts, values } = blocks.get(number)!);
      }
      const at = id & (valueBlockSize - 1);
      const end = starts[at + 1]!;
      for (let i = starts[at]!; i < end; i++) counts[values[i]!]!++;
    }
    return this.#take();
  }

  /** Forgets what these tags name, `values:{block}`, or `values:*` all. @returns Whether there was such a tag. */
  forget(tags: readonly Tag[]): boolean {
    let isTouched = false;
    for (const tag of tags) {
      if (!tag.startsWith("values:")) continue;
      isTouched = true;
      if (tag === "values:*") this.clear();
      else this.#blocks.delete(Number(tag.slice("values:".length)));
    }
    return isTouched;
  }

  clear(): void {
    this.#blocks.clear();
  }

  /** What was counted, and counts from 0 again. */
  #take(): ValueCounts {
    const counts = this.#counts;
    let found = 0;
    for (let value = 0; value < counts.length; value++) if (counts[value] !== 0) found++;
    const pairs = new Uint32Array(found * 2);
    for (let value = 0, at = 0; at < pairs.length; value++) {
      if (counts[value] === 0) continue;
      pairs[at++] = value;
      pairs[at++] = counts[value]!;
    }
    counts.fill(0);
    return found <= maxCounted ? pairs : mostOf(pairs);
  }

  /** The blocks in which products lie, with room to count all of their values. */
  #blocksOf(ids: Uint32Array): ReadonlyMap<number, ValueBlock> {
    const blocks = new Map<number, ValueBlock>();
    const missing: number[] = [];
    let last = -1;
    for (let n = 0; n < ids.length; n++) {
      const block = ids[n]! >> valueBlockBits;
      if (block === last) continue;
      last = block;
      const kept = this.#blocks.get(block);
      if (kept === undefined) missing.push(block);
      else blocks.set(block, kept);
    }
    for (let from = 0; from < missing.length; from += blocksAtOnce) {
      const some = missing.slice(from, from + blocksAtOnce);
      const loaded = this.#load(() => {
        const rows = new Map(this.#run.productValues(JSON.stringify(some)));
        return some.map((block) => rows.has(block) ? decodeValues(rows.get(block)!) : noValues);
      }, (loaded) => some.forEach((block, at) => this.#blocks.set(block, loaded[at]!)));
      some.forEach((block, at) => blocks.set(block, loaded[at]!));
    }
    let most = 0;
    for (const block of blocks.values()) most = Math.max(most, block.most);
    if (most >= this.#counts.length) this.#counts = new Uint32Array(most + 1);
    return blocks;
  }
}

/** The {@linkcode maxCounted} most frequent of more counts. */
function mostOf(pairs: ValueCounts): ValueCounts {
  // Count and value in one number each, which sort without a function.
  const keys = new Float64Array(pairs.length / 2);
  for (let at = 0; at < keys.length; at++) keys[at] = pairs[at * 2 + 1]! * valuesInKey + pairs[at * 2]!;
  const most = keys.sort().subarray(-maxCounted);
  const kept = new Uint32Array(maxCounted * 2);
  for (let at = 0; at < maxCounted; at++) {
    kept[at * 2] = most[at]! % valuesInKey;
    kept[at * 2 + 1] = Math.floor(most[at]! / valuesInKey);
  }
  return kept;
}
