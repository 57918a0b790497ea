import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { canonicalPostalCode, isPostalPattern, matchesPostalPattern } from "./postal_codes.ts";

describe("postal codes", () => {
  for (
    const [country, typed, canonical] of [
      ["FR", "75001", "75001"],
      ["FR", " F-20 000 ", "20000"],
      ["FR", "00208", "00208"],
      ["DE", "D-10115", "10115"],
      ["LU", "L-1234", "1234"],
      ["SE", "SE-113 51", "11351"],
      ["NL", "1012 ab", "1012AB"],
      ["IE", "d02 x285", "D02X285"],
      ["PT", "9000-001", "9000001"],
      ["PT", "9000", "9000"],
      ["PL", "00950", "00950"],
      ["GB", "sw1a1aa", "SW1A 1AA"],
      ["JE", "JE2 3AB", "JE2 3AB"],
      ["GB", "JE2 3AB", "JE2 3AB"],
      ["US", "96701-1234", "96701"],
      ["CA", "k1a 0b1", "K1A0B1"],
      ["BR", "01310-100", "01310100"],
      ["JP", "〒９００－０００１", "9000001"],
      ["JP", "１００−０００１", "1000001"],
      ["KW", "13001", "13001"],
      ["KW", "٢٢٠٠٠", "22000"],
      ["AE", "00000", "00000"],
      ["AD", "AD100", "AD100"],
      ["ZZ", "ab 12", "AB12"],
      ["constructor", "ab 12", "AB12"],
    ] as const
  ) it(`${country} ${typed}`, () => expect(canonicalPostalCode(country, typed)).toBe(canonical));

  for (
    const [country, typed] of [
      ["FR", "99999"],
      ["FR", "96000"],
      ["FR", "7500"],
      ["FR", "D-75001"],
      ["FR", "SW1A 1AA"],
      ["DE", "05123"],
      ["DE", "1010"],
      ["IT", "00000"],
      ["ES", "53000"],
      ["US", "00000"],
      ["US", "ABCDE"],
      ["JP", "000-0000"],
      ["BR", "00000-000"],
      ["GB", "ZZ1 1AA"],
      ["JE", "SW1A 1AA"],
      ["CH", "0100"],
      ["MC", "75001"],
      ["AE", "12345"],
      ["KW", "1300"],
      ["ZZ", "12345678901"],
      ["FR", ""],
      ["FR", " - "],
      ["FR", "<script>"],
      ["FR", "7".repeat(10_000)],
      ["FR", `75${" ".repeat(10_000)}001`],
    ] as const
  ) {
    it(`${country} cannot have ${JSON.stringify(typed.slice(0, 20))}`, () => {
      expect(canonicalPostalCode(country, typed)).toBeNull();
    });
  }

  it("of British forces and of the bank that had its own are codes, too", () => {
    expect(
      ["BFPO 57", "bfpo57", "BF1 2AB", "gir 0aa", "GX11 1AA"].map((typed) =>
        canonicalPostalCode("GB", typed)
      ),
    )
      .toEqual(["BFPO 57", "BFPO 57", "BF1 2AB", "GIR 0AA", null]);
  });

  it("are their own canonical form", () => {
    const country = fc.constantFrom("FR", "DE", "GB", "US", "JP", "NL", "PT", "AE", "KW", "BR", "ZZ");
    const typed = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 12 }),
      fc.stringMatching(/^[A-Z0-9 -]{3,9}$/),
    );
    fc.assert(
      fc.property(country, typed, (where, text) => {
        const code = canonicalPostalCode(where, text);
        if (code !== null) expect(canonicalPostalCode(where, code)).toBe(code);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("postal-code patterns", () => {
  for (
    const [pattern, inside, outside] of [
      ["20*", ["20000", "20600"], ["02000", "12000"]],
      ["97100-97899", ["97100", "97411", "97899"], ["97099", "97900"]],
      ["900-907", ["9000001", "9079999"], ["9080000", "0900000", "90"]],
      ["0900-0999", ["0900", "0999"], ["950", "1000"]],
      ["98000", ["98000"], ["98001"]],
      ["PA20-PA49", ["PA20 7AB", "PA49 1AA"], ["PA2 0AB", "PA50 1AA", "PH20 1AA"]],
      ["IV1-IV63", ["IV1 1AA", "IV12 5AB", "IV63 7XX"], ["IV64 1AA"]],
      ["AB3 *", ["AB3 1AA"], ["AB31 5AB"]],
      ["BT*", ["BT1 1AA"], ["B1 1AA"]],
      ["K1A0B1", ["K1A0B1"], ["K1A0B2"]],
    ] as const
  ) {
    it(pattern, () => {
      expect(isPostalPattern(pattern)).toBe(true);
      for (const code of inside) expect([code, matchesPostalPattern(code, pattern)]).toEqual([code, true]);
      for (const code of outside) expect([code, matchesPostalPattern(code, pattern)]).toEqual([code, false]);
    });
  }

  it("refuses what is none", () => {
    for (const text of ["", "*", "20**", "2*0", "20-", "300-200", "A1-B2", "20 - 30", "a*", "1".repeat(30)]) {
      expect([text, isPostalPattern(text)]).toEqual([text, false]);
    }
  });

  it("says of a range what counting says", () => {
    const digits = (value: number) => String(value).padStart(5, "0");
    const number = fc.integer({ min: 0, max: 99_999 });
    fc.assert(fc.property(number, number, number, (first, last, code) => {
      expect(matchesPostalPattern(digits(code), `${digits(first)}-${digits(last)}`))
        .toBe(first <= code && code <= last);
    }));
  });
});
