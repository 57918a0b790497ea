import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { cursor } from "../../commerce/wire/common.ts";
import { cursorAfter, readCursor } from "./cursor.ts";

describe("cursorAfter", () => {
  it("makes what the wire takes and readCursor reads", () => {
    fc.assert(fc.property(fc.uuid({ version: 7 }), (uuid) => {
      const made = cursorAfter(`prd_${uuid}`);
      expect(cursor.safeParse(made).success).toBe(true);
      expect(readCursor(made, () => true)).toEqual({ after: `prd_${uuid}` });
    }));
  });
});

describe("readCursor", () => {
  it("reads none as the first page", () => {
    expect(readCursor(undefined, () => false)).toEqual({ after: null });
  });

  it("refuses whatever stands for no id of the list, and never throws", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (garbage) => {
      expect(readCursor(garbage, (id) => id.startsWith("prd_"))).toMatchObject({
        problem: "validation-failed",
      });
    }));
    expect(readCursor(cursorAfter("cat_1"), (id) => id.startsWith("prd_"))).toEqual({
      problem: "validation-failed",
      errors: [{ path: "cursor", message: "wanted a cursor that an earlier page of this list gave" }],
    });
  });
});
