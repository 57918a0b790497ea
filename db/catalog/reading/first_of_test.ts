import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { ProductSet } from "../product_set.ts";
import { compareKeys, firstOf, type Key } from "./first_of.ts";

describe("firstOf", () => {
  it("gives, page after page, what sorting everything gives", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(20_000), { maxLength: 300 }),
        fc.constantFrom<(id: number) => number>(
          (id) => id % 7,
          (id) => id * 3,
          (id) => 1e12 - id,
          (id) => (id * 7919) % 1000,
        ),
        fc.constantFrom("ASC", "DESC"),
        fc.integer({ min: 1, max: 40 }),
        (ids, valueOf, direction, count) => {
          const members = ProductSet.of(ids);
          const sorted = ids.map((id): Key => [valueOf(id), id]).sort((one, other) =>
            compareKeys(direction, one, other)
          );
          let after: Key = direction === "ASC" ? [-1, -1] : [2e12, 1e6];
          for (let at = 0; at <= ids.length; at += count) {
            const page = firstOf(members, { direction, valueOf }, after, count);
            expect(page).toEqual(sorted.slice(at, at + count));
            after = page.at(-1) ?? after;
          }
        },
      ),
    );
  });
});
