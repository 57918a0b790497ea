import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { regionOfPostalCode } from "./postal_regions.ts";
import { isInEu, taxPlace, vatCountry } from "./tax_area.ts";

const to = (country: string, postalCode: string | null = null, region: string | null = null) =>
  taxPlace({ country, region, postalCode });

describe("places of taxes", () => {
  it("are countries with the region that was named", () => {
    expect(to("FR")).toEqual({ country: "FR", region: null });
    expect(to("US", null, "ca")).toEqual({ country: "US", region: "CA" });
    expect(to("CA", null, "CA-QC")).toEqual({ country: "CA", region: "QC" });
    expect(to("US", null, "")).toEqual({ country: "US", region: null });
  });

  it("take the region that is named before the one of the postal code", () => {
    expect(to("US", "10001")).toEqual({ country: "US", region: "NY" });
    expect(to("US", "10001", "NJ")).toEqual({ country: "US", region: "NJ" });
  });

  it("are none outside a country's tax area", () => {
    const outside: [string, string][] = [
      ...(["27498", "78266"].map((code) => ["DE", code] as [string, string])),
      ...(["35001", "38 001", "51001", "52001"].map((code) => ["ES", code] as [string, string])),
      ...(["97100", "97400", "98800"].map((code) => ["FR", code] as [string, string])),
      ["FI", "22100"],
      ["GR", "630 86"],
      ["IT", "23041"],
    ];
    expect(outside.filter(([country, code]) => to(country, code) !== null)).toEqual([]);
    expect(to("ES", null, "ES-CN")).toBeNull();
    expect(to("FI", null, "01")).toBeNull();
  });

  it("are there right beside it", () => {
    const inside: [string, string][] = [
      ["DE", "27499"],
      ["ES", "34001"],
      ["ES", "07001"],
      ["FR", "98000"],
      ["FR", "20000"],
      ["FI", "21100"],
      ["GR", "63085"],
      ["IT", "23040"],
    ];
    expect(inside.filter(([country, code]) => to(country, code) === null)).toEqual([]);
  });

  it("know the Union, Monaco in it, and whose VAT is levied", () => {
    expect(["FR", "GR", "MC", "HR"].every(isInEu)).toBe(true);
    expect(["GB", "CH", "NO", "LI", "IM", "XI", "EL"].some(isInEu)).toBe(false);
    expect(["MC", "IM", "FR"].map(vatCountry)).toEqual(["FR", "GB", "FR"]);
  });
});

describe("regions of postal codes", () => {
  it("are states of ZIP codes", () => {
    const codes = {
      "00501": "NY",
      "02134": "MA",
      "20001": "DC",
      "33101": "FL",
      "75201": "TX",
      "90210": "CA",
    };
    for (const [code, state] of Object.entries(codes)) expect(regionOfPostalCode("US", code)).toBe(state);
    expect(regionOfPostalCode("US", "902101234")).toBe("CA");
    expect(["00901", "09012", "96201", "9021", "ABCDE"].map((code) => regionOfPostalCode("US", code)))
      .toEqual([null, null, null, null, null]);
  });

  it("are provinces of Canadian codes", () => {
    const codes = { H2X1Y4: "QC", M5V3L9: "ON", X0A0H0: "NU", X1A0A1: "NT", Y1A: "YT", B3H: "NS" };
    for (const [code, province] of Object.entries(codes)) {
      expect(regionOfPostalCode("CA", code)).toBe(province);
    }
    expect(regionOfPostalCode("CA", "D1A1A1")).toBeNull();
    expect(regionOfPostalCode("CA", "12345")).toBeNull();
  });

  it("are the islands of Portugal, and nothing elsewhere", () => {
    expect(["9000018", "9399", "9500150", "1000001"].map((code) => regionOfPostalCode("PT", code)))
      .toEqual(["30", "30", "20", null]);
    expect(regionOfPostalCode("FR", "20000")).toBeNull();
  });
});
