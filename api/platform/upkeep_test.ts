import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { createLog } from "../../commerce/log.ts";
import { every, startUpkeep } from "./upkeep.ts";

describe("every", () => {
  it("does its work, and never knows when there is more", async () => {
    let dusted = 0;
    const chore = every("dusting", 5_000, () => Promise.resolve(++dusted));
    expect([chore.name, chore.everyMs]).toEqual(["dusting", 5_000]);
    expect(await chore.run()).toBe(null);
    expect(dusted).toBe(1);
  });

  it("fails with its work", async () => {
    const chore = every("dusting", 5_000, () => Promise.reject(new Error("no duster")));
    await expect(chore.run()).rejects.toThrow("no duster");
  });
});

describe("startUpkeep", () => {
  it("goes on after a failure, which it logs, and stops when told", async () => {
    const lines: string[] = [];
    const log = createLog({ program: "api", write: (line) => lines.push(line), now: () => new Date(0) });
    const thrice = Promise.withResolvers<void>();
    let runs = 0;
    const upkeep = startUpkeep([{
      name: "dusting",
      everyMs: 1,
      run() {
        runs++;
        if (runs === 1) return Promise.reject(new Error("no duster"));
        if (runs === 3) thrice.resolve();
        return Promise.resolve(null);
      },
    }], log);
    await thrice.promise;
    await upkeep.stop();
    expect(JSON.parse(lines[0]!)).toMatchObject({
      level: "error",
      event: "upkeep failed",
      chore: "dusting",
      error: { message: "no duster" },
    });
    expect(lines).toHaveLength(1);
  });

  it("comes round when a chore has work again, and no later than always", async () => {
    const thrice = Promise.withResolvers<void>();
    let runs = 0;
    const upkeep = startUpkeep([{
      name: "clock",
      everyMs: 2 ** 31 - 1,
      run() {
        if (++runs === 3) thrice.resolve();
        return Promise.resolve([-5, 2, 2 ** 40][runs - 1] ?? null);
      },
    }], { info() {}, warn() {}, error() {} });
    await thrice.promise;
    await upkeep.stop();
    expect(runs).toBe(3);
  });

  it("comes round at once when woken, also while it runs, and no other does", async () => {
    const ran: string[] = [];
    const slept = Promise.withResolvers<void>();
    const rest = Promise.withResolvers<void>();
    const chore = (name: string, run: (times: number) => Promise<void> | void) => ({
      name,
      everyMs: 2 ** 31 - 1,
      async run() {
        ran.push(name);
        // The first time is before there is anything to wake.
        await Promise.resolve();
        await run(ran.filter((each) => each === name).length);
        return null;
      },
    });
    const upkeep = startUpkeep([
      chore("clock", (times) => {
        if (times === 1) upkeep.wake("clock");
        if (times === 2) slept.resolve();
        if (times === 3) rest.resolve();
      }),
      chore("other", () => {}),
    ], { info() {}, warn() {}, error() {} });
    await slept.promise;
    upkeep.wake("clock");
    upkeep.wake("nobody");
    await rest.promise;
    await upkeep.stop();
    expect(ran.sort()).toEqual(["clock", "clock", "clock", "other"]);
  });

  it("stops at once, however long the pause", async () => {
    const upkeep = startUpkeep([{ name: "yearly", everyMs: 2 ** 31 - 1, run: () => Promise.resolve(null) }], {
      info() {},
      warn() {},
      error() {},
    });
    await upkeep.stop();
  });
});
