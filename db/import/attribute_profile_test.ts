import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { attributeCode, AttributeProfile, facetValues } from "./attribute_profile.ts";
import type { FeedRow } from "./feed_row.ts";

const row = (line: number, details: FeedRow["details"]) => ({ line, details }) as FeedRow;

describe("the attributes of a feed", () => {
  it("have a type that all values are of, and filter lists when enough rows have them and few values", () => {
    const profile = new AttributeProfile(new Set(["color", "brand"]));
    for (let i = 1; i <= 200; i++) {
      profile.add(row(i, [
        ["Cores", String(2 + i % 3)],
        ["Wireless", i % 2 ? "True" : "no"],
        ["Serial", `${i}`],
        ["Mixed", i === 200 ? "some" : "5"],
        ...i <= 3 ? [["Rare", `${i % 2}`] as const] : [],
        ["Always", "same"],
        ["Many", `v${i % (facetValues + 1)}`],
      ]));
    }
    const found = profile.finish();
    const shown = (code: string) => [found.get(code)!.type, found.get(code)!.facet];
    expect(shown("cores")).toEqual(["number", true]);
    expect(shown("wireless")).toEqual(["boolean", true]);
    expect(shown("serial")).toEqual(["number", false]);
    expect(shown("mixed")).toEqual(["text", true]);
    expect(shown("rare")).toEqual(["number", false]);
    expect(shown("always")).toEqual(["text", false]);
    expect(shown("many")).toEqual(["text", false]);
    expect(["brand", "colour", "size", "material"].map((code) => found.get(code)!.facet)).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  it("of a name that the feed has a column for are their own, others the shop's", () => {
    const profile = new AttributeProfile(new Set(["color"]));
    expect(["Colour", "Product color", "Material", "Size", "Age group"].map((name) => profile.codeOf(name)))
      .toEqual([
        "detail-colour",
        "detail-product-color",
        "material",
        "size",
        "age-group",
      ]);
  });

  it("have codes that are Latin, and differ where names do", () => {
    expect(attributeCode("Größe (cm)")).toBe("grosse-cm");
    const codes = ["色", "サイズ", "重さ", "x".repeat(90), `${"x".repeat(90)}y`].map(attributeCode);
    expect(new Set(codes).size).toBe(5);
    for (const code of codes) expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    for (const code of codes) expect(code.length).toBeLessThanOrEqual(64);
  });
});
