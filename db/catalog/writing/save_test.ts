import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { chair, opening, openSmallShop, type SmallShop } from "../testing/small_shop.ts";
import { createProduct } from "./create_product.ts";
import { ensureHouse, saveHouse, saveOrganization } from "./organizations.ts";
import { saveAttribute } from "./save_attribute.ts";
import { saveLanguage } from "./save_language.ts";
import { type MarketInput, saveMarket } from "./save_market.ts";
import { saveMedia } from "./save_media.ts";
import { saveHomeBlocks, saveInformationPage, saveNavigation } from "./save_pages.ts";
import type { Writer } from "./transaction.ts";

describe("saving what a shop stands on", () => {
  let shop: SmallShop;
  beforeEach(async () => void (shop = await openSmallShop()));
  afterEach(() => shop.close());

  const refusal = async (work: (w: Writer) => Promise<unknown>) => {
    const written = await shop.try(opening, work);
    return written.ok ? null : [written.refusal.name, written.refusal.path];
  };
  const tagsOf = async (work: (w: Writer) => Promise<unknown>) => {
    const version = await shop.version();
    await shop.write(opening, work);
    return shop.tagsAfter(version);
  };

  const kuwait: MarketInput = {
    code: "kw",
    currency: "KWD",
    pricesIncludeTax: true,
    timeZone: "Asia/Kuwait",
    position: 4,
    countries: ["KW"],
    languages: [{ tag: "ar", name: "الكويت" }, { tag: "en", name: "Kuwait" }],
  };

  it("adds a language and a market as rows, and changes them in place", async () => {
    expect(await refusal((w) => saveMarket(w, kuwait))).toEqual(["unknown-language", "languages.0.tag"]);
    expect(
      await tagsOf(async (w) => {
        await saveLanguage(w, { tag: "ar", name: "العربية", direction: "rtl" });
        await saveMarket(w, kuwait);
      }),
    ).toEqual(["markets"]);
    await shop.write(
      opening,
      (w) => saveMarket(w, { ...kuwait, languages: [{ tag: "ar", name: "الكويت" }] }),
    );
    expect(await shop.rows("SELECT id, tag, direction FROM languages WHERE id > 2")).toEqual([[
      3,
      "ar",
      "rtl",
    ]]);
    expect(await shop.rows("SELECT language_id, position FROM market_languages WHERE market_id = 4")).toEqual(
      [
        [3, 0],
      ],
    );
    expect(await refusal((w) => saveMarket(w, { ...kuwait, countries: ["KW", "FR"] }))).toEqual([
      "country-taken",
      "countries.1",
    ]);
  });

  it("keeps a market's currency once there are prices", async () => {
    const france = { ...kuwait, code: "fr", countries: ["FR"], languages: [{ tag: "fr", name: "France" }] };
    expect(await refusal((w) => saveMarket(w, { ...france, currency: "CHF" }))).toBe(null);
    await shop.write(opening, (w) => createProduct(w, chair()));
    expect(await refusal((w) => saveMarket(w, { ...france, currency: "EUR" }))).toEqual([
      "currency-fixed",
      "currency",
    ]);
  });

  it("keeps the house apart from companies of its name", async () => {
    const company = { name: "Comptoir", address: "Lyon", email: "a@comptoir.example" };
    await shop.write(opening, ensureHouse);
    await shop.write(opening, (w) => saveHouse(w, company));
    const ids = await shop.write(opening, async (w) => [
      await saveOrganization(w, company),
      await saveOrganization(w, company),
      await saveOrganization(w, { ...company, address: "Paris" }),
    ]);
    expect(ids).toEqual([2, 2, 3]);
    expect(await shop.rows("SELECT id, address FROM organizations")).toEqual([[1, "Lyon"], [2, "Lyon"], [
      3,
      "Paris",
    ]]);
  });

  it("changes words of an attribute wherever it shows, and keeps its type", async () => {
    await shop.write(opening, (w) => createProduct(w, chair()));
    const material = {
      code: "material",
      type: "text" as const,
      facet: false,
      position: 3,
      texts: { en: "Material", fr: "Matière" },
      values: [{ code: "oak", texts: { en: "Oak", fr: "Chêne" } }],
    };
    expect(await tagsOf((w) => saveAttribute(w, material))).toContain("product:1");
    expect(await shop.rows("SELECT label FROM attribute_value_texts WHERE value_id = 1 ORDER BY language_id"))
      .toEqual([["Oak"], ["Chêne"]]);
    expect(await shop.rows("SELECT value_id FROM product_facet_values")).toEqual([[2]]);
    expect(await refusal((w) => saveAttribute(w, { ...material, type: "number" }))).toEqual([
      "type-fixed",
      "type",
    ]);
  });

  it("changes a picture's words on every page that shows it", async () => {
    const key = "d".repeat(24);
    const picture = { key, object: "o", contentType: "image/svg+xml", width: 2, height: 1, alt: { en: "A" } };
    expect(await tagsOf((w) => saveMedia(w, [picture]))).toEqual([]);
    await shop.write(opening, (w) => createProduct(w, chair({ pictures: [{ key }] })));
    await shop.write(opening, (w) =>
      saveHomeBlocks(w, { market: "fr", language: "fr" }, [
        { kind: "hero", kicker: "", title: "T", text: "", action: "A", category: null, mediaKey: key },
      ]));
    expect(await tagsOf((w) => saveMedia(w, [{ ...picture, alt: { en: "B" } }]))).toEqual([
      "home:2",
      "product:1",
    ]);
    expect(await shop.rows("SELECT alt FROM media_texts")).toEqual([["B"]]);
    expect(await shop.rows("SELECT count(*) FROM media")).toEqual([[1]]);
  });

  it("replaces home pages and navigation, and changes information pages in place", async () => {
    const locale = { market: "fr", language: "fr" };
    const block = { kind: "categories" as const, title: "Tout", categories: ["chairs"] };
    expect(await tagsOf((w) => saveHomeBlocks(w, locale, [block, block]))).toEqual(["home:2"]);
    await shop.write(opening, (w) => saveHomeBlocks(w, locale, [block]));
    expect(await shop.rows("SELECT market_id, language_id, position, kind, content FROM home_blocks"))
      .toEqual([
        [2, 2, 0, "categories", '{"title":"Tout","categories":["chairs"]}'],
      ]);
    const link = { label: "CGV", target: "i/cgv" };
    expect(await tagsOf((w) => saveNavigation(w, locale, "footer", [link, link]))).toEqual(["navigation:2"]);
    await shop.write(opening, (w) => saveNavigation(w, locale, "footer", [link]));
    expect(await shop.rows("SELECT position, label, target FROM navigation")).toEqual([[0, "CGV", "i/cgv"]]);
    const page = { ...locale, code: "terms", slug: "cgv", title: "CGV", body: "# Texte" };
    expect(await tagsOf((w) => saveInformationPage(w, page))).toEqual(["information:1"]);
    await shop.write(opening + 5, (w) => saveInformationPage(w, { ...page, slug: "conditions" }));
    expect(await shop.rows("SELECT id, slug, updated_at FROM information_pages")).toEqual([
      [1, "conditions", opening + 5],
    ]);
    expect(await refusal((w) => saveInformationPage(w, { ...page, code: "privacy", slug: "conditions" })))
      .toEqual([
        "slug-taken",
        "slug",
      ]);
  });
});
