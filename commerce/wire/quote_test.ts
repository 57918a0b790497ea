import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import type { Quote } from "../quote/answer.ts";
import { quoteAnswer, quoteBody, toQuoteRequest, toWire } from "./quote.ts";

const valid = { market: "fr", language: "fr", lines: [{ sku: "CUP-1", quantity: 2 }] };

/** Paths of the errors in a body, in their order. */
function paths(body: unknown): string[] {
  return quoteBody.safeParse(body).error?.issues.map((issue) => issue.path.join(".")) ?? [];
}

describe("the body of a quote", () => {
  it("may be as little as a market, a language and a line", () => {
    expect(paths(valid)).toEqual([]);
  });

  it("is refused with the path of what is wrong", () => {
    const lines = (...all: unknown[]) => paths({ ...valid, lines: all });
    expect(paths({ ...valid, lines: [] })).toEqual(["lines"]);
    expect(lines(...Array.from({ length: 101 }, (_, at) => ({ sku: `S${at}`, quantity: 1 })))).toEqual([
      "lines",
    ]);
    expect(lines(...Array.from({ length: 100 }, (_, at) => ({ sku: `S${at}`, quantity: 1 })))).toEqual([]);
    for (const quantity of [0, -1, 0.5, 1000, 1e9, 1e300, "1", null]) {
      expect(lines({ sku: "A", quantity })).toEqual(["lines.0.quantity"]);
    }
    expect(lines({ sku: "A", quantity: 999 })).toEqual([]);
    expect(lines({ sku: "A", quantity: 1 }, { sku: "B", quantity: 1 }, { sku: "A", quantity: 3 }))
      .toEqual(["lines.2.sku"]);
    expect(lines({ sku: "A B", quantity: 1 })).toEqual(["lines.0.sku"]);
    expect(lines({ sku: "A", quantity: 1, price: 1 })).toEqual(["lines.0"]);

    for (const country of ["fr", "FRA", "F", "", "1F", "Ｆ Ｒ"]) {
      expect(paths({ ...valid, shipTo: { country } })).toEqual(["shipTo.country"]);
    }
    expect(paths({ ...valid, shipTo: { country: "US", region: "california" } })).toEqual(["shipTo.region"]);
    expect(paths({ ...valid, shipTo: { country: "FR", postalCode: "9".repeat(17) } })).toEqual([
      "shipTo.postalCode",
    ]);
    expect(paths({ ...valid, shipTo: {} })).toEqual(["shipTo.country"]);

    expect(paths({ ...valid, coupons: ["x".repeat(64)] })).toEqual([]);
    expect(paths({ ...valid, coupons: ["OK", "x".repeat(65)] })).toEqual(["coupons.1"]);
    expect(paths({ ...valid, coupons: ["x".repeat(10_000)] })).toEqual(["coupons.0"]);
    expect(paths({ ...valid, coupons: [" "] })).toEqual(["coupons.0"]);
    expect(paths({ ...valid, coupons: Array.from({ length: 11 }, (_, at) => `C${at}`) })).toEqual([
      "coupons",
    ]);

    expect(paths({ ...valid, customer: { vatNumber: "x".repeat(33) } })).toEqual(["customer.vatNumber"]);
    expect(paths({ ...valid, customer: { groups: ["staff"] } })).toEqual(["customer"]);
    expect(paths({ ...valid, now: 0 })).toEqual([""]);
    expect(paths({})).toEqual(["market", "language", "lines"]);
    expect(paths([])).toEqual([""]);
  });

  it("answers all errors together, a SKU that comes twice among them", () => {
    expect(paths({
      ...valid,
      lines: [{ sku: "A", quantity: 0 }, { sku: "A", quantity: 1 }],
      shipTo: { country: "x" },
      coupons: ["x".repeat(65)],
    })).toEqual(["lines.0.quantity", "lines.1.sku", "shipTo.country", "coupons.0"]);
  });

  it("becomes the quote function's request", () => {
    const body = quoteBody.parse({
      ...valid,
      shipTo: { country: "FR" },
      coupons: [" SAVE "],
      customer: { company: "", vatNumber: "DE136695976" },
    });
    expect(toQuoteRequest(body, ["hash"], { priceListId: 3, customerGroups: ["club"], isFirstOrder: true }))
      .toEqual({
        language: "fr",
        lines: [{ sku: "CUP-1", quantity: 2 }],
        shipTo: { country: "FR", region: null, postalCode: null },
        shippingOption: null,
        coupons: [{ code: "SAVE", hash: "hash" }],
        customer: { company: null, vatNumber: "DE136695976" },
        priceListId: 3,
        customerGroups: ["club"],
        isFirstOrder: true,
      });
  });
});

describe("a quote on the wire", () => {
  it("has the contract's names, and leaves out what there is none of", () => {
    const quote: Quote = {
      lines: [{
        sku: "CUP-1",
        quantity: 2,
        unitPriceMinor: 1201,
        price: {
          priceListId: 1,
          minQuantity: 1,
          validFrom: 0,
          validUntil: Date.parse("2026-07-01T00:00:00Z"),
          compareAtMinor: 1500,
          lowestPriorMinor: null,
        },
        totalMinor: 2402,
        discounts: [{ promotionId: "p", name: "Summer", amountMinor: 240 }],
        taxCategory: "standard",
        taxRatePpm: 81_000,
        taxMinor: 162,
      }],
      subtotalMinor: 2402,
      discounts: [{ promotionId: "p", name: "Summer", code: null, amountMinor: 240, firstOrder: false }],
      coupons: [{ code: "SHIP", outcome: "applied" }],
      shipping: {
        id: "standard",
        name: "By post",
        amountMinor: 0,
        discountMinor: 700,
        discounts: [{ promotionId: "s", name: "Free", code: "SHIP", amountMinor: 700, firstOrder: true }],
        taxMinor: 0,
      },
      shippingOptions: [{
        id: "standard",
        name: "By post",
        amountMinor: 0,
        discountMinor: 700,
        promise: { earliest: "2026-06-16", latest: "2026-06-17" },
      }],
      unshippable: [],
      taxes: [{
        name: "MWST",
        country: "CH",
        region: null,
        ratePpm: 81_000,
        statedRatePpm: 81_000,
        baseMinor: 2000,
        amountMinor: 162,
      }],
      taxTreatment: "standard",
      note: null,
      roundingMinor: -2,
      totalMinor: 2160,
      gifts: [],
      validUntil: null,
      catalogVersion: 12,
    };
    const chf = (amountMinor: number) => ({ amountMinor, currency: "CHF" });
    const wire = toWire(quote, "CHF");
    expect(wire).toEqual({
      lines: [{
        sku: "CUP-1",
        quantity: 2,
        unitPrice: chf(1201),
        total: chf(2402),
        discounts: [{ promotionId: "p", name: "Summer", amount: chf(240) }],
        price: {
          priceListId: 1,
          minQuantity: 1,
          validFrom: null,
          validUntil: "2026-07-01T00:00:00.000Z",
          compareAt: chf(1500),
        },
        taxCategory: "standard",
        taxRate: 0.081,
        tax: chf(162),
      }],
      subtotal: chf(2402),
      discounts: [{ promotionId: "p", name: "Summer", amount: chf(240) }],
      coupons: [{ code: "SHIP", outcome: "applied" }],
      shipping: {
        id: "standard",
        name: "By post",
        amount: chf(0),
        discounts: [{ promotionId: "s", name: "Free", code: "SHIP", amount: chf(700), firstOrder: true }],
        tax: chf(0),
      },
      shippingOptions: [{
        id: "standard",
        name: "By post",
        amount: chf(0),
        discount: chf(700),
        promise: { earliest: "2026-06-16", latest: "2026-06-17" },
      }],
      unshippable: [],
      taxes: [{ name: "MWST", country: "CH", rate: 0.081, base: chf(2000), amount: chf(162) }],
      taxTreatment: "standard",
      rounding: chf(-2),
      total: chf(2160),
      gifts: [],
      validUntil: null,
      catalogVersion: 12,
    });
    expect(quoteAnswer.parse(wire)).toEqual(wire);
  });
});
