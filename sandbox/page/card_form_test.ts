import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { testCards } from "../payments/test_cards.ts";
import { checkPayForm, emptyForm, isCardNumber, isIban, type PayForm } from "./card_form.ts";

/** 31 December 2034, 23:59:59 UTC. */
const endOf2034 = Date.UTC(2035, 0, 1) / 1000 - 1;
const card: PayForm = {
  ...emptyForm,
  email: "ada@example.com",
  name: "Ada",
  number: "4242 4242 4242 4242",
  expiry: "12/34",
  cvc: "123",
};
const check = (form: Partial<PayForm>, now = endOf2034) =>
  checkPayForm({ ...card, ...form }, { offered: ["card", "sepa_debit"], email: null, now });

describe("what is typed into the payment page", () => {
  it("is a card, however it is written", () => {
    for (const expiry of ["12/34", "12 / 34", "12/2034", "12-34", "1234", "122034"]) {
      expect(check({ expiry })).toEqual({
        payment: {
          method: "card",
          number: "4242424242424242",
          expMonth: 12,
          expYear: 2034,
          name: "Ada",
          email: "ada@example.com",
        },
      });
    }
  });

  it("is valid to the last second of its month", () => {
    expect(check({}, endOf2034 + 1)).toEqual({ wrong: ["expiry"] });
    for (const expiry of ["13/34", "00/34", "12", "", "ab/cd"]) {
      expect(check({ expiry })).toEqual({ wrong: ["expiry"] });
    }
  });

  it("names everything that is wrong", () => {
    expect(check({ email: "ada", name: "", number: "1", expiry: "", cvc: "12" })).toEqual({
      wrong: ["email", "name", "number", "expiry", "cvc"],
    });
    expect(check({ method: "cash" })).toEqual({ wrong: ["method"] });
    expect(check({ method: "sepa_debit", iban: "DE00" })).toEqual({ wrong: ["iban"] });
  });

  it("has check digits: every test card has, and no card with one digit changed", () => {
    const numbers = Object.keys(testCards);
    expect(numbers.filter((number) => !isCardNumber(number))).toEqual([]);
    fc.assert(fc.property(
      fc.constantFrom(...numbers),
      fc.nat(),
      fc.integer({ min: 1, max: 9 }),
      (number, place, change) => {
        const index = place % number.length;
        const digit = (Number(number[index]) + change) % 10;
        return !isCardNumber(number.slice(0, index) + digit + number.slice(index + 1));
      },
    ));
  });

  it("is an IBAN only when its remainder is one", () => {
    const right = [
      "DE89370400440532013000",
      "FR1420041010050500013M02606",
      "NO9386011117947",
      "GB33BUKB20201555555555",
    ];
    expect(right.filter((iban) => !isIban(iban))).toEqual([]);
    const wrong = ["DE88370400440532013000", "DE89370400440532013001", "de89370400440532013000", "DE89", ""];
    expect(wrong.filter((iban) => isIban(iban))).toEqual([]);
  });
});
