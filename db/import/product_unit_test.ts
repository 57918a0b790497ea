import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import type { FeedRow } from "./feed_row.ts";
import { toUnit } from "./product_unit.ts";

const row = (sku: string, more: Partial<FeedRow> = {}): FeedRow => ({
  line: 1,
  sku,
  group: "G",
  title: "Linen shirt",
  description: "",
  brand: "Ravelin",
  gtin: null,
  mpn: null,
  availability: "in_stock",
  priceMinor: 100,
  sale: null,
  category: [],
  weightGrams: null,
  unitMeasure: null,
  options: {},
  traits: {},
  details: [],
  ...more,
});
const codeOf = (name: string) => name.toLowerCase();

describe("a product of several rows", () => {
  it("has as options what differs, as attributes what does not, and the title that all begin with", () => {
    const { unit, refused } = toUnit([
      row("1", {
        title: "Linen shirt, Sand M",
        options: { colour: "Sand", size: "M", material: "Linen" },
        details: [["Fit", "Wide"]],
      }),
      row("2", {
        title: "Linen shirt, Sand L",
        options: { colour: "Sand", size: "L", material: "linen" },
        details: [["Fit", "Wide"], ["Collar", "Yes"]],
        description: "Light.",
        category: ["Shirts"],
      }),
      row("3", { title: "Linen shirt, Ink M", options: { colour: "Ink", size: "M", material: "Linen" } }),
    ], codeOf);
    expect(refused).toEqual([]);
    expect(unit).toMatchObject({
      title: "Linen shirt",
      description: "Light.",
      brand: "Ravelin",
      category: ["Shirts"],
    });
    expect(unit.attributes).toEqual([
      ["brand", "Ravelin"],
      ["material", "Linen"],
      ["fit", "Wide"],
      ["material", "linen"],
      ["collar", "Yes"],
    ]);
    expect(unit.variants.map(({ row: { sku }, options }) => [sku, options])).toEqual([
      ["1", [["colour", "Sand"], ["size", "M"]]],
      ["2", [["colour", "Sand"], ["size", "L"]]],
      ["3", [["colour", "Ink"], ["size", "M"]]],
    ]);
  });

  it("refuses a row that cannot be told from another", () => {
    const { unit, refused } = toUnit(
      [
        row("1", { options: { size: "M" } }),
        row("2", { options: { size: "L" } }),
        row("3", { options: { size: "m" } }),
      ],
      codeOf,
    );
    expect(unit.variants.map((one) => one.row.sku)).toEqual(["1", "2"]);
    expect(refused.map(({ row: { sku }, reason }) => `${sku} ${reason}`)).toEqual([
      '3 item_group_id: its colour, size, material and pattern are those of "1"',
    ]);
  });

  it("finds several colours of one thing each by itself", () => {
    const { unit } = toUnit([row("1", { options: { colour: "Black,Silver/Red" } })], codeOf);
    expect(unit.attributes).toEqual([["brand", "Ravelin"], ["colour", "Black"], ["colour", "Silver"], [
      "colour",
      "Red",
    ]]);
    expect(unit.variants[0]!.options).toEqual([]);
  });

  it("keeps the first title where they have nothing in common", () => {
    const { unit } = toUnit([row("1", { title: "Red shirt" }), row("2", { title: "Blue shirt" })], codeOf);
    expect(unit.title).toBe("Red shirt");
  });
});
