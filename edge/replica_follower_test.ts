import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import type { CatalogReader, Changes } from "../commerce/catalog_reader.ts";
import { createLog } from "../commerce/log.ts";
import { ReplicaFolder } from "./replica_folder.ts";
import { ReplicaFollower } from "./replica_follower.ts";

class Damage extends Error {}

describe("following the copies of the catalog", () => {
  let root: string;
  let folder: ReplicaFolder;
  /** Path → the version that is in the file, or what reading it throws. */
  let files: Map<string, number | Error>;
  let primary: number | Error | null;
  let follower: ReplicaFollower;
  let said: string[];
  let now: number;

  /** A reader whose version is looked up anew with each read. */
  const readerOf = (name: string, look: () => number | Error): CatalogReader => {
    const version = (): number => {
      const found = look();
      if (found instanceof Error) throw found;
      return found;
    };
    const reader: Partial<CatalogReader> = {
      mayHaveChanged: () => false,
      changesSince: (): Promise<Changes> => Promise.try(() => ({ version: version(), tags: [] })),
      directory: () =>
        Promise.try(() => ({
          value: { markets: [], languages: [] },
          tags: [],
          validUntil: null,
          version: version(),
        })),
      original: () => Promise.try(() => ({ object: `${name} ${version()}`, contentType: "" })),
      close: () => {},
    };
    return reader as CatalogReader;
  };
  const follow = () =>
    new ReplicaFollower({
      folder,
      plainFile: join(root, "catalog.db"),
      openFile: (path) => {
        const found = files.get(path);
        if (found === undefined) throw new Error("it is no catalog");
        return readerOf("file", () => files.get(path)!);
      },
      isDamage: (error) => error instanceof Damage,
      openPrimary: primary === null ? null : () => readerOf("primary", () => primary!),
      log: createLog({
        program: "edge",
        write: (line) => said.push(JSON.parse(line).event),
        now: () => new Date(0),
      }),
      now: () => now,
    });
  const read = async () => (await follower.reader.original("key"))?.object;

  /** Makes a generation with both files, and lets `current` name it. */
  async function publish(version: number | Error): Promise<string> {
    const generation = await folder.create(new Date(now += 10));
    await Deno.writeTextFile(folder.file(generation), "pages");
    await Deno.writeFile(`${folder.file(generation)}-client_wal_index`, new Uint8Array(32).fill(1));
    files.set(folder.file(generation), version);
    await folder.setCurrent(generation);
    return generation;
  }

  beforeEach(async () => {
    root = await Deno.makeTempDir();
    folder = new ReplicaFolder(join(root, "catalog.db"));
    [files, primary, now] = [new Map(), 9, 1_000_000];
    said = [];
    follower = follow();
  });
  afterEach(() => Deno.remove(root, { recursive: true }));

  it("reads a plain file where no syncer keeps copies", async () => {
    primary = null;
    follower = follow();
    await follower.look();
    await expect(read()).rejects.toThrow("there is no copy");
    await Deno.writeTextFile(join(root, "catalog.db"), "");
    await follower.look();
    expect(String(follower.lastError)).toContain("it is no catalog");
    files.set(join(root, "catalog.db"), 3);
    await follower.look();
    expect([await read(), follower.hasCopy]).toEqual(["file 3", true]);
  });

  it("reads from the primary until there is a copy, and goes over to each new one", async () => {
    await follower.look();
    expect([await read(), follower.hasCopy]).toEqual(["primary 9", false]);
    await publish(9);
    await follower.look();
    expect([await read(), follower.hasCopy]).toEqual(["file 9", true]);
    await publish(10);
    await follower.look();
    expect(await read()).toBe("file 10");
  });

  it("waits until a copy has caught up with what was shown", async () => {
    await publish(9);
    await follower.look();
    await read();
    const generation = await publish(8);
    await follower.look();
    expect(await read()).toBe("file 9");
    files.set(folder.file(generation), 10);
    await follower.look();
    expect(await read()).toBe("file 9");
    now += 1_000;
    await follower.look();
    expect(await read()).toBe("file 10");
  });

  it("marks a damaged copy, reads from the primary, and takes the fresh one", async () => {
    const generation = await publish(9);
    await follower.look();
    files.set(folder.file(generation), new Damage());
    expect([await read(), follower.hasCopy]).toEqual(["primary 9", false]);
    while (!await folder.takeSuspicion(generation)) await Promise.resolve();
    await publish(9);
    await follower.look();
    expect([await read(), follower.hasCopy]).toEqual(["file 9", true]);
  });

  it("tries a copy again that the syncer may have found sound", async () => {
    for (const reserve of [9, null]) {
      primary = reserve;
      follower = follow();
      const generation = await publish(9);
      await follower.look();
      files.set(folder.file(generation), new Damage());
      await read().catch(() => {});
      expect(follower.hasCopy).toBe(false);
      files.set(folder.file(generation), 9);
      await follower.look();
      expect(follower.hasCopy).toBe(false);
      now += 15_000;
      await follower.look();
      expect([await read(), follower.hasCopy]).toEqual(["file 9", true]);
    }
  });

  it("says once a minute what is wrong with the primary, and what is to be done", async () => {
    const lacking = "the primary lacks tables of this version: run the task migrate";
    primary = new Error("it did not answer", { cause: new Error("SQL_PARSE_ERROR: no such table: changes") });
    for (const end = now + 61_000; now < end; now += 500) await follower.look();
    expect(said).toEqual([lacking, lacking]);
    primary = new Error("it is away");
    now += 60_000;
    await follower.look();
    expect(said.slice(2)).toEqual(["primary cannot be read"]);
  });

  it("goes on with what it has when neither can be read", async () => {
    primary = new Error("out of reach");
    follower = follow();
    const generation = await publish(9);
    await follower.look();
    files.set(folder.file(generation), new Damage("torn"));
    await expect(read()).rejects.toThrow("out of reach");
    expect(follower.switching.isUsable).toBe(false);
    await follower.look();
    primary = 9;
    now += 1_000;
    await follower.look();
    expect([await read(), follower.switching.isUsable]).toEqual(["primary 9", true]);
  });
});
