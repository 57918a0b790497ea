import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { impactsOf, maxImpact, type SearchTexts } from "./relevance.ts";

const nothing: SearchTexts = {
  title: "",
  brand: "",
  categories: "",
  values: "",
  features: "",
  description: "",
};
const impact = (texts: Partial<SearchTexts>, term: string) =>
  impactsOf({ ...nothing, ...texts }, "en").get(term) ?? 0;

describe("impactsOf", () => {
  it("values the title most, then the brand, then what describes, then features", () => {
    const each = (["title", "brand", "categories", "features"] as const).map((field) =>
      impact({ [field]: "lamp" }, "lamp")
    );
    expect(each).toEqual([...each].sort((one, other) => other - one));
    expect(new Set(each).size).toBe(4);
  });
  it("values a word of a short title more than one of a long title", () => {
    const long = "lamp of brass with a very long arm and a shade of linen that turns all the way round";
    expect(impact({ title: "Brass lamp" }, "lamp")).toBeGreaterThan(impact({ title: long }, "lamp"));
  });
  it("adds up over fields and repetitions, and never beyond the most", () => {
    const once = impact({ title: "lamp" }, "lamp");
    const twice = impact({ title: "lamp", description: "lamp" }, "lamp");
    expect(twice).toBeGreaterThan(once);
    expect(impact({ title: "lamp ".repeat(400), description: "lamp ".repeat(400) }, "lamp"))
      .toBeLessThanOrEqual(
        maxImpact,
      );
  });
  it("is a byte above 0 for every term, whatever the texts", () => {
    const text = fc.string({ unit: "binary", maxLength: 60 });
    fc.assert(
      fc.property(
        fc.record({
          title: text,
          brand: text,
          categories: text,
          values: text,
          features: text,
          description: text,
        }),
        (texts) => {
          for (const [term, value] of impactsOf(texts, "en")) {
            expect(term).not.toBe("");
            expect(Number.isInteger(value) && value >= 1 && value <= maxImpact).toBe(true);
          }
        },
      ),
    );
  });
});
