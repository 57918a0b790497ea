import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { bestAvailability } from "./catalog_view.ts";

describe("the best availability of a product's variants", () => {
  it("is the better of any two, whatever their order", () => {
    expect(bestAvailability(["out_of_stock", "low_stock"])).toBe("low_stock");
    expect(bestAvailability(["low_stock", "in_stock", "out_of_stock"])).toBe("in_stock");
    expect(bestAvailability(["backorder", "preorder"])).toBe("preorder");
    expect(bestAvailability(["out_of_stock"])).toBe("out_of_stock");
  });

  it("is out of stock where there is no variant", () => {
    expect(bestAvailability([])).toBe("out_of_stock");
  });
});
