import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { parsePage } from "./demo_files.ts";

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
