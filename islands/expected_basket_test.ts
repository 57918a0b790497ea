import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { expectedBasket } from "./expected_basket.ts";

const line = (sku: string, quantity: number) => (
  { sku, quantity, title: sku, href: `/${sku}`, options: "", total: "€10.00", image: null }
);
const basket = { notice: "Added.", count: 5, lines: [line("A", 2), line("B", 3)], subtotal: "€20.00" };

describe("expectedBasket", () => {
  it("has the new quantity and count, keeps the shop's money and drops its old notice", () => {
    expect(expectedBasket(basket, "B", 4)).toEqual({
      notice: null,
      count: 6,
      lines: [line("A", 2), line("B", 4)],
      subtotal: "€20.00",
    });
  });

  it("lacks a line of no pieces", () => {
    expect(expectedBasket(basket, "A", 0)).toEqual({
      notice: null,
      count: 3,
      lines: [line("B", 3)],
      subtotal: "€20.00",
    });
  });
});
