import { Buffer } from "node:buffer";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { listSeeds, putSeed, takeSeed } from "./catalog_seeds.ts";
import type { ObjectStore } from "./object_store.ts";
import { openObjectStore } from "./open_object_store.ts";

const logId = "1c150eae-6f21-4618-aea4-8364648ee4a8";

describe("seeds of the catalog", () => {
  let folder: string;
  let store: ObjectStore;

  beforeEach(async () => {
    folder = await Deno.makeTempDir();
    store = await openObjectStore(`file:${folder}/objects`);
  });
  afterEach(() => Deno.remove(folder, { recursive: true }));

  /** Stores a copy with this content. */
  async function put(version: number, content: Uint8Array<ArrayBuffer>, keep = 2) {
    const file = join(folder, "made.db");
    await Deno.writeFile(file, content);
    await Deno.writeTextFile(`${file}-client_wal_index`, `index ${version}`);
    const facts = { version, logId, schema: 7, madeAt: "2026-11-20T08:00:00.000Z" };
    return await putSeed(store, { file, suffixes: ["", "-client_wal_index"], facts, keep });
  }
  const noise = (bytes: number) => {
    const content = new Uint8Array(bytes);
    for (let at = 0; at < bytes; at += 65_536) crypto.getRandomValues(content.subarray(at, at + 65_536));
    return content;
  };

  it("are none at first", async () => {
    expect(await listSeeds(store)).toEqual([]);
  });

  it("give back both files, byte for byte, of any number of parts", async () => {
    const content = noise(17 * 1024 * 1024);
    const seed = await put(12, content);
    expect(seed.files.map(({ bytes, parts }) => [bytes, parts.length])).toEqual([[content.length, 2], [
      8,
      1,
    ]]);
    expect(await listSeeds(store)).toEqual([seed]);
    const file = join(folder, "taken.db");
    await takeSeed(store, seed, file);
    expect(Buffer.compare(await Deno.readFile(file), content)).toBe(0);
    expect(await Deno.readTextFile(`${file}-client_wal_index`)).toBe("index 12");
  });

  it("are listed the newest first, and the oldest are removed with their parts", async () => {
    const first = await put(1, noise(10));
    await put(2, noise(10));
    await put(3, noise(10));
    expect((await listSeeds(store)).map(({ version }) => version)).toEqual([3, 2]);
    expect(await store.has(first.files[0]!.parts[0]!)).toBe(false);
  });

  it("are refused when a part is missing or another", async () => {
    const seed = await put(1, noise(100));
    const other = await put(2, noise(100));
    const [key, otherKey] = [seed.files[0]!.parts[0]!, other.files[0]!.parts[0]!];
    const file = join(folder, "taken.db");
    await store.put(key, (await store.get(otherKey))!, "application/zstd");
    await expect(takeSeed(store, seed, file)).rejects.toThrow("wanted");
    await store.remove(key);
    await expect(takeSeed(store, seed, file)).rejects.toThrow(`"${key}" is missing`);
    await store.put(key, noise(100), "application/zstd");
    await expect(takeSeed(store, seed, file)).rejects.toThrow();
  });

  it("are none where the list is damaged: it is said", async () => {
    await store.put("seeds/index.json", new TextEncoder().encode('{"seeds":[{}]}'), "application/json");
    await expect(listSeeds(store)).rejects.toThrow();
  });
});
