import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { z } from "zod";
import { demoMarkets } from "../../db/demo/markets.ts";
import { readDestination } from "./destination.ts";
import { isPostalPattern } from "./postal_codes.ts";
import { type ShippingLine, shippingOptions } from "./shipping.ts";
import type { ShippingMethod, ShippingZone } from "./view.ts";

const amount = z.int().min(0);
const pair = { attribute: z.string(), value: z.string() };
const codes = z.array(z.string()).min(1).optional();
const method = z.strictObject({
  id: z.string(),
  basis: z.enum(["weight", "volume", "value"]),
  rates: z.array(z.strictObject({ upTo: amount.nullable(), amountMinor: amount })).min(1),
  freeFromMinor: amount.nullable(),
  surcharges: z.array(z.strictObject({ ...pair, amountMinor: amount, name: z.string() })).default([]),
  excludes: z.array(z.strictObject(pair)).default([]),
  cutOffMinutes: z.int().min(0).max(1440),
  handlingDays: z.int().min(0),
  transitDays: z.strictObject({ earliest: z.int().min(0), latest: z.int().min(0) }),
  saturdays: z.boolean(),
});
const rows = z.strictObject({
  names: z.record(z.string(), z.record(z.string(), z.string().min(1))),
  markets: z.record(
    z.string(),
    z.array(z.strictObject({
      code: z.string(),
      countries: z.array(z.string()).min(1),
      regions: codes,
      postalCodes: codes,
      exceptPostalCodes: codes,
      methods: z.array(method).min(1),
    })),
  ),
});
const demo = rows.parse(
  JSON.parse(Deno.readTextFileSync(new URL("../../db/demo/shipping.json", import.meta.url))),
);

function rowsOf(market: string): { zones: (ShippingZone & { code: string })[]; methods: ShippingMethod[] } {
  const zones = demo.markets[market]!.map((zone, at) => ({
    id: at + 1,
    code: zone.code,
    countries: zone.countries,
    regions: zone.regions ?? [],
    postalCodes: zone.postalCodes ?? [],
    exceptPostalCodes: zone.exceptPostalCodes ?? [],
  }));
  const methods = demo.markets[market]!.flatMap((zone, at) =>
    zone.methods.map((one) => ({ ...one, zoneId: at + 1, name: one.id }))
  );
  return { zones, methods };
}

const candle: ShippingLine = {
  sku: "CANDLE",
  quantity: 1,
  kind: "physical",
  weightGrams: 400,
  volumeCm3: 700,
  attributes: {},
  valueMinor: 1,
};
const rug = { ...candle, sku: "RUG", weightGrams: 9800, attributes: { size: ["200x300"] } };
const table = { ...candle, sku: "TABLE", weightGrams: 88_000, attributes: { size: ["220"] } };

function costs(
  code: string,
  line: ShippingLine,
  [country, region, postalCode]: readonly [string, string | null, string | null],
): Record<string, number> {
  const market = demoMarkets.find((one) => one.code === code)!;
  const { options } = shippingOptions({
    market: { countries: market.countries, timeZone: market.timeZone },
    lines: [line],
    shipTo: readDestination({ country, region, postalCode }).destination,
    ...rowsOf(code),
    now: Date.UTC(2026, 5, 15),
    isHoliday: () => false,
  });
  return Object.fromEntries(options.map(({ id, amountMinor }) => [id, amountMinor]));
}

describe("the demo shop's shipping", () => {
  it("has rows for every market, and no other", () => {
    expect(Object.keys(demo.markets)).toEqual(demoMarkets.map(({ code }) => code));
  });

  for (const { code, countries, languages } of demoMarkets) {
    it(`is well-formed in ${code}, and named in its languages`, () => {
      for (const zone of demo.markets[code]!) {
        expect(countries).toEqual(expect.arrayContaining(zone.countries));
        for (const pattern of [...zone.postalCodes ?? [], ...zone.exceptPostalCodes ?? []]) {
          expect([pattern, isPostalPattern(pattern)]).toEqual([pattern, true]);
        }
        for (const { id, rates, transitDays, surcharges } of zone.methods) {
          const steps = rates.map(({ upTo }) => upTo ?? Infinity);
          expect(steps).toEqual([...new Set(steps)].sort((one, other) => one - other));
          expect(transitDays.earliest).toBeLessThanOrEqual(transitDays.latest);
          for (const name of [id, ...surcharges.map((one) => one.name)]) {
            expect(Object.keys(demo.names[name]!)).toEqual(
              expect.arrayContaining(languages.map(({ tag }) => tag)),
            );
          }
        }
      }
    });

    it(`ships a candle to every country of ${code} that gives no postal code`, () => {
      for (const country of countries) {
        const region = country === "US" ? "NY" : null;
        expect([country, Object.keys(costs(code, candle, [country, region, null])).length > 0]).toEqual([
          country,
          true,
        ]);
      }
    });
  }

  for (
    const [market, place, wanted] of [
      ["fr", ["FR", null, "75001"], { pickup: 390, standard: 590, express: 1290, freight: 4900 }],
      ["fr", ["MC", null, "98000"], { pickup: 390, standard: 590, express: 1290, freight: 4900 }],
      ["fr", ["FR", null, "20090"], { standard: 790, express: 1990, freight: 9900 }],
      ["fr", ["FR", null, "97400"], { standard: 1990 }],
      ["fr", ["FR", null, "98800"], {}],
      ["de", ["DE", null, "25980"], { standard: 890, freight: 9900 }],
      ["de", ["AT", null, "1010"], { standard: 690, express: 1690, freight: 6900 }],
      ["es", ["ES", null, "35001"], { standard: 1290, express: 2990 }],
      ["es", ["ES", null, "07001"], { standard: 790, express: 1990, freight: 9900 }],
      ["es", ["ES", null, "51001"], { standard: 1290 }],
      ["it", ["IT", null, "90100"], { standard: 790, express: 1690, freight: 7900 }],
      ["it", ["IT", null, "09100"], { standard: 790, express: 1790, freight: 8900 }],
      ["eu", ["PT", null, "9000-001"], { standard: 1290 }],
      ["eu", ["FI", null, "22100"], { standard: 1290 }],
      ["ch", ["LI", null, "9490"], { standard: 790, express: 1690, freight: 6900 }],
      ["gb", ["GB", null, "SW1A 1AA"], { pickup: 299, standard: 399, express: 695, freight: 4900 }],
      ["gb", ["GB", null, "IV51 9EU"], { standard: 699, freight: 9900 }],
      ["gb", ["GB", null, "PA2 0AB"], { pickup: 299, standard: 399, express: 695, freight: 4900 }],
      ["gb", ["GB", null, "BT1 1AA"], { standard: 599, express: 1495, freight: 7900 }],
      ["gb", ["GB", null, "JE2 3AB"], {}],
      ["us", ["US", "CA", "90210"], { standard: 695, express: 1995, freight: 9900 }],
      ["us", ["US", null, "10001"], { standard: 695, express: 1995, freight: 9900 }],
      ["us", ["US", null, "99501-1234"], { standard: 1495, express: 3495 }],
      ["us", ["US", "HI", null], { standard: 1495, express: 3495 }],
      ["us", ["US", "AP", "96201"], { standard: 695 }],
      ["us", ["US", null, "09012"], { standard: 695 }],
      ["us", ["US", null, "34001"], { standard: 695 }],
      ["us", ["US", "AA", null], { standard: 695 }],
      ["us", ["US", null, "00901"], { standard: 1495, express: 3495 }],
      ["us", ["US", null, "96910"], { standard: 1495, express: 3495 }],
      ["us", ["US", null, "96941"], {}],
      ["br", ["BR", null, "01310-100"], { standard: 1990, express: 3990, freight: 14_900 }],
      ["br", ["BR", null, "40010-000"], { standard: 2990, express: 5990, freight: 24_900 }],
      ["br", ["BR", null, "69005-000"], { standard: 3990, express: 7990 }],
      ["jp", ["JP", null, "100-0001"], { standard: 700, express: 1100, freight: 5500 }],
      ["jp", ["JP", null, "060-0001"], { standard: 1100, express: 1700, freight: 7700 }],
      ["jp", ["JP", null, "〒900-0006"], { standard: 1400, express: 2400 }],
      ["kw", ["KW", null, "13001"], { standard: 1500, express: 3000, freight: 15_000 }],
      ["ae", ["AE", null, null], { standard: 1500, express: 3000, freight: 15_000 }],
    ] as const
  ) {
    it(`takes a candle to ${place.join(" ")} in ${market}`, () => {
      expect(costs(market, candle, place)).toEqual(wanted);
    });
  }

  it("asks more for express than for standard at any weight, and no more for pickup", () => {
    for (const [market, zones] of Object.entries(demo.markets)) {
      for (const { code, methods } of zones) {
        const costOf = (id: string, grams: number) =>
          methods.find((one) => one.id === id)?.rates.find(({ upTo }) => upTo === null || grams <= upTo)
            ?.amountMinor;
        const steps = methods.flatMap(({ rates }) => rates.flatMap(({ upTo }) => upTo ?? []));
        for (const grams of [1, ...steps.flatMap((upTo) => [upTo, upTo + 1])]) {
          const standard = costOf("standard", grams);
          if (standard === undefined) continue;
          const express = costOf("express", grams) ?? Infinity;
          const pickup = costOf("pickup", grams) ?? 0;
          const where = [market, code, grams];
          expect([...where, express > standard, pickup <= standard]).toEqual([...where, true, true]);
        }
      }
    }
  });

  it("asks more for a long rug, and sends a heavy table by freight alone", () => {
    expect(costs("fr", rug, ["FR", null, "75001"])).toEqual({ standard: 890 + 900, freight: 4900 });
    expect(costs("fr", table, ["FR", null, "75001"])).toEqual({ freight: 7900 });
  });
});
