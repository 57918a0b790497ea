import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { formatWishes, noWishes, parseWishes, type QuoteWishes } from "./quote_cookie.ts";

const full: QuoteWishes = {
  country: "FR",
  region: "IDF",
  postalCode: "SW1A 1AA",
  shippingOption: "express",
  coupons: ["BIENVENUE10", "été; 50 %"],
  company: "Müller & Söhne, 株式会社",
  vatNumber: "FR 40 303 265 045",
};

describe("the quote cookie", () => {
  it("is read as it was written, in characters that cookies may have", () => {
    const text = formatWishes(full)!;
    expect(text).toMatch(/^[\w.*%&=+-]+$/);
    expect(text).toContain("c=FR&r=IDF&p=SW1A+1AA&o=express");
    expect(parseWishes(text)).toEqual(full);
    expect(formatWishes(noWishes)).toBe("");
    expect(parseWishes("")).toEqual(noWishes);
  });

  it("is refused when it is more than a cookie can hold", () => {
    const coupons = Array.from({ length: 10 }, (_, at) => String(at).repeat(64));
    expect(parseWishes(formatWishes({ ...noWishes, coupons })!).coupons).toEqual(coupons);
    expect(formatWishes({ ...noWishes, coupons: coupons.map((each) => "券".repeat(63) + each[0]) }))
      .toBeNull();
  });

  it("leaves out, field by field, what cannot be meant", () => {
    expect(parseWishes("c=fr&r=N+Y&p=75011&o=no+such%0Athing&k=&k=OK&v=%00&x=1")).toEqual({
      ...noWishes,
      postalCode: "75011",
      coupons: ["OK"],
    });
    expect(parseWishes(`p=${"1".repeat(17)}&${"k=A&".repeat(11)}`)).toEqual(noWishes);
    expect(parseWishes("p=75011&" + "x".repeat(4000))).toEqual(noWishes);
  });

  it("takes any text without harm", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
      const read = parseWishes(text);
      const written = formatWishes(read);
      if (written !== null) expect(parseWishes(written)).toEqual(read);
    }));
  });
});
