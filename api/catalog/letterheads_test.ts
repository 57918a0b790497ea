import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { opening } from "../../db/catalog/testing/small_shop.ts";
import { saveInformationPage } from "../../db/catalog/writing/save_pages.ts";
import { openSmallApi, serviceToken, type SmallApi } from "../testing/small_api.ts";

describe("a letterhead", () => {
  let small: SmallApi;
  beforeEach(async () => {
    small = await openSmallApi();
    await small.shop.write(opening, async (w) => {
      for (
        const [code, language] of [["terms", "fr"], ["imprint", "fr"], ["privacy", "fr"], ["terms", "en"]]
      ) {
        await saveInformationPage(w, {
          market: "fr",
          language: language!,
          code: code!,
          slug: `${code}-${language}`,
          title: `${code} in ${language}`,
          body: "Body",
        });
      }
    });
  });
  afterEach(() => small.close());
  const ask = async (locale: string, token = serviceToken) => {
    const { status, body } = await small.call("GET", `/internal/catalog/letterheads/${locale}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return [status, body];
  };

  it("has the pages that a letter quotes, of the market in the language, and how its numbers are written", async () => {
    expect(await ask("fr-fr")).toEqual([200, {
      country: "FR",
      direction: "ltr",
      pages: [
        { code: "imprint", title: "imprint in fr", slug: "imprint-fr", body: "Body" },
        { code: "terms", title: "terms in fr", slug: "terms-fr", body: "Body" },
      ],
    }]);
    expect(await ask("en-us")).toEqual([200, { country: "US", direction: "ltr", pages: [] }]);
  });

  it("is empty for a market that is no more", async () => {
    expect(await ask("sv-se")).toEqual([200, { country: null, direction: "ltr", pages: [] }]);
  });

  it("is for services alone, and for locales", async () => {
    expect((await ask("fr-fr", "wrong"))[0]).toBe(401);
    expect((await ask("nothing"))[0]).toBe(404);
  });
});
