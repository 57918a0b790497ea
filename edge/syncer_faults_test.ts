/** The syncer beside a real libSQL server, when something breaks. */
import { join } from "node:path";
import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { lookAt, openReplicatedCatalog, replicasOf, watch } from "../tests/support/replicated_catalog.ts";
import { openSlowLink } from "../tests/support/slow_link.ts";
import { findSqld } from "../tests/support/sqld.ts";
import { currentFile, startSyncer, until } from "../tests/support/syncer_process.ts";

const sqld = await findSqld();
const skip = "missing" in sqld ? sqld.missing : false;

describe("the syncer, when" + (skip ? ` (left out: ${skip})` : ""), { skip: Boolean(skip) }, () => {
  const path = "path" in sqld ? sqld.path : "";
  let folder: string;
  let count = 0;

  /** A server and the data folder of an edge. */
  async function setUp() {
    const home = join(folder, `${++count}`);
    const primary = await openReplicatedCatalog(path, join(home, "server"));
    const data = join(home, "data");
    return { primary, data, replicas: replicasOf(data) };
  }
  const caughtUp = (replicas: string, version: number) => until(version, () => lookAt(replicas)?.version);

  before(async () => {
    folder = await Deno.makeTempDir();
  });
  after(() => Deno.remove(folder, { recursive: true }));

  it("the primary dies and has another log: makes a fresh copy beside the old one", async () => {
    const { primary, data, replicas } = await setUp();
    await using _ = primary;
    await primary.grow(5_000_000);
    await using syncer = startSyncer({ DATA_DIR: data, CATALOG_URL: primary.url });
    await caughtUp(replicas, 1);
    const first = currentFile(replicas);
    const readers = watch(replicas);
    await primary.kill();
    await primary.start();
    await primary.write();
    await caughtUp(replicas, 2);
    expect(currentFile(replicas)).not.toBe(first);
    // It goes a moment after its readers were told.
    await until(false, () => Deno.stat(first).then(() => true, () => false));
    expect(syncer.events.map((entry) => entry["event"])).toContain(
      "primary has another log: a fresh copy is made",
    );
    expect((await readers.stop()).breaches).toEqual([]);
  });

  it("it starts while the primary is away: keeps the copy that is there, and catches up", async () => {
    const { primary, data, replicas } = await setUp();
    await using _ = primary;
    const environment = { DATA_DIR: data, CATALOG_URL: primary.url };
    const earlier = startSyncer(environment);
    await caughtUp(replicas, 1);
    await earlier.stop("SIGKILL");
    await primary.stop();
    await using syncer = startSyncer(environment);
    expect(await syncer.said("copy found")).toMatchObject({ version: 1 });
    await syncer.said("primary cannot be reached");
    const file = currentFile(replicas);
    expect(lookAt(replicas)).toEqual({ version: 1, isWhole: true });
    await primary.start();
    await primary.write();
    await caughtUp(replicas, 2);
    expect(currentFile(replicas)).toBe(file);
  });

  for (
    const [name, harm] of [
      ["emptied", (file: string) => Deno.truncate(file, 0)],
      [
        "cut short",
        async (file: string) => await Deno.truncate(file, (await Deno.stat(file)).size - 4096 * 30),
      ],
      ["without its index", (file: string) => Deno.remove(`${file}-client_wal_index`)],
      ["only an index", (file: string) => Deno.remove(file)],
      ["no database", (file: string) => scribble(file, 0, 4096)],
      ["damaged in its midst", (file: string) => scribble(file, 4096 * 60, 4096 * 200)],
    ] as const
  ) {
    it(`its copy is ${name} at the start: sets it aside and makes another`, async () => {
      const { primary, data, replicas } = await setUp();
      await using _ = primary;
      await primary.grow(2_000_000);
      const environment = { DATA_DIR: data, CATALOG_URL: primary.url };
      const earlier = startSyncer(environment);
      await caughtUp(replicas, 1);
      const first = currentFile(replicas);
      await earlier.stop();
      await harm(first);
      await primary.write();
      await using _syncer = startSyncer(environment);
      await until(true, () => currentFile(replicas) !== first && lookAt(replicas)?.version === 2);
    });

    it(`its copy is ${name} while it runs: sets it aside and makes another`, async () => {
      const { primary, data, replicas } = await setUp();
      await using _ = primary;
      await primary.grow(2_000_000);
      await using _syncer = startSyncer({ DATA_DIR: data, CATALOG_URL: primary.url });
      await caughtUp(replicas, 1);
      const first = currentFile(replicas);
      await harm(first);
      // Whoever reads it meets the damage, and leaves a mark.
      if (name === "no database" || name === "damaged in its midst") {
        await Deno.writeTextFile(join(replicas, "suspects", first.split("/").at(-2)!), "");
      }
      await primary.write();
      await until(true, () => currentFile(replicas) !== first && lookAt(replicas)?.version === 2);
    });
  }

  for (
    const [name, harm] of [
      ["deleted", (pointer: string) => Deno.remove(pointer)],
      ["overwritten", (pointer: string) => Deno.writeTextFile(pointer, "20200101T000000000-abcd\n")],
    ] as const
  ) {
    it(`what names its copy is ${name}: names it again, while it runs and at the start, primary or not`, async () => {
      const { primary, data, replicas } = await setUp();
      await using _ = primary;
      const environment = { DATA_DIR: data, CATALOG_URL: primary.url };
      const earlier = startSyncer(environment);
      await caughtUp(replicas, 1);
      const file = currentFile(replicas);
      await harm(join(replicas, "current"));
      await until(file, () => currentFile(replicas));
      await primary.stop();
      await earlier.said("primary cannot be reached");
      await harm(join(replicas, "current"));
      await until(file, () => currentFile(replicas));
      await earlier.stop();
      await harm(join(replicas, "current"));
      await using _syncer = startSyncer(environment);
      await until(file, () => currentFile(replicas));
      expect(lookAt(replicas)).toEqual({ version: 1, isWhole: true });
    });
  }

  it("the line falls silent: gives it up, and catches up when it is mended", async () => {
    const { primary, data, replicas } = await setUp();
    await using _ = primary;
    const link = openSlowLink({ to: primary.port, delayMs: 5 });
    await using syncer = startSyncer({ DATA_DIR: data, CATALOG_URL: `http://127.0.0.1:${link.port}` });
    await caughtUp(replicas, 1);
    link.stall();
    await primary.write();
    await syncer.said("primary cannot be reached");
    expect(lookAt(replicas)).toEqual({ version: 1, isWhole: true });
    link.mend();
    await caughtUp(replicas, 2);
    link.close();
  });

  it("everything happens at once: no reader sees half a transaction, or a version go back", async () => {
    const { primary, data, replicas } = await setUp();
    await using _ = primary;
    const link = openSlowLink({ to: primary.port, delayMs: 2 });
    const environment = { DATA_DIR: data, CATALOG_URL: `http://127.0.0.1:${link.port}` };
    let syncer = startSyncer(environment);
    await caughtUp(replicas, 1);
    const readers = watch(replicas);
    const seconds = Number(Deno.env.get("REPLICA_TEST_SECONDS") ?? 6);
    const until = performance.now() + seconds * 1000;
    const faults = [
      () => link.cut(),
      () => link.mend(),
      async () => {
        await syncer.stop("SIGKILL");
        syncer = startSyncer(environment);
      },
      async () => {
        await primary.kill();
        await primary.start();
      },
      () => primary.grow(1_000_000),
    ];
    for (let turn = 0; performance.now() < until; turn++) {
      for (let i = 0; i < 20; i++) await primary.write();
      await faults[turn % faults.length]!();
    }
    link.mend();
    await caughtUp(replicas, primary.version);
    const { looks, breaches } = await readers.stop();
    expect(breaches).toEqual([]);
    expect(looks).toBeGreaterThan(100);
    await syncer.stop();
    link.close();
  });
});

/** Writes nonsense over a part of a file. */
async function scribble(path: string, from: number, length: number): Promise<void> {
  using file = await Deno.open(path, { write: true });
  await file.seek(from, Deno.SeekMode.Start);
  await file.write(new Uint8Array(length).fill(0x5a));
}
