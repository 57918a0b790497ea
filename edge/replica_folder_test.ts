import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { ReplicaFolder } from "./replica_folder.ts";

const index = Uint8Array.fromHex("a8e48e646483a4ae1846216fae0e151c02000000000000000000000000000000");

describe("the folder of the copies", () => {
  let root: string;
  let folder: ReplicaFolder;

  beforeEach(async () => {
    root = await Deno.makeTempDir();
    folder = new ReplicaFolder(join(root, "catalog.db"));
  });
  afterEach(() => Deno.remove(root, { recursive: true }));

  /** A generation with both files. */
  async function make(at = Date.now()): Promise<string> {
    const generation = await folder.create(new Date(at));
    await Deno.writeTextFile(folder.file(generation), "pages");
    await Deno.writeFile(`${folder.file(generation)}-client_wal_index`, index);
    return generation;
  }
  const names = async (path = root) =>
    (await Array.fromAsync(Deno.readDir(path))).map(({ name }) => name).sort();

  it("has none at first", async () => {
    expect(await folder.current()).toBe(null);
  });

  it("names the generation to read, and how far it has come", async () => {
    const [older, newer] = [await make(1_000), await make(2_000)];
    expect(older < newer).toBe(true);
    await folder.setCurrent(older);
    await folder.setCurrent(newer);
    expect(await folder.current()).toBe(newer);
    expect(await folder.position(newer)).toEqual({ logId: "1c150eae-6f21-4618-aea4-8364648ee4a8", frame: 2 });
    expect(await names()).toEqual([older, newer, "current", "suspects"].sort());
  });

  it("takes neither half for a generation", async () => {
    for (const suffix of ["", "-client_wal_index"]) {
      const generation = await make();
      await folder.setCurrent(generation);
      await Deno.remove(folder.file(generation) + suffix);
      expect(await folder.current()).toBe(null);
    }
    const emptied = await make();
    await folder.setCurrent(emptied);
    await Deno.truncate(folder.file(emptied));
    expect(await folder.current()).toBe(null);
  });

  it("follows no pointer out of itself", async () => {
    for (const name of ["", "..", "../../etc", "nonsense", "20261120T075415123-abcd/.."]) {
      await Deno.writeTextFile(join(root, "current"), name);
      expect(await folder.current()).toBe(null);
    }
  });

  it("finds the newest whole generation without being told", async () => {
    expect([await folder.pointer(), await folder.newest()]).toEqual(["", null]);
    const older = await make(1_000);
    const [newer, half] = [await make(2_000), await make(3_000)];
    await Deno.remove(folder.file(half));
    expect(await folder.newest()).toBe(newer);
    expect(older < newer).toBe(true);
    await Deno.writeTextFile(join(root, "current"), "nonsense\n");
    expect([await folder.pointer(), await folder.current()]).toEqual(["nonsense", null]);
  });

  it("keeps a mark until it is taken", async () => {
    const generation = await make();
    expect(await folder.takeSuspicion(generation)).toBe(false);
    await folder.suspect(generation);
    expect(await folder.takeSuspicion(generation)).toBe(true);
    expect(await folder.takeSuspicion(generation)).toBe(false);
  });

  it("sets damaged generations aside, the newest of them only", async () => {
    const [first, second] = [await make(1_000), await make(2_000)];
    await folder.setCurrent(first);
    await folder.quarantine(first);
    expect([await folder.current(), await names(join(root, "quarantine"))]).toEqual([null, [first]]);
    await folder.quarantine(second);
    await folder.quarantine(second);
    expect(await names(join(root, "quarantine"))).toEqual([second]);
  });

  it("removes all generations but the named, and nothing else", async () => {
    const [first, second] = [await make(1_000), await make(2_000)];
    await Deno.writeTextFile(join(root, "lock"), "");
    await folder.keepOnly(second);
    expect(await names()).toEqual([second, "lock", "suspects"].sort());
    expect(first).not.toBe(second);
  });
});
