import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { z } from "zod";
import { eachSkuOnce, sku } from "./common.ts";

describe("eachSkuOnce", () => {
  const lines = z.array(z.strictObject({ sku })).superRefine(eachSkuOnce);

  it("takes lines of different SKUs", () => {
    expect(lines.safeParse([{ sku: "A" }, { sku: "a" }]).success).toBe(true);
  });

  it("refuses every line but the first of a SKU", () => {
    const { error } = lines.safeParse([{ sku: "A" }, { sku: "B" }, { sku: "A" }, { sku: "A" }]);
    const message = "this SKU has a line already";
    expect(error!.issues.map(({ path, message }) => ({ path, message }))).toEqual([
      { path: [2, "sku"], message },
      { path: [3, "sku"], message },
    ]);
  });
});
