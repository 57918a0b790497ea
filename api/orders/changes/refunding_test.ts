import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { newId, type RefundId } from "../../../commerce/ids.ts";
import { sum } from "../../../commerce/money.ts";
import { toStripeAmount } from "../../../commerce/stripe_amounts.ts";
import type { RefundBody } from "../../../commerce/wire/admin_orders.ts";
import type { OrderRecord } from "../../../db/orders/records.ts";
import { isRefusal } from "../../platform/answer.ts";
import { cancelOrder } from "./closing.ts";
import type { Occasion } from "./consequences.ts";
import { chargedParts } from "./refund_amounts.ts";
import { refundInPart } from "./refunding.ts";
import { decided, sampleRecord } from "./testing/sample_record.ts";

const occasion: Occasion = { now: 0, actor: "merchant" };
const newRefundId = (): RefundId => newId("rfd");

/** An order of 5.000 KWD that was paid, or authorized, in three lines of which none divides by what Stripe takes. */
function paid(paymentState: "paid" | "authorized" = "paid"): OrderRecord {
  const total = 5_000;
  const nets = [{ netMinor: 1_001 }, { netMinor: 1_333 }, { netMinor: 2_166 }];
  const { linesMinor, shippingMinor } = chargedParts(total, "KWD", nets, 500);
  const lines = linesMinor.map((chargedMinor, at) => ({ sku: `SKU-${at}`, quantity: at + 1, chargedMinor }));
  const money = { paymentState, securedMinor: total, paidMinor: paymentState === "paid" ? total : 0 };
  return sampleRecord(lines, {
    ...money,
    shippingChargedMinor: shippingMinor,
    state: "paid",
    stock: "committed",
    checkout: "closed",
  });
}

describe("refunds in a currency that Stripe takes in steps", () => {
  it("refuse an amount between the steps by its name", () => {
    for (const amountMinor of [5, 1_001, 4_999]) {
      expect(refundInPart(paid(), newRefundId(), { amountMinor, restock: false }, occasion)).toEqual({
        problem: "validation-failed",
        errors: [{
          path: "amountMinor",
          message: "wanted a multiple of 10: Stripe takes no other amounts of KWD",
        }],
      });
    }
    const exact = refundInPart(paid(), newRefundId(), { amountMinor: 1_010, restock: false }, occasion);
    expect(decided(paid(), exact).refunds[0]!.amountMinor).toBe(1_010);
  });

  it("are exact, whatever goes back, and sum to what was charged when all has", () => {
    const line = fc.record({
      sku: fc.constantFrom("SKU-0", "SKU-1", "SKU-2"),
      quantity: fc.integer({ min: 1, max: 3 }),
    });
    const wish = fc.oneof(
      line.map((one) => ({ lines: [one], restock: false })),
      fc.constant({ shipping: true, restock: false }),
      fc.integer({ min: 1, max: 300 }).map((steps) => ({ amountMinor: steps * 10, restock: false })),
    );
    const state = fc.constantFrom("paid" as const, "authorized" as const);
    fc.assert(fc.property(state, fc.array(wish, { maxLength: 8 }), (state, wishes) => {
      let order = paid(state);
      for (const each of wishes) {
        const decision = refundInPart(order, newRefundId(), each, occasion);
        if (decision !== null && !isRefusal(decision)) order = decided(order, decision);
      }
      const ended = decided(order, cancelOrder(order, occasion, true));
      for (const { amountMinor } of ended.refunds) {
        expect(toStripeAmount(amountMinor, "KWD")).toBe(amountMinor);
      }
      expect(sum(ended.refunds.map(({ amountMinor }) => amountMinor))).toBe(5_000);
    }));
  });

  it("leave of an order that was split otherwise before what can go back whole", () => {
    const inexact = paid();
    const lines = [1_667, 1_667, 1_666].map((chargedMinor, at) => ({ ...inexact.lines[at]!, chargedMinor }));
    let order: OrderRecord = { ...inexact, lines, shippingChargedMinor: 0 };
    for (const { sku, quantity } of lines) {
      const body = { lines: [{ sku, quantity }], restock: false };
      order = decided(order, refundInPart(order, newRefundId(), body, occasion));
    }
    expect(order.refunds.map(({ amountMinor }) => amountMinor)).toEqual([1_660, 1_660, 1_680]);
    expect(decided(order, cancelOrder(order, occasion, true)).refunds).toHaveLength(3);
  });

  it("leave of its shipping too what can go back whole, and give the rest with the last, whichever it is", () => {
    const before = (): OrderRecord =>
      sampleRecord([{ sku: "SKU-0", quantity: 1, chargedMinor: 3_497 }], {
        paymentState: "paid",
        securedMinor: 5_000,
        paidMinor: 5_000,
        shippingChargedMinor: 1_503,
        state: "paid",
        stock: "committed",
        checkout: "closed",
      });
    const shipping = { shipping: true, restock: false };
    const line = { lines: [{ sku: "SKU-0", quantity: 1 }], restock: false };
    const amounts = (...bodies: RefundBody[]) =>
      bodies.reduce(
        (order, body) => decided(order, refundInPart(order, newRefundId(), body, occasion)),
        before(),
      ).refunds.map(({ amountMinor }) => amountMinor);
    expect(amounts(shipping, line)).toEqual([1_500, 3_500]);
    expect(amounts(line, shipping)).toEqual([3_490, 1_510]);
    expect(amounts({ ...line, ...shipping })).toEqual([5_000]);
    expect(amounts({ amountMinor: 10, restock: false }, line, shipping)).toEqual([10, 3_490, 1_500]);
  });
});
