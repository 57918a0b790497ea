import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { keeper } from "./keeper.ts";

describe("a keeper", () => {
  it("makes a thing once, and again when too many others were wanted since", () => {
    const made: string[] = [];
    const keep = keeper<string | undefined>(2);
    const want = (key: string) =>
      keep(key, () => {
        made.push(key);
        return key === "none" ? undefined : `${key}!`;
      });
    expect(["a", "none", "a", "none", "b", "a", "none"].map(want))
      .toEqual(["a!", undefined, "a!", undefined, "b!", "a!", undefined]);
    expect(made).toEqual(["a", "none", "b", "a", "none"]);
  });
});
