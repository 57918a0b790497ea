import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { readDestination } from "./destination.ts";
import { regionOfPostalCode } from "./postal_regions.ts";
import { isInEu, taxPlace, vatCountry } from "./tax_area.ts";

const to = (country: string, postalCode: string | null = null, region: string | null = null) =>
  taxPlace(readDestination({ country, region, postalCode }).destination!);

describe("places of taxes", () => {
  it("are countries with the region that was named", () => {
    expect(to("FR")).toEqual({ country: "FR", region: null });
    expect(to("US", null, "ca")).toEqual({ country: "US", region: "CA" });
    expect(to("CA", null, "CA-QC")).toEqual({ country: "CA", region: "QC" });
    expect(to("US", null, "")).toEqual({ country: "US", region: null });
  });

  it("have the region of the postal code", () => {
    expect(to("US", "10001")).toEqual({ country: "US", region: "NY" });
    expect(to("PT", "9500-150")).toEqual({ country: "PT", region: "20" });
    expect(to("PT", null, "30")).toEqual({ country: "PT", region: "30" });
  });

  it("are none outside a country's tax area", () => {
    const outside: [string, string][] = [
      ...(["27498", "78266"].map((code) => ["DE", code] as [string, string])),
      ...(["35001", "38 001", "51001", "52001"].map((code) => ["ES", code] as [string, string])),
      ...(["97100", "97400", "98800"].map((code) => ["FR", code] as [string, string])),
      ["FI", "22100"],
      ["GR", "630 86"],
      ["IT", "23041"],
      ["IT", "22061"],
      ["IT", "47890"],
      ["IT", "00120"],
      ["GB", "JE2 3AB"],
      ["GB", "GY1 1AA"],
      ["NO", "9170"],
      ["NO", "8099"],
      ["AU", "2899"],
      ["AU", "6798"],
      ["AU", "6799"],
      ["CH", "7563"],
      ["DK", "3900"],
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
      ["IT", "47900"],
      ["IT", "00121"],
      ["GB", "IM1 1AA"],
      ["GB", "BF1 2AB"],
      ["GB", "BFPO 57"],
      ["NO", "9160"],
      ["AU", "2898"],
      ["AU", "6797"],
      ["CH", "7560"],
      ["CH", "8238"],
      ["DK", "3800"],
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
    expect(["9021", "ABCDE", "00101", "98765"].map((code) => regionOfPostalCode("US", code)))
      .toEqual([null, null, null, "WA"]);
  });

  it("are territories and the armed forces' offices, too", () => {
    const codes = {
      ...{ "00601": "PR", "00725": "PR", "00802": "VI", "00901": "PR", "09012": "AE", "09901": "AE" },
      ...{ "34001": "AA", "96201": "AP", "96661": "AP", "96701": "HI", "96799": "AS", "967991234": "AS" },
      ...{ "96910": "GU", "96932": "GU", "96940": "PW", "96941": "FM", "96950": "MP", "96960": "MH" },
    };
    for (const [code, region] of Object.entries(codes)) {
      expect([code, regionOfPostalCode("US", code)]).toEqual([code, region]);
    }
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
