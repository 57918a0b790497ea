import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { addressOf, inFormOrder, orderOf, type OrderParts, readCheckoutForm } from "./checkout_form.ts";

const parts: OrderParts = {
  market: "us",
  language: "en",
  currency: "USD",
  lines: [{ sku: "MUG", quantity: 2 }],
  coupons: ["TEN"],
  totalMinor: 1999,
  lineTotals: [{ sku: "MUG", totalMinor: 1800 }],
  termsAt: Date.UTC(2026, 0, 15),
  countries: ["US"],
  hasDigital: false,
};
const complete = {
  "key": "key-12345",
  "basket": "1.2s-2",
  "shown": "1999",
  "email": "ada@example.com",
  "shipTo.country": "US",
  "shipTo.name": "Ada Lovelace",
  "shipTo.line1": "1 Main St",
  "shipTo.city": "San Francisco",
  "shipTo.region": "CA",
  "shipTo.postalCode": "94103",
  "consents.terms": "on",
};
const form = (more: Record<string, string | undefined> = {}) =>
  readCheckoutForm(
    new URLSearchParams(
      Object.entries({ ...complete, ...more }).filter((pair): pair is [string, string] =>
        pair[1] !== undefined
      ),
    ),
  );
const faultsOf = (more: Record<string, string | undefined>, other: Partial<OrderParts> = {}) => {
  const found = orderOf(form(more), { ...parts, ...other });
  return "faults" in found ? Object.fromEntries(inFormOrder(found.faults)) : {};
};

describe("the order that a checkout makes", () => {
  it("has its codes in ASCII, in whatever digits they were typed", () => {
    const typed = form({
      "shipTo.country": "KW",
      "shipTo.city": "السالمية",
      "shipTo.region": undefined,
      "shipTo.postalCode": "٢٢٠٠٠",
      "shipTo.phone": "＋٩٦٥ ٢٢٢٢ ٣٣٣٣",
    });
    const found = orderOf(typed, { ...parts, countries: ["KW"] });
    expect("order" in found && found.order.shipTo).toMatchObject({
      city: "السالمية",
      postalCode: "22000",
      phone: "+965 2222 3333",
    });
  });

  it("is the body of the API's call", () => {
    expect(orderOf(form(), parts)).toEqual({
      order: {
        market: "us",
        language: "en",
        lines: [{ sku: "MUG", quantity: 2 }],
        email: "ada@example.com",
        shipTo: {
          country: "US",
          name: "Ada Lovelace",
          line1: "1 Main St",
          city: "San Francisco",
          region: "CA",
          postalCode: "94103",
        },
        coupons: ["TEN"],
        consents: { terms: "2026-01-15T00:00:00.000Z" },
        expectedTotal: { amountMinor: 1999, currency: "USD" },
        expectedLines: [{ sku: "MUG", total: { amountMinor: 1800, currency: "USD" } }],
      },
    });
  });

  it("takes another address and a company only where their box is ticked", () => {
    const bill = { "billTo.country": "US", "billTo.name": "Grace", "customer.company": "ACME" };
    expect(orderOf(form(bill), parts)).not.toHaveProperty("order.billTo");
    expect(orderOf(form(bill), parts)).not.toHaveProperty("order.customer");
    expect(orderOf(form({ ...bill, company: "on" }), parts)).toHaveProperty("order.customer", {
      company: "ACME",
    });
    expect(faultsOf({ ...bill, bill: "on" })).toEqual({
      "billTo.line1": "missing",
      "billTo.city": "missing",
      "billTo.region": "missing",
      "billTo.postalCode": "missing",
    });
  });

  const cases: readonly [
    string,
    Record<string, string | undefined>,
    Record<string, string>,
    Partial<OrderParts>?,
  ][] = [
    ["nothing typed", {
      "email": "",
      "shipTo.name": " ",
      "shipTo.line1": "",
      "shipTo.city": "\t",
      "shipTo.region": "",
      "shipTo.postalCode": "",
      "consents.terms": undefined,
    }, {
      "email": "missing",
      "shipTo.name": "missing",
      "shipTo.line1": "missing",
      "shipTo.city": "missing",
      "shipTo.region": "missing",
      "shipTo.postalCode": "missing",
      "consents.terms": "missing",
    }],
    ["no e-mail address", { email: "ada@" }, { email: "wrong" }],
    ["a mail header in it", { email: "ada@example.com\r\nBcc: x@example.com" }, { email: "wrong" }],
    ["a telephone of letters", { "shipTo.phone": "call me" }, { "shipTo.phone": "wrong" }],
    ["a postal code that does not exist", { "shipTo.postalCode": "9410" }, { "shipTo.postalCode": "wrong" }],
    ["a country not sold to", { "shipTo.country": "FR", "shipTo.postalCode": "75011" }, {
      "shipTo.country": "wrong",
    }],
    ["a name as long as a book", { "shipTo.name": "a".repeat(5000) }, { "shipTo.name": "wrong" }],
    ["an invisible name", { "shipTo.name": "\u200b\u200b" }, { "shipTo.name": "wrong" }],
    ["a digital item without consent", {}, { "consents.immediateDelivery": "missing" }, { hasDigital: true }],
  ];
  for (const [name, more, wanted, other] of cases) {
    it(`refuses ${name}`, () => expect(faultsOf(more, other)).toEqual(wanted));
  }

  it("needs no terms where there are none", () => {
    expect(faultsOf({ "consents.terms": undefined }, { termsAt: null })).toEqual({});
  });
});

describe("a form that was sent", () => {
  it("is read on one line, composed, and without halves of characters", () => {
    const { text } = form({ "shipTo.city": " San\r\n  Jose\u0301 ", "shipTo.line1": "\ud800x" });
    expect([text["shipTo.city"], text["shipTo.line1"]]).toEqual(["San José", "\ufffdx"]);
  });

  it("leaves out fields that the country's address does not have", () => {
    const sent = form({
      "shipTo.country": "FR",
      "shipTo.postalCode": "75011",
      "shipTo.phone": "+33 1 23 45 67 89",
    });
    expect(addressOf(sent, "shipTo", "fr")).toEqual({
      country: "FR",
      name: "Ada Lovelace",
      line1: "1 Main St",
      city: "San Francisco",
      postalCode: "75011",
      phone: "+33 1 23 45 67 89",
    });
  });

  it("knows a region by its name, as browsers fill it in", () => {
    expect(addressOf(form({ "shipTo.region": "california" }), "shipTo", "en").region).toBe("CA");
  });

  it("takes no total that is none", () => {
    expect(["-1", "1e9", "12.5", "", "9".repeat(16)].map((shown) => form({ shown }).shownMinor))
      .toEqual([null, null, null, null, null]);
    expect(form({ shown: "0" }).shownMinor).toBe(0);
  });
});
