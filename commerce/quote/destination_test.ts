import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { readDestination } from "./destination.ts";
import { taxPlace } from "./tax_area.ts";

const read = (country: string, region: string | null, postalCode: string | null) =>
  readDestination({ country, region, postalCode });
const paths = (...where: Parameters<typeof read>) => read(...where).errors.map(({ path }) => path);

describe("a destination", () => {
  it("has one canonical postal code, however it is typed, and the region that it tells", () => {
    for (
      const [country, typed, postalCode, region] of [
        ["ES", "E-35001", "35001", null],
        ["ES", "３５００１", "35001", null],
        ["FR", "F-97110", "97110", null],
        ["US", "US-90001", "90001", "CA"],
        ["US", "90001-1234", "90001", "CA"],
        ["CA", "h2x 1y4", "H2X1Y4", "QC"],
        ["PT", "P-9000 018", "9000018", "30"],
        ["NO", "NO-9170", "9170", null],
        ["GB", "je23ab", "JE2 3AB", null],
      ] as const
    ) {
      expect(read(country, null, typed)).toEqual({
        destination: { country, region, postalCode },
        errors: [],
      });
    }
  });

  it("outside a tax area is known by its code, however that is typed", () => {
    for (
      const [country, typed] of [["ES", "E-35001"], ["ES", "３５ ００１"], ["FR", "F-97110"], [
        "DE",
        "D-27498",
      ]]
    ) {
      expect([typed, taxPlace(read(country!, null, typed!).destination!)]).toEqual([typed, null]);
    }
  });

  it("has its region in capitals, without the country; nothing where nothing is named", () => {
    expect(read("CA", "ca-qc", null).destination?.region).toBe("QC");
    expect(read("US", " ny ", null).destination?.region).toBe("NY");
    expect(read("US", " ", " ").destination).toEqual({ country: "US", region: null, postalCode: null });
    expect(readDestination(null)).toEqual({ destination: null, errors: [] });
  });

  it("has no postal code that its country cannot have", () => {
    expect(read("FR", null, "99999")).toEqual({
      destination: { country: "FR", region: null, postalCode: null },
      errors: [{ path: "shipTo.postalCode", message: "there is no such postal code in FR" }],
    });
  });

  it("is refused where the region says otherwise than the postal code", () => {
    const contradictions: (readonly [string, string, string])[] = [
      ["ES", "CN", "28001"],
      ["ES", "TF", "35001"],
      ["ES", "MD", "35001"],
      ["FR", "971", "75011"],
      ["FR", "IDF", "97110"],
      ["FR", "972", "97110"],
      ["US", "OR", "90001"],
      ["US", "AE", "10001"],
      ["CA", "AB", "H2X 1Y4"],
      ["PT", "20", "1000-001"],
      ["PT", "20", "9000-018"],
      ["PT", "11", "9500-150"],
      ["FI", "01", "00100"],
      ["FI", "18", "22100"],
      ["DE", "BY", "27498"],
      ["IT", "RM", "47890"],
      ["NO", "21", "0150"],
      ["AU", "VIC", "2899"],
      ["GR", "69", "10431"],
    ];
    for (const where of contradictions) expect([where, paths(...where)]).toEqual([where, ["shipTo.region"]]);
    expect(read("US", "OR", "90001").errors[0]!.message).toBe(
      "OR is not where the postal code is: 90001 is in CA",
    );
  });

  it("is right where the two agree, or the code tells nothing of the region", () => {
    const right: (readonly [string, string, string])[] = [
      ["ES", "CN", "35001"],
      ["ES", "GC", "35001"],
      ["ES", "MD", "28001"],
      ["FR", "971", "97110"],
      ["FR", "IDF", "75011"],
      ["US", "ca", "90001"],
      ["US", "CA", "97635"],
      ["US", "NY", "06390"],
      ["CA", "QC", "K1A 0B1"],
      ["PT", "11", "1000-001"],
      ["PT", "30", "9000-018"],
      ["DE", "SH", "27498"],
      ["IT", "25", "23041"],
      ["AU", "NSW", "2899"],
      ["JP", "13", "100-0001"],
    ];
    for (const where of right) expect([where, paths(...where)]).toEqual([where, []]);
  });

  it("is read the same once it was read", () => {
    const country = fc.constantFrom("FR", "ES", "US", "CA", "PT", "GB", "IT", "AU", "JP", "ZZ");
    const region = fc.option(fc.constantFrom("CA", "CN", "971", "20", "30", "NSW", "QC", "25"));
    const code = fc.option(
      fc.oneof(fc.stringMatching(/^[0-9]{4,7}$/), fc.stringMatching(/^[A-Z]{1,2}\d \d[A-Z]{2}$/)),
    );
    fc.assert(
      fc.property(country, region, code, (...where) => {
        const { destination, errors } = read(...where);
        if (errors.length > 0) return;
        expect(readDestination(destination)).toEqual({ destination, errors: [] });
      }),
      { numRuns: 2000 },
    );
  });
});
