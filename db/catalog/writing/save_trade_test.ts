import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import type { TaxRate } from "../../../commerce/quote/view.ts";
import { opening, openSmallShop, type SmallShop } from "../testing/small_shop.ts";
import { saveMarket } from "./save_market.ts";
import { saveShippingZone, type ShippingZoneInput } from "./save_shipping.ts";
import { saveTaxRates } from "./save_tax_rates.ts";
import type { Writer } from "./transaction.ts";

const rate: TaxRate = {
  country: "FR",
  region: null,
  category: "standard",
  ratePpm: 200_000,
  name: "TVA",
  taxesShipping: true,
  validFrom: 0,
  validUntil: null,
  source: "CGI art. 278",
};

const zone: ShippingZoneInput = {
  market: "fr",
  code: "all",
  countries: ["FR"],
  regions: [],
  postalCodes: [],
  exceptPostalCodes: ["97*"],
  methods: [{
    id: "standard",
    names: { en: "Standard", fr: "Standard" },
    basis: "weight",
    rates: [{ upTo: null, amountMinor: 590 }],
    freeFromMinor: null,
    surcharges: [],
    excludes: [],
    cutOffMinutes: 840,
    handlingDays: 1,
    transitDays: { earliest: 1, latest: 2 },
    saturdays: false,
  }],
};

describe("saving what quotes stand on", () => {
  let shop: SmallShop;
  beforeEach(async () => void (shop = await openSmallShop()));
  afterEach(() => shop.close());

  const refusal = async (work: (w: Writer) => Promise<unknown>) => {
    const written = await shop.try(opening, work);
    return written.ok ? null : [written.refusal.name, written.refusal.path];
  };

  it("replaces the tax rates of a country, and of no other", async () => {
    const before = await shop.version();
    await shop.write(opening, (w) => saveTaxRates(w, [rate, { ...rate, country: "US", region: "NY" }]));
    expect(await shop.tagsAfter(before)).toEqual(["tax"]);
    await shop.write(opening, (w) =>
      saveTaxRates(w, [
        { ...rate, validUntil: opening },
        { ...rate, validFrom: opening, ratePpm: 210_000 },
      ]));
    expect(await shop.rows("SELECT country, region, valid_from, valid_until, rate_ppm FROM tax_rates"))
      .toEqual([
        ["FR", "", 0, opening, 200_000],
        ["FR", "", opening, null, 210_000],
        ["US", "NY", 0, null, 200_000],
      ]);
  });

  it("refuses rates of one tax that overlap", async () => {
    const later = { ...rate, validFrom: opening };
    expect(await refusal((w) => saveTaxRates(w, [later, rate]))).toEqual([
      "invalid-value",
      "rates.0.validFrom",
    ]);
    expect(await refusal((w) => saveTaxRates(w, [rate, { ...later, name: "Octroi" }]))).toBe(null);
  });

  it("adds a shipping zone, and replaces it with all its methods", async () => {
    const before = await shop.version();
    await shop.write(opening, (w) => saveShippingZone(w, zone));
    expect(await shop.tagsAfter(before)).toEqual(["shipping:2"]);
    const express = { ...zone.methods[0]!, id: "express", names: { fr: "Express" } };
    await shop.write(opening, (w) => saveShippingZone(w, { ...zone, methods: [express] }));
    expect(
      await shop.rows(`SELECT z.code, z.except_postal_codes, s.code, s.rates, t.language_id, t.name
        FROM shipping_zones z JOIN shipping_methods s ON s.zone_id = z.id
        JOIN shipping_method_texts t ON t.method_id = s.id`),
    ).toEqual([["all", '["97*"]', "express", '[{"upTo":null,"amountMinor":590}]', 2, "Express"]]);
    expect(await shop.rows("SELECT count(*) FROM shipping_method_texts")).toEqual([[1]]);
  });

  it("refuses a zone of another shop's market, with patterns or languages that are none", async () => {
    expect(await refusal((w) => saveShippingZone(w, { ...zone, market: "zz" }))).toEqual([
      "unknown-market",
      "market",
    ]);
    expect(await refusal((w) => saveShippingZone(w, { ...zone, postalCodes: ["75*", "7-5-*"] }))).toEqual([
      "invalid-value",
      "postalCodes.1",
    ]);
    const methods = [{ ...zone.methods[0]!, names: { ja: "通常" } }];
    expect(await refusal((w) => saveShippingZone(w, { ...zone, methods }))).toEqual([
      "unknown-language",
      "methods.0.names.ja",
    ]);
    expect(await refusal((w) => saveShippingZone(w, { ...zone, countries: ["FR", "US"] }))).toEqual([
      "invalid-value",
      "countries.1",
    ]);
  });

  it("keeps how a market counts", async () => {
    const market = {
      code: "fr",
      currency: "EUR",
      pricesIncludeTax: true,
      timeZone: "Europe/Paris",
      position: 2,
      countries: ["FR"],
      languages: [{ tag: "fr", name: "France" }],
    };
    const settings = () =>
      shop.rows("SELECT price_constant, tax_rounding, cash_rounding_minor FROM markets WHERE code = 'fr'");
    expect(await settings()).toEqual([["gross", "per-line", 1]]);
    await shop.write(
      opening,
      (w) =>
        saveMarket(w, { ...market, priceConstant: "net", taxRounding: "per-total", cashRoundingMinor: 5 }),
    );
    expect(await settings()).toEqual([["net", "per-total", 5]]);
  });
});
