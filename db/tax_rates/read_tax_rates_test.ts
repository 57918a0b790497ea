import { before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { needsRegion, ratesInForce, rowsOfPlace } from "../../commerce/quote/rates_in_force.ts";
import type { TaxCategory, TaxRate } from "../../commerce/quote/view.ts";
import { parseTaxRates, readTaxRates } from "./read_tax_rates.ts";

const now = Date.parse("2026-11-20T12:00:00Z");

const euCountries = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(
  " ",
);
const provinces = "AB BC MB NB NL NS NT NU ON PE QC SK YT".split(" ");
const states =
  ("AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY " +
    "NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY").split(" ");
/** Where the Postal Service brings mail besides: the armed forces, territories, states in free association. */
const otherUsRegions = "AA AE AP AS FM GU MH MP PR PW VI".split(" ");

describe("the tax rates", () => {
  let rates: TaxRate[];

  before(async () => {
    rates = await readTaxRates();
  });

  it("cover the countries that the shop knows", () => {
    expect([...new Set(rates.map(({ country }) => country))].sort()).toEqual(
      [...euCountries, ..."AE AU BR CA CH GB IM IN JP KW LI MC NO NZ US".split(" ")].sort(),
    );
  });

  it("do not overlap: of one tax, place and category one row holds at a time", () => {
    const key = (row: TaxRate) => `${row.country}-${row.region} ${row.name} ${row.category}`;
    for (const [name, rows] of Map.groupBy(rates, key)) {
      const windows = rows.toSorted((one, other) => one.validFrom - other.validFrom);
      windows.slice(1).forEach((row, at) => {
        const end = windows[at]!.validUntil;
        expect([name, end !== null && end <= row.validFrom]).toEqual([name, true]);
      });
    }
  });

  it("end after they begin, cite a source with its year, and are believable", () => {
    for (const row of rates) {
      expect([row, row.validUntil === null || row.validUntil > row.validFrom]).toEqual([row, true]);
      expect(row.source).toMatch(/\b(19|20)\d\d\b/);
      expect(row.ratePpm).toBeLessThanOrEqual(270_000);
    }
  });

  it("leave no gap once a rate has begun, but where the standard rate follows", () => {
    const key = (row: TaxRate) => `${row.country}-${row.region} ${row.name} ${row.category}`;
    for (const [name, rows] of Map.groupBy(rates, key)) {
      const windows = rows.toSorted((one, other) => one.validFrom - other.validFrom);
      windows.slice(1).forEach((row, at) => {
        expect([name, windows[at]!.validUntil]).toEqual([name, row.validFrom]);
      });
      expect([name, windows.at(-1)!.validUntil]).toEqual([name, null]);
    }
  });

  it("name every province and every state with its own", () => {
    expect(needsRegion(rates, "CA")).toBe(true);
    expect(needsRegion(rates, "US")).toBe(true);
    expect(needsRegion(rates, "PT")).toBe(false);
    const regions = (country: string) =>
      [...new Set(rates.filter((row) => row.country === country).map(({ region }) => region))].sort();
    expect(regions("CA")).toEqual(provinces.sort());
    expect(regions("US")).toEqual([...states, ...otherUsRegions].sort());
    for (const region of otherUsRegions) {
      expect([region, percent("US", region, "standard")]).toEqual([region, region === "PR" ? 11.5 : 0]);
    }
  });

  it("give the standard rates of November 2026", () => {
    expect(Object.fromEntries(euCountries.map((country) => [country, percent(country, null, "standard")])))
      .toEqual({
        ...{
          AT: 20,
          BE: 21,
          BG: 20,
          CY: 19,
          CZ: 21,
          DE: 19,
          DK: 25,
          EE: 24,
          ES: 21,
          FI: 25.5,
          FR: 20,
          GR: 24,
          HR: 25,
        },
        ...{
          HU: 27,
          IE: 23,
          IT: 22,
          LT: 21,
          LU: 17,
          LV: 21,
          MT: 18,
          NL: 21,
          PL: 23,
          PT: 23,
          RO: 21,
          SE: 25,
          SI: 22,
        },
        SK: 23,
      });
    expect(Object.fromEntries(provinces.map((province) => [province, percent("CA", province, "standard")])))
      .toEqual({
        ...{
          AB: 5,
          BC: 12,
          MB: 12,
          NB: 15,
          NL: 15,
          NS: 14,
          NT: 5,
          NU: 5,
          ON: 13,
          PE: 15,
          QC: 14.975,
          SK: 11,
          YT: 5,
        },
      });
  });

  it("begin and end at midnight where they hold", () => {
    const change = (country: string) =>
      rates.filter((row) => row.country === country && row.category === "standard" && row.validUntil !== null)
        .map((row) => new Date(row.validUntil!).toISOString());
    expect(change("EE")).toEqual(["2025-06-30T21:00:00.000Z"]);
    expect(change("CH")).toEqual(["2023-12-31T23:00:00.000Z"]);
  });

  function percent(country: string, region: string | null, category: TaxCategory): number {
    return ratesInForce(rowsOfPlace(rates, { country, region }), category, now).totalPpm / 10_000;
  }
});

describe("reading tax rates", () => {
  const row = {
    ...{
      country: "EE",
      region: null,
      category: "standard",
      ratePpm: 240_000,
      name: "km",
      taxesShipping: true,
    },
    ...{ validFrom: "2025-07-01T00:00:00+03:00", validUntil: null, source: "the law of 2025" },
  };

  it("turns times into instants", () => {
    expect(parseTaxRates("ee.json", JSON.stringify([row]))[0]!.validFrom).toBe(1_751_317_200_000);
  });

  it("names the file of a malformed row", () => {
    const broken = [{ ...row, ratePpm: 24.5 }];
    expect(() => parseTaxRates("ee.json", JSON.stringify(broken))).toThrow(/"ee\.json".*\n?.*ratePpm/s);
    expect(() => parseTaxRates("ee.json", JSON.stringify([{ ...row, source: "" }]))).toThrow(/source/);
    expect(() => parseTaxRates("ee.json", JSON.stringify([{ ...row, note: "" }]))).toThrow(/note/);
    expect(() => parseTaxRates("lv.json", JSON.stringify([row]))).toThrow("has a row of EE");
  });
});
