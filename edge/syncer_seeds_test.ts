/** Empty edges that start from a seed, beside a real libSQL server. */
import { dirname, join } from "node:path";
import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { listSeeds } from "../db/objects/catalog_seeds.ts";
import { openObjectStore } from "../db/objects/open_object_store.ts";
import { complete } from "../tasks/environment.ts";
import { programOf } from "../tasks/processes.ts";
import { spawn } from "../tasks/spawn.ts";
import {
  lookAt,
  openReplicatedCatalog,
  replicasOf,
  type ReplicatedCatalog,
} from "../tests/support/replicated_catalog.ts";
import { openSlowLink } from "../tests/support/slow_link.ts";
import { findSqld } from "../tests/support/sqld.ts";
import { currentFile, startSyncer, until } from "../tests/support/syncer_process.ts";

const sqld = await findSqld();
const skip = "missing" in sqld ? sqld.missing : false;

describe("an empty edge" + (skip ? ` (left out: ${skip})` : ""), { skip: Boolean(skip) }, () => {
  const path = "path" in sqld ? sqld.path : "";
  let folder: string;
  let primary: ReplicatedCatalog;
  let objects: string;
  let count = 0;

  /** Makes a seed, as the task does. */
  async function seed(): Promise<void> {
    const environment = complete({
      HOME: Deno.env.get("HOME")!,
      DATA_DIR: join(folder, "maker"),
      CATALOG_URL: primary.url,
      OBJECT_STORE_URL: objects,
    });
    expect((await spawn(programOf("seed", environment), "inherit").status).code).toBe(0);
  }
  /** The settings of a machine that has nothing yet. */
  const machine = (more: Record<string, string> = {}) => ({
    DATA_DIR: join(folder, `edge-${++count}`),
    CATALOG_URL: primary.url,
    OBJECT_STORE_URL: objects,
    ...more,
  });
  const caughtUp = (data: string) => until(primary.version, () => lookAt(replicasOf(data))?.version);

  before(async () => {
    folder = await Deno.makeTempDir();
    objects = `file:${join(folder, "objects")}`;
    primary = await openReplicatedCatalog(path, join(folder, "server"));
    await primary.grow(5_000_000);
    await seed();
  });
  after(async () => {
    await primary[Symbol.asyncDispose]();
    await Deno.remove(folder, { recursive: true });
  });

  it("takes the newest seed, and asks the primary for what came after it alone", async () => {
    await primary.write();
    const link = openSlowLink({ to: primary.port, delayMs: 0 });
    const settings = machine({ CATALOG_URL: `http://127.0.0.1:${link.port}` });
    await using syncer = startSyncer(settings);
    await caughtUp(settings.DATA_DIR);
    expect(await syncer.said("seeded")).toMatchObject({ version: primary.version - 1 });
    expect(link.received).toBeLessThan(200_000);
    link.close();
  });

  it("has something to show while the primary cannot be reached", async () => {
    const settings = machine();
    await primary.stop();
    await using _syncer = startSyncer(settings);
    await until(true, () => lookAt(replicasOf(settings.DATA_DIR)) !== null);
    expect(lookAt(replicasOf(settings.DATA_DIR))).toEqual({ version: 1, isWhole: true });
    await primary.start();
    await caughtUp(settings.DATA_DIR);
  });

  it("passes over a seed that is damaged, for the one before", async () => {
    await seed();
    const store = await openObjectStore(objects);
    const [newest, before] = await listSeeds(store);
    await store.put(newest!.files[0]!.parts[0]!, new Uint8Array([1, 2, 3]), "application/zstd");
    const settings = machine();
    await using syncer = startSyncer(settings);
    await caughtUp(settings.DATA_DIR);
    expect(await syncer.said("seed cannot be used")).toMatchObject({ version: newest!.version });
    expect(await syncer.said("seeded")).toMatchObject({ version: before!.version });
  });

  it("starts from files that are given", async () => {
    const first = machine({ OBJECT_STORE_URL: "file:/nowhere" });
    const maker = startSyncer(first);
    await caughtUp(first.DATA_DIR);
    await maker.stop();
    const given = currentFile(replicasOf(first.DATA_DIR));
    const settings = machine({ CATALOG_SEED: given, OBJECT_STORE_URL: "file:/nowhere" });
    await using syncer = startSyncer(settings);
    expect(await syncer.said("seeded")).toMatchObject({ version: primary.version });
    expect(dirname(currentFile(replicasOf(settings.DATA_DIR)))).not.toBe(dirname(given));
    await caughtUp(settings.DATA_DIR);
  });

  it("copies everything when the seeds belong to another log", async () => {
    await primary.kill();
    await primary.start();
    const settings = machine();
    await using syncer = startSyncer(settings);
    await caughtUp(settings.DATA_DIR);
    expect(syncer.events.map((entry) => entry["event"])).not.toContain("seeded");
  });
});
