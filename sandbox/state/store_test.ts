import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { join } from "node:path";
import { openStore, type Store } from "./store.ts";

describe("the store", () => {
  let folder: string;
  let log: string;
  before(async () => {
    folder = await Deno.makeTempDir({ prefix: "comptoir-store-" });
    log = join(folder, "log.jsonl");
  });
  after(() => Deno.remove(folder, { recursive: true }));

  const reopened = async (store: Store) => {
    store.close();
    return await openStore(folder);
  };
  const lines = async () => (await Deno.readTextFile(log)).split("\n").slice(0, -1);

  it("remembers what was put and forgets what was removed, over restarts", async () => {
    let store = await openStore(folder);
    store.put("origin", "pi_1", "cs_1");
    store.put("origin", "pi_2", "cs_2");
    store.put("origin", "pi_1", "cs_3");
    store.remove("origin", "pi_2");
    store = await reopened(store);
    expect(store.ids("origin").map((id) => [id, store.get("origin", id)])).toEqual([["pi_1", "cs_3"]]);
    expect((await lines()).length).toBe(1);
    store.close();
  });

  it("writes a change in one line, and nothing of one that was given up", async () => {
    let store = await openStore(folder);
    const before = (await lines()).length;
    store.change(() => {
      store.put("origin", "pi_3", "cs_3");
      store.change(() => store.put("clock", "clock", 7));
    });
    expect((await lines()).length).toBe(before + 1);
    expect(() =>
      store.change(() => {
        store.put("origin", "pi_3", "cs_4");
        store.put("origin", "pi_4", "cs_4");
        store.remove("clock", "clock");
        throw new RangeError("given up");
      })
    ).toThrow(RangeError);
    const now = () => [store.get("origin", "pi_3"), store.get("origin", "pi_4"), store.get("clock", "clock")];
    expect(now()).toEqual(["cs_3", undefined, 7]);
    store = await reopened(store);
    expect(now()).toEqual(["cs_3", undefined, 7]);
    store.close();
  });

  it("drops a line that was torn, and nothing else", async () => {
    let store = await openStore(folder);
    store.change(() => {
      store.put("origin", "pi_5", "cs_5");
      store.put("origin", "pi_6", "cs_6");
    });
    store.put("clock", "clock", 9);
    store.close();
    const whole = await Deno.readTextFile(log);
    await Deno.writeTextFile(log, whole + '[["origin","pi_7","cs_7"],["origin","pi');
    store = await openStore(folder);
    expect([store.get("origin", "pi_6"), store.get("clock", "clock"), store.has("origin", "pi_7")])
      .toEqual(["cs_6", 9, false]);
    store.put("origin", "pi_8", "cs_8");
    store = await reopened(store);
    expect(store.get("origin", "pi_8")).toBe("cs_8");
    store.close();
  });

  it("gives copies", async () => {
    const store = await openStore(null);
    const timer = { at: 1, task: { kind: "settle-debit", charge: "py_1" } as const };
    store.put("timer", "settle-debit:py_1", timer);
    timer.at = 2;
    expect(store.get("timer", "settle-debit:py_1")?.at).toBe(1);
    expect(store.get("timer", "settle-debit:py_1")).not.toBe(store.get("timer", "settle-debit:py_1"));
  });

  it("leaves out at the start what is no longer wanted", async () => {
    const store = await openStore(folder, (kind) => kind !== "origin");
    expect([store.ids("origin"), store.get("clock", "clock")]).toEqual([[], 9]);
    store.close();
    expect(await lines()).toEqual(['[["clock","clock",9]]']);
  });
});
