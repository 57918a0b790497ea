import { beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { Readiness } from "./readiness.ts";

describe("readiness", () => {
  let version: number | null;
  let hasCopy: boolean;
  let primary: number | null;
  let readiness: Readiness;
  const look = async () => {
    await readiness.look();
    return readiness.wasReady;
  };

  beforeEach(() => {
    version = 10;
    hasCopy = true;
    primary = 10;
    readiness = new Readiness({
      version: () => version,
      hasCopy: () => hasCopy,
      lag: (served) => Promise.resolve(primary === null ? null : Math.max(0, primary - served)),
    });
  });

  it("comes with a copy that is level with the primary", async () => {
    expect(await look()).toBe(true);
  });

  it("does not come without a copy, even where pages are made from the primary", async () => {
    hasCopy = false;
    expect(await look()).toBe(false);
    [hasCopy, version] = [true, null];
    expect(await look()).toBe(false);
  });

  it("waits until the copy has what the primary had at first, and not for what came later", async () => {
    primary = 12;
    expect(await look()).toBe(false);
    [version, primary] = [11, 100];
    expect(await look()).toBe(false);
    version = 12;
    expect(await look()).toBe(true);
  });

  it("does not wait for a primary that cannot be asked", async () => {
    primary = null;
    expect(await look()).toBe(true);
  });

  it("stops waiting when the primary goes away meanwhile", async () => {
    primary = 12;
    expect(await look()).toBe(false);
    primary = null;
    expect(await look()).toBe(true);
  });

  it("stays once it came, however far the copy falls behind", async () => {
    await look();
    primary = 1_000;
    expect(await look()).toBe(true);
  });
});
