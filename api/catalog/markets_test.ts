import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { lamp, openSmallApi, type SmallApi } from "../testing/small_api.ts";

const german = { tag: "de", name: "Deutsch" };
const market = {
  code: "de",
  currency: "EUR",
  pricesIncludeTax: true,
  timeZone: "Europe/Berlin",
  position: 4,
  countries: ["DE"],
  languages: [{ tag: "de", name: "Deutschland" }, { tag: "en", name: "Germany" }],
};
/** What is not said of it. */
const usual = { priceConstant: "gross", taxRounding: "per-line", cashRoundingMinor: 1 };

describe("markets and languages", () => {
  let small: SmallApi;
  const call: SmallApi["call"] = (...args) => small.call(...args);

  beforeEach(async () => {
    small = await openSmallApi();
  });
  afterEach(() => small.close());

  it("are made, a language before the market that speaks it, and sell at once", async () => {
    const early = await call("POST", "/v1/admin/markets", { body: market });
    expect([early.status, early.body.errors[0]!.path]).toEqual([422, "languages.0.tag"]);
    const before = await small.shop.version();
    const language = await call("POST", "/v1/admin/languages", { body: german });
    expect([language.status, language.body]).toEqual([
      201,
      { ...german, direction: "ltr", catalogVersion: await small.shop.version() },
    ]);
    expect(await small.shop.tagsAfter(before)).toEqual(["markets"]);
    const made = await call("POST", "/v1/admin/markets", { body: market });
    const catalogVersion = await small.shop.version();
    expect([made.status, made.body]).toEqual([201, { ...market, ...usual, catalogVersion }]);
    expect(made.headers.get("x-catalog-version")).toBe(`${catalogVersion}`);

    expect((await call("GET", "/v1/admin/markets")).body.items.at(-1)).toEqual({ ...market, ...usual });
    expect((await call("GET", "/v1/admin/languages")).body.items).toEqual([
      { tag: "en", name: "English", direction: "ltr" },
      { tag: "fr", name: "Français", direction: "ltr" },
      { ...german, direction: "ltr" },
    ]);
    expect((await call("GET", "/v1/markets")).body.items.at(-1)).toEqual({
      code: "de",
      name: "Deutschland",
      countries: ["DE"],
      currency: "EUR",
      languages: ["de", "en"],
      pricesIncludeTax: true,
    });
    const variants = [{ sku: "L", prices: { de: { amountMinor: 100 } } }];
    const product = await call("POST", "/v1/admin/products", { body: lamp({ variants }) });
    expect([product.status, product.body.markets]).toEqual([201, ["de"]]);
  });

  it("are made once by a request that is repeated, and refused when they are there", async () => {
    const key = "one-language-key";
    const [first, again] = [
      await call("POST", "/v1/admin/languages", { body: german, key }),
      await call("POST", "/v1/admin/languages", { body: german, key }),
    ];
    expect([again.status, again.body]).toEqual([201, first.body]);
    const other = await call("POST", "/v1/admin/languages", { body: german });
    expect([other.status, other.body.type, other.body.errors[0]!.path]).toEqual([
      409,
      "/problems/conflict",
      "tag",
    ]);
    const code = await call("POST", "/v1/admin/markets", { body: { ...market, code: "us" } });
    expect([code.status, code.body.errors[0]!.path]).toEqual([409, "code"]);
    const country = await call("POST", "/v1/admin/markets", { body: { ...market, countries: ["DE", "FR"] } });
    expect([country.status, country.body.errors[0]!.path]).toEqual([409, "countries.1"]);
  });

  for (
    const [path, more] of [
      ["code", { code: "Germany" }],
      ["currency", { currency: "XQQ" }],
      ["timeZone", { timeZone: "Europe/Nowhere" }],
      ["countries", { countries: [] }],
      ["countries", { countries: ["DE", "DE"] }],
      ["countries.0", { countries: ["de"] }],
      ["languages", { languages: [] }],
      ["languages", { languages: [market.languages[0], market.languages[0]] }],
      ["priceConstant", { priceConstant: "cost" }],
      ["taxRounding", { taxRounding: "never" }],
      ["cashRoundingMinor", { cashRoundingMinor: 0 }],
      ["languages.0.name", { languages: [{ tag: "de", name: " \u200b" }] }],
    ] as const
  ) {
    it(`want a ${path} that can be, not ${JSON.stringify(more)}`, async () => {
      const reply = await call("POST", "/v1/admin/markets", { body: { ...market, ...more } });
      expect([reply.status, reply.body.errors.map((error) => error.path)]).toEqual([422, [path]]);
    });
  }
});
