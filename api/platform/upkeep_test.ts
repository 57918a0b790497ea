import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { createLog } from "../../commerce/log.ts";
import { startUpkeep } from "./upkeep.ts";

describe("startUpkeep", () => {
  it("goes on after a failure, which it logs, and stops when told", async () => {
    const lines: string[] = [];
    const log = createLog({ program: "api", write: (line) => lines.push(line), now: () => new Date(0) });
    const thrice = Promise.withResolvers<void>();
    let runs = 0;
    const stop = startUpkeep([{
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
    await stop();
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
    const stop = startUpkeep([{
      name: "clock",
      everyMs: 2 ** 31 - 1,
      run() {
        if (++runs === 3) thrice.resolve();
        return Promise.resolve([-5, 2, 2 ** 40][runs - 1] ?? null);
      },
    }], { info() {}, warn() {}, error() {} });
    await thrice.promise;
    await stop();
    expect(runs).toBe(3);
  });

  it("stops at once, however long the pause", async () => {
    const stop = startUpkeep([{ name: "yearly", everyMs: 2 ** 31 - 1, run: () => Promise.resolve(null) }], {
      info() {},
      warn() {},
      error() {},
    });
    await stop();
  });
});
