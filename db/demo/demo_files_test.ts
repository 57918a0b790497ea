import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { parsePage, readDemoFiles } from "./demo_files.ts";
import { demoLanguages } from "./markets.ts";

describe("parsePage", () => {
  it("splits the head from the body, with or without lines around it", () => {
    const page = { title: "Terms: of sale", slug: "terms", body: "# One\n\ntext: two" };
    expect(parsePage("title: Terms: of sale\nslug: terms\n\n# One\n\ntext: two\n")).toEqual(page);
    expect(parsePage("---\ntitle: Terms: of sale\nslug: terms\n---\n\n# One\n\ntext: two\n")).toEqual(page);
  });

  it("wants a title and a slug", () => {
    for (const text of ["", "# One", "title: A\n\ntext", "slug: a\n\ntext"]) {
      expect(() => parsePage(text)).toThrow("wanted title: and slug:");
    }
  });
});

describe("the demo's texts", () => {
  it("have curly apostrophes in French and Italian", async () => {
    const files = await readDemoFiles(demoLanguages.map(({ tag }) => tag));
    for (const language of ["fr", "it"]) {
      const texts = [
        ...textsOf(files, language),
        ...files.pages.filter((page) => page.language === language).flatMap((
          { title, body },
        ) => [title, body]),
      ];
      expect(texts.length).toBeGreaterThan(500);
      expect(texts.filter((text) => text.includes("'"))).toEqual([]);
    }
  });
});

/** Every string that stands under a language's tag. */
function textsOf(value: unknown, language: string, inside = false): string[] {
  if (typeof value === "string") return inside ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => textsOf(each, language, inside || key === language));
}
