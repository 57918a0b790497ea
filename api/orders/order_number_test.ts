import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { orderNumber, readOrderNumber } from "./order_number.ts";

const numbers = fc.tuple(fc.uuid(), fc.nat(9)).map(([id, attempt]) => orderNumber(`ord_${id}`, attempt));

describe("orderNumber", () => {
  it("follows from the id, and differs with each attempt", () => {
    expect(orderNumber("ord_1", 0)).toBe(orderNumber("ord_1", 0));
    expect(orderNumber("ord_1", 1)).not.toBe(orderNumber("ord_1", 0));
  });

  it("is read in whatever way it is typed", () => {
    fc.assert(fc.property(numbers, (number) => {
      expect(number).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{5}$/);
      const typed = number.toLowerCase().replace("-", " ").replaceAll("0", "o").replaceAll("1", "l");
      expect(readOrderNumber(typed)).toBe(number);
    }));
  });

  it("finds every wrong character", () => {
    const wrong = fc.tuple(numbers, fc.nat(8), fc.integer({ min: 1, max: 31 }));
    fc.assert(fc.property(wrong, ([number, at, shift]) => {
      const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
      const letters = [...number.replace("-", "")];
      letters[at] = alphabet[(alphabet.indexOf(letters[at]!) + shift) % 32]!;
      expect(readOrderNumber(letters.join(""))).toBeNull();
    }));
  });

  it("is nothing that is no number", () => {
    for (const text of ["", "Ada", "ada@example.com", "U234-56789", "🙂".repeat(9)]) {
      expect(readOrderNumber(text)).toBeNull();
    }
  });
});
