import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { isSlug } from "../../../commerce/slug.ts";
import { opening, openSmallShop, type SmallShop } from "../testing/small_shop.ts";
import { chooseSlugs } from "./slugs.ts";

describe("chooseSlugs", () => {
  let shop: SmallShop;
  before(async () => void (shop = await openSmallShop()));
  after(() => shop.close());

  const choose = (titles: readonly string[], language = "en") =>
    shop.write(opening, (w) =>
      chooseSlugs(
        w,
        "product",
        titles.map((title, i) => ({ ownerId: i + 1, language, languageId: 1, title, path: `${i}.slug` })),
      ));

  it("numbers what is the same", async () => {
    expect(await choose(["Chair", "chair!", "Chair 2", "Chair"])).toEqual([
      "chair",
      "chair-2",
      "chair-2-2",
      "chair-3",
    ]);
  });

  it("leaves room for the number behind a long title, whole characters only", async () => {
    const long = "長い名前".repeat(40);
    const slugs = await choose([long, long, "𠮷".repeat(80), "𠮷".repeat(80)], "ja");
    expect(slugs[1]).toBe(`${slugs[0]}-2`);
    expect(slugs[3]).toBe(`${slugs[2]}-2`);
    for (const slug of slugs) expect([slug.length <= 96, slug.isWellFormed()]).toEqual([true, true]);
  });

  it("answers distinct slugs for any titles", async () => {
    const titles = fc.array(fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom("a", "a-2", "A 2")), {
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(titles, async (given) => {
        const slugs = await choose(given);
        expect(new Set(slugs).size).toBe(given.length);
        expect(slugs.filter((slug) => !isSlug(slug))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
