/** Changing the blocks of product sets and sort keys: they are read, changed in memory, and written where they differ. */
import { sql } from "drizzle-orm";
import { blockBits, blockSize, blockToBits, encodeBits } from "../product_block.ts";
import type { productSets, sortKeys } from "../schema.ts";
import { decodeKeys, encodeKeys, keyBlockBits, keyBlockSize, keyChunkBits } from "../sort_keys.ts";
import { readRows, type Tx } from "./rows.ts";
import type { Writer } from "./transaction.ts";

export type SetKind = typeof productSets.$inferSelect["kind"];
export type KeyKind = typeof sortKeys.$inferSelect["kind"];

/** A block's owner by kind, and which of its blocks. */
type BlockName = readonly [kind: string, ownerId: number, block: number];
type StoredBlock = readonly [...BlockName, bytes: Uint8Array];

interface Loaded<Content> {
  readonly name: BlockName;
  readonly content: Content;
  isChanged: boolean;
}

const tables = {
  product_sets: { name: sql`product_sets`, owner: sql`owner_id`, content: sql`bits` },
  sort_keys: { name: sql`sort_keys`, owner: sql`market_id`, content: sql`keys` },
} as const;
type BlockTable = keyof typeof tables;

/** So many make no answer too long for a libSQL server: 10 MB, at up to 4 KiB a block in hexadecimal. */
const blocksAtOnce = 1_000;

/** More sets of a kind than these are forgotten all at once: an import would fill the log of changes with them. */
const maxNamed = 100;

export class ListBlocks {
  readonly #w: Writer;
  readonly #sets = new Map<string, Loaded<Uint32Array<ArrayBuffer>>>();
  readonly #keys = new Map<string, Loaded<Float64Array>>();

  constructor(w: Writer) {
    this.#w = w;
  }

  /** Reads the blocks of sets that these products lie in. */
  async loadSets(kind: SetKind, ownerIds: Iterable<number>, productIds: readonly number[]): Promise<void> {
    const names = namesOf(kind, ownerIds, productIds, blockBits).filter((name) =>
      !this.#sets.has(name.join(":"))
    );
    const stored = await readBlocks(this.#w.tx, "product_sets", names);
    for (const name of names) {
      const content = blockToBits(stored.get(name.join(":")));
      this.#sets.set(name.join(":"), { name, content, isChanged: false });
    }
  }

  /** Reads the blocks of sort keys that these products lie in. */
  async loadKeys(kind: KeyKind, marketIds: Iterable<number>, productIds: readonly number[]): Promise<void> {
    const names = namesOf(kind, marketIds, productIds, keyBlockBits)
      .filter((name) => !this.#keys.has(name.join(":")));
    const stored = await readBlocks(this.#w.tx, "sort_keys", names);
    for (const name of names) {
      const bytes = stored.get(name.join(":"));
      const content = new Float64Array(keyBlockSize);
      if (bytes) decodeKeys(bytes, content);
      this.#keys.set(name.join(":"), { name, content, isChanged: false });
    }
  }

  has(kind: SetKind, ownerId: number, productId: number): boolean {
    return isSet(this.#set(kind, ownerId, productId).content, productId % blockSize);
  }

  put(kind: SetKind, ownerId: number, productId: number, isMember: boolean): void {
    const block = this.#set(kind, ownerId, productId);
    const offset = productId % blockSize;
    if (isSet(block.content, offset) === isMember) return;
    block.content[offset >> 5]! ^= 1 << (offset & 31);
    block.isChanged = true;
  }

  keyOf(kind: KeyKind, marketId: number, productId: number): number {
    return this.#key(kind, marketId, productId).content[productId % keyBlockSize]!;
  }

  putKey(kind: KeyKind, marketId: number, productId: number, key: number): void {
    const block = this.#key(kind, marketId, productId);
    const offset = productId % keyBlockSize;
    if (block.content[offset] === key) return;
    block.content[offset] = key;
    block.isChanged = true;
  }

  /** Writes the blocks that changed, and touches what readers keep of them (db/catalog/reading/list_memory.ts). */
  async save(): Promise<void> {
    const sets = changed(this.#sets.values(), encodeBits);
    const keys = changed(
      this.#keys.values(),
      (content) => content.every((key) => key === 0) ? new Uint8Array() : encodeKeys(content),
    );
    await writeBlocks(this.#w.tx, "product_sets", sets);
    await writeBlocks(this.#w.tx, "sort_keys", keys);
    for (const [kind, rows] of Map.groupBy(sets, ([kind]) => kind)) {
      const owners = new Set(rows.map(([, ownerId]) => ownerId));
      if (owners.size > maxNamed) this.#w.touch(`set:${kind}:*`);
      else for (const ownerId of owners) this.#w.touch(`set:${kind}:${ownerId}`);
    }
    for (const [kind, marketId, block] of keys) {
      this.#w.touch(`keys:${kind}:${marketId}:${block >> (keyChunkBits - keyBlockBits)}`);
    }
  }

  #set(kind: SetKind, ownerId: number, productId: number): Loaded<Uint32Array<ArrayBuffer>> {
    return found(this.#sets, kind, ownerId, Math.floor(productId / blockSize));
  }

  #key(kind: KeyKind, marketId: number, productId: number): Loaded<Float64Array> {
    return found(this.#keys, kind, marketId, Math.floor(productId / keyBlockSize));
  }
}

function isSet(bits: Uint32Array, offset: number): boolean {
  return (bits[offset >> 5]! >>> (offset & 31) & 1) === 1;
}

function found<Content>(
  blocks: ReadonlyMap<string, Loaded<Content>>,
  kind: string,
  ownerId: number,
  block: number,
): Loaded<Content> {
  const loaded = blocks.get(`${kind}:${ownerId}:${block}`);
  if (loaded === undefined) {
    throw new Error(`change lists: wanted block ${block} of ${kind} ${ownerId} to be loaded first`);
  }
  return loaded;
}

function changed<Content>(
  blocks: Iterable<Loaded<Content>>,
  encode: (content: Content) => Uint8Array,
): StoredBlock[] {
  return Array.from(blocks).filter(({ isChanged }) => isChanged)
    .map(({ name, content }): StoredBlock => [...name, encode(content)]);
}

function namesOf(
  kind: string,
  ownerIds: Iterable<number>,
  productIds: readonly number[],
  bits: number,
): BlockName[] {
  const blocks = new Set(productIds.map((id) => Math.floor(id / (1 << bits))));
  return [...ownerIds].flatMap((ownerId) => Array.from(blocks, (block): BlockName => [kind, ownerId, block]));
}

async function readBlocks(
  tx: Tx,
  table: BlockTable,
  names: readonly BlockName[],
): Promise<Map<string, Uint8Array>> {
  const { name, owner, content } = tables[table];
  const blocks = new Map<string, Uint8Array>();
  for (let from = 0; from < names.length; from += blocksAtOnce) {
    const rows = await readRows<[string, string]>(
      tx,
      sql`t.kind || ':' || t.${owner} || ':' || t.block, hex(t.${content})`,
      sql`FROM json_each(${JSON.stringify(names.slice(from, from + blocksAtOnce))}) j CROSS JOIN ${name} t
        ON t.kind = j.value ->> 0 AND t.${owner} = j.value ->> 1 AND t.block = j.value ->> 2`,
    );
    for (const [key, hex] of rows) blocks.set(key, Uint8Array.fromHex(hex));
  }
  return blocks;
}

/** Writes blocks; an empty one is taken away. They travel as one blob that the statement cuts. */
export async function writeBlocks(
  tx: Tx,
  table: BlockTable,
  rows: readonly StoredBlock[],
): Promise<void> {
  const { name, owner, content } = tables[table];
  const gone = rows.filter(([, , , bytes]) => bytes.length === 0);
  if (gone.length > 0) {
    await tx.run(sql`DELETE FROM ${name} WHERE (kind, ${owner}, block) IN
      (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(${JSON.stringify(gone)}))`);
  }
  for (let from = 0; from < rows.length; from += blocksAtOnce) {
    const some = rows.slice(from, from + blocksAtOnce).filter(([, , , bytes]) => bytes.length > 0);
    const all = new Uint8Array(some.reduce((length, [, , , bytes]) => length + bytes.length, 0));
    let length = 0;
    const cuts = some.map(([kind, ownerId, block, bytes]) => {
      all.set(bytes, length);
      length += bytes.length;
      // SQLite counts from 1.
      return [kind, ownerId, block, length - bytes.length + 1, bytes.length];
    });
    if (cuts.length === 0) continue;
    await tx.run(sql`INSERT OR REPLACE INTO ${name} (kind, ${owner}, block, ${content})
      SELECT value ->> 0, value ->> 1, value ->> 2, substr(${all}, value ->> 3, value ->> 4)
      FROM json_each(${JSON.stringify(cuts)})`);
  }
}
