import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { isGtin } from "../../commerce/gtin.ts";
import { productInput } from "../../commerce/wire/admin_catalog.ts";
import type { DemoFiles } from "./demo_files.ts";
import { gtinOf, prepareProduct } from "./demo_product.ts";

const soap: DemoFiles["products"][number] = {
  category: "bath",
  key: "salvia-soap",
  brand: "Amberley",
  priceEurMinor: 1200,
  compareAtEurMinor: 1500,
  shape: "soap-dispenser",
  pattern: "plain",
  options: { volume: ["250-ml", "1-5-l"], pack: ["single", "set-2"] },
  optionPriceEurMinor: { volume: { "1-5-l": 2000 }, pack: { "set-2": 900 } },
  attributes: { material: ["glass"], certificate: [], foldable: false, seats: 2, bulb: "E27" },
  weightGrams: 300,
  dimensionsMm: [70, 70, 180],
  unitMeasure: { amount: 250, unit: "ml" },
  hsCode: "340130",
  origin: "GB",
  taxCategory: "standard",
  warnings: ["fragile"],
  popularity: 40,
  texts: { en: { title: "Salvia soap", description: "" } },
};
const files = {
  organizations: [
    { brand: "Amberley", name: "Amberley Ltd", address: "Stoke", email: "a@amberley.example", country: "GB" },
    {
      role: "eu-responsible" as const,
      name: "Havenlinde",
      address: "Rotterdam",
      email: "a@h.example",
      country: "NL",
    },
  ],
  warnings: { fragile: { en: "Breakable." } },
};

describe("prepareProduct", () => {
  const pictures = { keys: ["a".repeat(24)], byValue: new Map([["1-5-l", "a".repeat(24)]]) };
  const { input, reductions, ageDays } = prepareProduct(soap, files, pictures, 7);

  it("makes what the writer takes, a variant for each combination", () => {
    expect(productInput.parse(input)).toEqual(input);
    expect(input.variants.map(({ sku, gtin, weightGrams, unitMeasure }) => [
      sku,
      gtin,
      weightGrams,
      unitMeasure?.amount,
    ])).toEqual([
      ["SALVIA-SOAP-250-ML-SINGLE", gtinOf(7), 300, 250],
      ["SALVIA-SOAP-250-ML-SET-2", gtinOf(8), 600, 500],
      ["SALVIA-SOAP-1-5-L-SINGLE", gtinOf(9), 300, 1500],
      ["SALVIA-SOAP-1-5-L-SET-2", gtinOf(10), 600, 3000],
    ]);
    expect(input.variants.map(({ picture }) => picture?.key[0])).toEqual([undefined, undefined, "a", "a"]);
  });

  it("adds the steps of the options to the price, before and after the reduction", () => {
    const french = reductions.filter(({ market }) => market === "fr");
    expect(french.map(({ amountMinor, compareAtMinor }) => [amountMinor, compareAtMinor])).toEqual([
      [1200, 1500],
      [2100, 2400],
      [3200, 3500],
      [4100, 4400],
    ]);
    expect(input.variants.map(({ prices }) => prices.fr)).toEqual(
      [1500, 2400, 3500, 4400].map((amountMinor) => ({ amountMinor })),
    );
    expect(ageDays).toBeGreaterThanOrEqual(45);
  });

  it("names the maker, and a responsible person in the Union where the maker is not in it", () => {
    expect([input.maker?.name, input.euResponsible?.name]).toEqual(["Amberley Ltd", "Havenlinde"]);
    expect(input.texts.en?.warnings).toBe("Breakable.");
  });

  it("names attribute values by their codes", () => {
    expect(input.attributes).toEqual([
      { name: "material", value: "glass" },
      { name: "foldable", value: "no" },
      { name: "seats", value: "2" },
      { name: "bulb", value: "E27" },
    ]);
  });
});

describe("gtinOf", () => {
  it("makes valid numbers of the range for use inside a shop", () => {
    expect(gtinOf(1)).toBe("2100000000012");
    expect([gtinOf(1), gtinOf(999_999_999)].every(isGtin)).toBe(true);
  });
});
