/**
 * Seeds: complete copies of the catalog in the object store, from which an empty edge starts instead of asking the
 * primary for everything.
 *
 * A seed is a closed libSQL replica, the file and its index, in compressed parts that a small machine can hold in its
 * memory one at a time. `seeds/index.json` lists the newest first; everything else is written once.
 */
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { constants, zstdCompress, zstdDecompress } from "node:zlib";
import { z } from "zod";
import type { ObjectStore } from "./object_store.ts";

const manifest = z.strictObject({
  /** The catalog version that it holds. */
  version: z.int().min(0),
  /** UUID of the primary's log that it belongs to: with another log there is no tail to sync. */
  logId: z.uuid(),
  /** The newest migration that it has: milliseconds since the epoch. */
  schema: z.int().min(0),
  /** RFC 3339. */
  madeAt: z.iso.datetime(),
  files: z.array(z.strictObject({
    /** What follows the replica file's path: empty, or that of the index. */
    suffix: z.string().regex(/^(-[a-z_]+)?$/),
    bytes: z.int().min(0),
    /** Of the whole file, in hex. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    /** Keys of its parts, in order. */
    parts: z.array(z.string()),
  })).min(1),
});
const index = z.strictObject({ seeds: z.array(manifest) });

export type SeedManifest = z.infer<typeof manifest>;

/** What is known of a copy before it is stored. */
export type SeedFacts = Pick<SeedManifest, "version" | "logId" | "schema" | "madeAt">;

const indexKey = "seeds/index.json";
const partBytes = 16 * 1024 * 1024;
const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** All seeds, the newest first. @throws {Error} The store fails, or its index is none. */
export async function listSeeds(store: ObjectStore): Promise<SeedManifest[]> {
  const bytes = await store.get(indexKey);
  return bytes === null ? [] : index.parse(JSON.parse(new TextDecoder().decode(bytes))).seeds;
}

/**
 * Stores a copy that nobody has open, and forgets all but the newest.
 *
 * @param file The replica file. @param suffixes Of the files that belong to it, the empty one for itself.
 * @param keep How many seeds stay.
 */
export async function putSeed(
  store: ObjectStore,
  { file, suffixes, facts, keep }: {
    file: string;
    suffixes: readonly string[];
    facts: SeedFacts;
    keep: number;
  },
): Promise<SeedManifest> {
  // Two seeds of one version do not share parts: whoever reads the older one must not find the other's.
  const folder = `seeds/${facts.version}-${crypto.randomUUID().slice(0, 8)}`;
  const files: SeedManifest["files"] = [];
  for (const suffix of suffixes) files.push(await putFile(store, file + suffix, suffix, folder));
  const made: SeedManifest = { ...facts, files };
  const all = [made, ...await listSeeds(store)];
  const kept = all.slice(0, keep);
  await store.put(
    indexKey,
    new TextEncoder().encode(JSON.stringify({ seeds: kept }, null, 2)),
    "application/json",
  );
  for (const { files } of all.slice(keep)) {
    for (const { parts } of files) for (const part of parts) await store.remove(part);
  }
  return made;
}

/**
 * Writes a seed's files.
 *
 * @param file Where the replica file is to lie; its folder exists.
 * @throws {Error} A part is missing or damaged. What was written is of no use then.
 */
export async function takeSeed(store: ObjectStore, { files }: SeedManifest, file: string): Promise<void> {
  for (const { suffix, bytes, sha256, parts } of files) {
    const hash = createHash("sha256");
    let size = 0;
    using target = await Deno.open(file + suffix, { create: true, write: true, truncate: true });
    for (const key of parts) {
      const stored = await store.get(key);
      if (stored === null) throw new Error(`take seed: "${key}" is missing`);
      const part = new Uint8Array(await decompress(stored, { maxOutputLength: partBytes }));
      hash.update(part);
      size += part.length;
      for (let written = 0; written < part.length;) written += await target.write(part.subarray(written));
    }
    const found = hash.digest("hex");
    if (size !== bytes || found !== sha256) {
      throw new Error(`take seed: "${parts[0]}" and what follows gave ${found}, wanted ${sha256}`);
    }
  }
}

async function putFile(
  store: ObjectStore,
  path: string,
  suffix: string,
  folder: string,
): Promise<SeedManifest["files"][number]> {
  const hash = createHash("sha256");
  const parts: string[] = [];
  let bytes = 0;
  using source = await Deno.open(path);
  for (;;) {
    const part = await readPart(source);
    if (part.length === 0) break;
    hash.update(part);
    bytes += part.length;
    const key = `${folder}/catalog.db${suffix}.${String(parts.length).padStart(5, "0")}.zst`;
    const packed = await compress(part, { params: { [constants.ZSTD_c_compressionLevel]: 3 } });
    await store.put(key, new Uint8Array(packed), "application/zstd");
    parts.push(key);
  }
  return { suffix, bytes, sha256: hash.digest("hex"), parts };
}

/** The next bytes of a file: fewer than a part only at its end. */
async function readPart(source: Deno.FsFile): Promise<Uint8Array> {
  const part = new Uint8Array(partBytes);
  let length = 0;
  while (length < part.length) {
    const read = await source.read(part.subarray(length));
    if (read === null) break;
    length += read;
  }
  return part.subarray(0, length);
}
