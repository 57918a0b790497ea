import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { Spool } from "./spool.ts";

describe("rows set aside", () => {
  it("come back whole, in their order and in any other, long ones too", () => {
    using spool = Spool.open<string>();
    const values = Array.from({ length: 500 }, (_, i) => `é${"x".repeat(i % 7 === 0 ? 1_000_000 / 7 : i)}`);
    for (const value of values) spool.push(value);
    expect(values.every((value, i) => spool.at(i) === value)).toBe(true);
    for (const i of [499, 0, 250, 251, 7, 3]) expect(spool.at(i) === values[i]).toBe(true);
    spool.push("late");
    expect(spool.at(500)).toBe("late");
    expect(spool.length).toBe(501);
  });

  it("leave nothing behind", () => {
    const folder = Deno.makeTempDirSync();
    const spool = Spool.open<number>(folder);
    spool.push(1);
    spool[Symbol.dispose]();
    expect([...Deno.readDirSync(folder)]).toEqual([]);
    Deno.removeSync(folder);
  });
});
