import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { parseVatNumber, vatNumberCountries } from "./vat_number.ts";

/** One number of each country with right check digits, as the library's and the authorities' examples have them. */
const right: Readonly<Record<string, string>> = {
  AT: "ATU13585627",
  BE: "BE0403019261",
  BG: "BG175074752",
  CH: "CHE107787577IVA",
  CY: "CY10259033P",
  CZ: "CZ25123891",
  DE: "DE136695976",
  DK: "DK13585628",
  EE: "EE100931558",
  ES: "ESA13585625",
  FI: "FI20774740",
  FR: "FR40303265045",
  GB: "GB980780684",
  GR: "EL094259216",
  HR: "HR33392005961",
  HU: "HU12892312",
  IE: "IE6433435F",
  IT: "IT00743110157",
  LT: "LT119511515",
  LU: "LU15027442",
  LV: "LV40003521600",
  MT: "MT11679112",
  NL: "NL004495445B01",
  NO: "NO995525828MVA",
  PL: "PL8567346215",
  PT: "PT501964843",
  RO: "RO18547290",
  SE: "SE123456789701",
  SI: "SI50223054",
  SK: "SK2022749619",
  XI: "XI980780684",
};

describe("VAT numbers", () => {
  it("of every country are known", () => {
    expect([...vatNumberCountries].sort()).toEqual(Object.keys(right).sort());
  });

  for (const [country, number] of Object.entries(right)) {
    it(`of ${country} are read, and a wrong digit is noticed`, () => {
      expect(parseVatNumber(number)).toEqual({ country, number });
      const at = [...number].findLastIndex((letter) => /\d/.test(letter));
      const wrong = [..."0123456789"].filter((digit) => digit !== number[at])
        .map((digit) => number.slice(0, at) + digit + number.slice(at + 1))
        .filter((one) => parseVatNumber(one) !== null);
      // The last digits of Dutch numbers count companies, and those of Swedish ones are always 01.
      if (country !== "NL") expect(wrong).toEqual([]);
    });
  }

  it("are read as people write them", () => {
    expect(parseVatNumber(" de 136 695 976 ")?.number).toBe("DE136695976");
    expect(parseVatNumber("CHE-107.787.577 IVA")?.number).toBe("CHE107787577IVA");
    expect(parseVatNumber("GR094259216")?.number).toBe("EL094259216");
    expect(parseVatNumber("IE8D79739I")?.country).toBe("IE");
  });

  it("without a prefix are taken for the country's that is assumed", () => {
    expect(parseVatNumber("136695976")).toBeNull();
    expect(parseVatNumber("136695976", "DE")?.number).toBe("DE136695976");
    expect(parseVatNumber("995 525 828 MVA", "NO")?.number).toBe("NO995525828MVA");
    expect(parseVatNumber("ATU13585627", "DE")?.country).toBe("AT");
    expect(parseVatNumber("136695976", "US")).toBeNull();
  });

  it("of Switzerland and Norway need no word behind them", () => {
    expect(parseVatNumber("CHE-107.787.577")?.number).toBe("CHE107787577");
    expect(parseVatNumber("NO 995 525 828")?.number).toBe("NO995525828");
    expect(parseVatNumber("995525828", "NO")?.number).toBe("NO995525828");
    expect(["CHE107787578", "NO995525829"].map((number) => parseVatNumber(number))).toEqual([null, null]);
  });

  it("may be typed full width", () => {
    expect(parseVatNumber("ＤＥ１３６６９５９７６")?.number).toBe("DE136695976");
  });

  it("of Monaco are French ones", () => {
    expect(parseVatNumber("FR53000004605")?.country).toBe("FR");
  });

  it("are not all zeros, check digits or branches apart, in any country", () => {
    const empty =
      ("NL000000000B00 NL000000000B01 FI00000000 LU00000000 EL000000000 DK00000000 PL0000000000 IE0000000W MT00000000 " +
        "HU00000000 EE000000000 DE000000000 ATU00000000 ATU00000004 BE0000000000 BE0000000097 BG000000000 " +
        "CY00000000X CZ00000000 ESA00000000 FR00000000000 FR12000000000 GB000000000 GB000000097 HR00000000000 " +
        "IT00000000000 LT000000000 LV00000000000 NO000000000MVA PT000000000 RO00 RO0000000000 SE000000000001 " +
        "SI00000000 SK0000000000 CHE000000000MWST XI000000000").split(" ");
    expect(empty.filter((number) => parseVatNumber(number) !== null)).toEqual([]);
    expect(empty.filter((number) => parseVatNumber(number.slice(2), number.slice(0, 2)) !== null)).toEqual(
      [],
    );
  });

  it("need their form: nothing doubled, padded, cut or added", () => {
    const wrong = [
      "DEDE136695976",
      "NL4495445B01",
      "BE403019261",
      "DE13669597",
      "DE1366959760",
      "XIGB980780684",
    ];
    expect(wrong.filter((number) => parseVatNumber(number) !== null)).toEqual([]);
    // The key of a French number may be the letters of its prefix.
    expect(parseVatNumber("FRFR100000009")?.country).toBe("FR");
  });

  it("are never more than a refusal, whatever is typed", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 40 }),
        fc.constantFrom(null, "FR", "??"),
        (text, country) => {
          const found = parseVatNumber(text, country);
          if (found !== null) expect(parseVatNumber(found.number)).toEqual(found);
        },
      ),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(right)),
        fc.string({ unit: fc.constantFrom(..."0123456789ABCXYZ+*"), maxLength: 16 }),
        (number, rest) => {
          parseVatNumber(number.slice(0, 2) + rest);
        },
      ),
      { numRuns: 5000 },
    );
    expect(parseVatNumber("9".repeat(10_000), "DE")).toBeNull();
  });
});
