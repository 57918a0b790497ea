import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { opening } from "../../db/catalog/testing/small_shop.ts";
import { lamp, openSmallApi, type SmallApi } from "../testing/small_api.ts";

const rate = {
  region: null,
  category: "standard",
  ratePpm: 200_000,
  name: "TVA",
  taxesShipping: true,
  validFrom: null,
  validUntil: null,
  source: "Code général des impôts, art. 278",
};
const method = {
  id: "standard",
  names: { en: "Standard delivery", fr: "Livraison" },
  basis: "weight",
  rates: [{ upTo: 2000, amountMinor: 590 }, { upTo: null, amountMinor: 990 }],
  freeFromMinor: 10_000,
  surcharges: [],
  excludes: [],
  cutOffMinutes: 840,
  handlingDays: 1,
  transitDays: { earliest: 1, latest: 3 },
  saturdays: false,
};
const zone = {
  market: "fr",
  code: "mainland",
  countries: ["FR"],
  regions: [],
  postalCodes: [],
  exceptPostalCodes: ["97*"],
  methods: [method],
};

describe("what quotes stand on", () => {
  let small: SmallApi;
  const call: SmallApi["call"] = (...args) => small.call(...args);

  beforeEach(async () => {
    small = await openSmallApi();
    await call("POST", "/v1/admin/products", { body: lamp() });
  });
  afterEach(() => small.close());

  const errorOf = async (reply: ReturnType<typeof call>) => {
    const { status, body } = await reply;
    return [status, body.type?.slice("/problems/".length), (body.errors ?? []).map((error) => error.path)];
  };
  const quote = async (more: object = {}) => {
    const { status, body } = await call("POST", "/v1/quotes", {
      body: {
        market: "fr",
        language: "en",
        lines: [{ sku: "LAMP-1", quantity: 1 }],
        shipTo: { country: "FR" },
        ...more,
      },
    });
    return { status, body: body as unknown as Record<string, { amountMinor: number; id: string }> };
  };

  describe("tax rates", () => {
    const path = "/v1/admin/tax-rates/FR";
    const write = async (rates: readonly unknown[], at = path) => {
      const { headers } = await call("GET", at);
      return await call("PUT", at, { body: { rates }, etag: headers.get("etag") });
    };

    it("are read and replaced, a country at a time, and used at once", async () => {
      const none = await call("GET", path);
      expect([none.status, none.body]).toEqual([200, { country: "FR", rates: [] }]);
      const before = await small.shop.version();
      const put = await write([{ ...rate, region: undefined, validFrom: undefined }]);
      const catalogVersion = await small.shop.version();
      expect([put.status, put.body]).toEqual([200, { country: "FR", rates: [rate], catalogVersion }]);
      expect(put.headers.get("x-catalog-version")).toBe(`${catalogVersion}`);
      expect(await small.shop.tagsAfter(before)).toEqual(["tax"]);

      const read = await call("GET", path);
      expect([read.body, read.headers.get("etag")]).toEqual([
        { country: "FR", rates: [rate] },
        put.headers.get("etag"),
      ]);
      expect((await quote()).body.taxes).toMatchObject([{
        country: "FR",
        rate: 0.2,
        amount: { amountMinor: 750 },
      }]);
    });

    it("take effect by themselves on the day of a change, and the quote says so", async () => {
      const change = "2026-04-01T00:00:00.000Z";
      await write([{ ...rate, validUntil: change }, { ...rate, ratePpm: 250_000, validFrom: change }]);
      const before = await quote();
      expect(before.body).toMatchObject({ taxes: [{ rate: 0.2 }], validUntil: change });
      small.pass(Date.parse(change) - (opening + 60_000));
      expect((await quote()).body).toMatchObject({
        taxes: [{ rate: 0.25, amount: { amountMinor: 900 } }],
        total: { amountMinor: 4500 },
        validUntil: null,
      });
    });

    it("are not written over what their writer has not seen", async () => {
      const first = await call("GET", path);
      const etag = first.headers.get("etag");
      expect(await errorOf(call("PUT", path, { body: { rates: [rate] } }))).toEqual([
        428,
        "precondition-required",
        [],
      ]);
      expect((await call("PUT", path, { body: { rates: [rate] }, etag })).status).toBe(200);
      expect(await errorOf(call("PUT", path, { body: { rates: [] }, etag }))).toEqual([
        412,
        "version-mismatch",
        [],
      ]);
      const version = await small.shop.version();
      const again = await write([rate]);
      expect([again.status, again.body.catalogVersion, await small.shop.version()]).toEqual([
        200,
        version,
        version,
      ]);
    });

    it("are listed by country, page by page", async () => {
      await write([rate]);
      await write([{ ...rate, name: "Sales tax", region: "NY" }], "/v1/admin/tax-rates/US");
      const first = await call("GET", "/v1/admin/tax-rates?limit=1");
      expect(first.body.items).toEqual([{ country: "FR", rates: [rate] }]);
      const rest = await call("GET", `/v1/admin/tax-rates?limit=1&cursor=${first.body.nextCursor}`);
      expect(rest.body).toMatchObject({ items: [{ country: "US" }], nextCursor: null });
    });

    it("are the merchant's, and of countries that there are", async () => {
      const headers = { authorization: "Bearer someone-else" };
      expect((await call("GET", path, { headers })).status).toBe(401);
      expect((await call("PUT", path, { headers, body: { rates: [] } })).status).toBe(401);
      expect((await call("GET", "/v1/admin/tax-rates/ZZ")).status).toBe(404);
      expect((await call("GET", "/v1/admin/tax-rates/fr")).status).toBe(404);
    });

    for (
      const [at, more] of [
        ["rates.0.source", { source: undefined }],
        ["rates.0.source", { source: "  " }],
        ["rates.0.ratePpm", { ratePpm: -1 }],
        ["rates.0.ratePpm", { ratePpm: 1_000_001 }],
        ["rates.0.ratePpm", { ratePpm: 0.2 }],
        ["rates.0.category", { category: "luxury" }],
        ["rates.0.region", { region: "Île-de-France" }],
        ["rates.0.name", { name: "" }],
        ["rates.0.validFrom", { validFrom: "1. April" }],
        ["rates.0.validFrom", { validFrom: "0001-01-01T00:00:00Z" }],
        ["rates.0.validUntil", { validFrom: "2027-01-01T00:00:00Z", validUntil: "2027-01-01T00:00:00Z" }],
        ["rates.0.country", { country: "FR" }],
      ] as const
    ) {
      it(`want a ${at} that can be, not ${JSON.stringify(more)}`, async () => {
        expect(await errorOf(write([{ ...rate, ...more }]))).toEqual([422, "validation-failed", [at]]);
      });
    }

    it("of one tax may not overlap", async () => {
      const later = { ...rate, validFrom: "2027-01-01T00:00:00Z" };
      expect(await errorOf(write([rate, later]))).toEqual([422, "validation-failed", ["rates.1.validFrom"]]);
      expect((await call("GET", path)).body).toEqual({ country: "FR", rates: [] });
    });
  });

  describe("shipping zones", () => {
    const path = "/v1/admin/shipping-zones/fr/mainland";

    it("are made, read, replaced and deleted, and quotes follow", async () => {
      const before = await small.shop.version();
      const made = await call("POST", "/v1/admin/shipping-zones", { body: zone });
      const catalogVersion = await small.shop.version();
      expect([made.status, made.body]).toEqual([201, { ...zone, catalogVersion }]);
      expect(await small.shop.tagsAfter(before)).toEqual(["shipping:2"]);
      const read = await call("GET", path);
      expect([read.body, read.headers.get("etag")]).toEqual([zone, made.headers.get("etag")]);
      expect((await quote()).body.shipping).toMatchObject({ id: "standard", amount: { amountMinor: 590 } });

      const { market: _, code: __, ...fields } = zone;
      const express = { ...fields, methods: [{ ...method, id: "express" }] };
      const put = await call("PUT", path, { body: express, etag: read.headers.get("etag") });
      expect([put.status, put.body]).toEqual([
        200,
        { ...zone, ...express, catalogVersion: await small.shop.version() },
      ]);
      expect((await quote()).body.shipping).toMatchObject({ id: "express" });

      const etag = put.headers.get("etag");
      expect((await call("DELETE", path, { etag: read.headers.get("etag") })).status).toBe(412);
      expect((await call("DELETE", path)).status).toBe(428);
      expect((await call("DELETE", path, { etag })).status).toBe(200);
      expect((await call("GET", path)).status).toBe(404);
      expect((await call("PUT", path, { body: fields, etag })).status).toBe(404);
      expect((await quote()).body).toMatchObject({ shipping: null, unshippable: ["LAMP-1"] });
    });

    it("keep their place when they are replaced: of two the older goes first", async () => {
      const newer = {
        ...zone,
        code: "newer",
        methods: [{ ...method, rates: [{ upTo: null, amountMinor: 1 }] }],
      };
      for (const body of [zone, newer]) await call("POST", "/v1/admin/shipping-zones", { body });
      const { market: _, code: __, ...fields } = zone;
      const etag = (await call("GET", path)).headers.get("etag");
      const version = await small.shop.version();
      expect((await call("PUT", path, { etag, body: fields })).body.catalogVersion).toBe(version);
      expect((await quote()).body.shipping).toMatchObject({ amount: { amountMinor: 590 } });
      const list = await call("GET", "/v1/admin/shipping-zones?market=fr&limit=1");
      expect(list.body.items).toEqual([zone]);
      const rest = await call("GET", `/v1/admin/shipping-zones?market=fr&cursor=${list.body.nextCursor}`);
      expect(rest.body).toEqual({ items: [newer], nextCursor: null });
      expect((await call("GET", "/v1/admin/shipping-zones?market=jp")).body.items).toEqual([]);
    });

    it("are made once by a request that is repeated, and refused when they are there", async () => {
      const key = "one-zone-key";
      const [first, again] = [
        await call("POST", "/v1/admin/shipping-zones", { body: zone, key }),
        await call("POST", "/v1/admin/shipping-zones", { body: zone, key }),
      ];
      expect([again.body, again.headers.get("idempotent-replayed")]).toEqual([first.body, "true"]);
      expect(await errorOf(call("POST", "/v1/admin/shipping-zones", { body: zone }))).toEqual([
        409,
        "conflict",
        ["code"],
      ]);
    });

    it("are the merchant's", async () => {
      const headers = { authorization: "Bearer someone-else" };
      expect((await call("POST", "/v1/admin/shipping-zones", { body: zone, headers })).status).toBe(401);
      expect((await call("GET", path, { headers })).status).toBe(401);
    });

    const ofMethod = (more: object) => ({ methods: [{ ...method, ...more }] });
    for (
      const [at, more] of [
        ["market", { market: "zz" }],
        ["countries", { countries: [] }],
        ["countries.0", { countries: ["france"] }],
        ["countries.1", { countries: ["FR", "US"] }],
        ["postalCodes.1", { postalCodes: ["75*", "7-5-*"] }],
        ["methods", { methods: [] }],
        ["methods.1.id", { methods: [method, method] }],
        ["methods.0.names", ofMethod({ names: {} })],
        ["methods.0.names.ja", ofMethod({ names: { ja: "通常" } })],
        ["methods.0.rates", ofMethod({ rates: [] })],
        [
          "methods.0.rates.1.upTo",
          ofMethod({
            rates: [{ upTo: 2000, amountMinor: 1 }, { upTo: 1000, amountMinor: 2 }],
          }),
        ],
        [
          "methods.0.rates.1.upTo",
          ofMethod({
            rates: [{ upTo: null, amountMinor: 1 }, { upTo: 1000, amountMinor: 2 }],
          }),
        ],
        ["methods.0.rates.0.amountMinor", ofMethod({ rates: [{ upTo: null, amountMinor: -1 }] })],
        ["methods.0.rates.0.amountMinor", ofMethod({ rates: [{ upTo: null, amountMinor: 1e15 }] })],
        ["methods.0.cutOffMinutes", ofMethod({ cutOffMinutes: 1441 })],
        ["methods.0.transitDays.latest", ofMethod({ transitDays: { earliest: 3, latest: 2 } })],
        ["methods.0.handlingDays", ofMethod({ handlingDays: 366 })],
        ["free", { free: true }],
      ] as const
    ) {
      it(`want a ${at} that can be, not ${JSON.stringify(more).slice(0, 80)}`, async () => {
        const reply = call("POST", "/v1/admin/shipping-zones", { body: { ...zone, ...more } });
        expect(await errorOf(reply)).toEqual([422, "validation-failed", [at]]);
      });
    }
  });

  it("are how a market counts, too", async () => {
    const path = "/v1/admin/markets/fr";
    const read = await call("GET", path);
    expect(read.body).toMatchObject({ code: "fr", taxRounding: "per-line", cashRoundingMinor: 1 });
    const before = await small.shop.version();
    const etag = read.headers.get("etag");
    const body = { cashRoundingMinor: 1000, taxRounding: "per-total" };
    const patched = await call("PATCH", path, { body, etag });
    expect([patched.status, patched.body]).toEqual([
      200,
      { ...read.body, ...body, catalogVersion: await small.shop.version() },
    ]);
    expect(await small.shop.tagsAfter(before)).toEqual(["markets"]);
    expect((await quote()).body).toMatchObject({
      total: { amountMinor: 5000 },
      rounding: { amountMinor: 500 },
    });
    expect((await call("PATCH", path, { body, etag })).status).toBe(412);
    expect((await call("PATCH", path, { body })).status).toBe(428);
    expect((await call("GET", "/v1/admin/markets/zz")).status).toBe(404);
    const current = patched.headers.get("etag");
    for (const [field, value] of [["cashRoundingMinor", 0], ["taxRounding", "never"], ["currency", "USD"]]) {
      expect(await errorOf(call("PATCH", path, { body: { [field!]: value }, etag: current }))).toEqual([
        422,
        "validation-failed",
        [field],
      ]);
    }
  });
});
