import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { firstFew, headerCategories } from "./header_categories.ts";

const named = (...names: string[]) => names.map((name) => ({ slug: name, name, children: [] }));
const shownOf = (names: string[], beside: string[] = ["United States · USD"]) => {
  const { shown, missing } = headerCategories(named(...names), beside, "All categories");
  return { shown: shown.map(({ category, isWide }) => category.name + (isWide ? "+" : "")), missing };
};

describe("the categories in the header", () => {
  it("are all where there is room", () => {
    expect(shownOf(["Furniture", "Lighting"], ["New"])).toEqual({
      shown: ["Furniture", "Lighting"],
      missing: "nowhere",
    });
    expect(shownOf(["x".repeat(30), "y".repeat(30)])).toMatchObject({ missing: "nowhere" });
    expect(shownOf([])).toEqual({ shown: [], missing: "nowhere" });
  });

  it("are eight at most, of 198", () => {
    const names = Array.from({ length: 198 }, (_, i) => `K${i}`);
    expect(shownOf(names)).toEqual({ shown: names.slice(0, 8), missing: "everywhere" });
  });

  it("are fewer where names are long or letters wide, and one at least", () => {
    const long = "Networking and cables";
    expect(shownOf([long, long, long, long, long])).toEqual({
      shown: [long, long, `${long}+`],
      missing: "everywhere",
    });
    expect(shownOf([long, long, long])).toEqual({ shown: [long, long, `${long}+`], missing: "narrow" });
    expect(shownOf(["あ".repeat(12), "い".repeat(12), "う".repeat(12), "え".repeat(12)])).toEqual({
      shown: ["あ".repeat(12), `${"い".repeat(12)}+`, `${"う".repeat(12)}+`],
      missing: "everywhere",
    });
    expect(shownOf(["x".repeat(200), "y"])).toEqual({ shown: ["x".repeat(200)], missing: "everywhere" });
  });

  it("have some of their children, but for a single one none is left out", () => {
    const children = named("a", "b", "c", "d");
    expect(firstFew(children, 3)).toEqual({ some: children, more: false });
    expect(firstFew(children, 2)).toEqual({ some: children.slice(0, 2), more: true });
  });
});
