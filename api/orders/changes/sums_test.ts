import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import type { RefundId } from "../../../commerce/ids.ts";
import { sum } from "../../../commerce/money.ts";
import type { PaymentEvent } from "../../../commerce/wire/internal_payments.ts";
import type { OrderRecord } from "../../../db/orders/records.ts";
import { isRefusal } from "../../platform/answer.ts";
import { paymentStatusOf, refundedOfPaidMinor } from "../standing.ts";
import type { Occasion } from "./consequences.ts";
import { applyPaymentEvent } from "./payment_events.ts";
import { refundInPart } from "./refunding.ts";
import { refundableMinor } from "./sums.ts";
import { decided, sampleRecord } from "./testing/sample_record.ts";

const occasion: Occasion = { now: 0, actor: "payments" };
const total = 24_000;
const refundIds = ["rfd_a", "rfd_b", "rfd_c", "rfd_d"] as const;

/** Something that happens to an order's money: a word of payments, or the merchant's wish for a refund. */
type Step =
  | { readonly type: "paid" | "authorized" | "processing" | "expired" }
  | { readonly type: "wish"; readonly id: string; readonly amountMinor: number }
  | {
    readonly type: "refunded" | "refund-failed";
    readonly id: string;
    readonly amountMinor: number;
    /** Made by the merchant at Stripe. */
    readonly isOutside: boolean;
  };

function take(order: OrderRecord, step: Step): OrderRecord {
  if (step.type === "wish") {
    const wish = { amountMinor: step.amountMinor, restock: false };
    const decision = refundInPart(order, step.id as RefundId, wish, occasion);
    const isKnown = order.refunds.some(({ id }) => id === step.id);
    return isKnown || isRefusal(decision!) ? order : decided(order, decision);
  }
  const frame = { id: "evt_1", orderId: order.id, paymentId: "pay_1", currency: "KWD", at: "" };
  const event: PaymentEvent = step.type === "refunded" || step.type === "refund-failed"
    ? {
      ...frame,
      type: step.type,
      amountMinor: step.amountMinor,
      refundId: step.id,
      key: step.isOutside ? null : step.id,
      isVoid: false,
    }
    : { ...frame, type: step.type, amountMinor: total };
  return decided(order, applyPaymentEvent(order, event, occasion));
}

const placed = () => sampleRecord([{ sku: "A", quantity: 1, chargedMinor: total }]);
const play = (steps: readonly Step[]) => steps.reduce(take, placed());
const minor = (order: OrderRecord, status: string) =>
  sum(order.refunds.filter((refund) => refund.status === status).map(({ amountMinor }) => amountMinor));

describe("the sums of an order's money", () => {
  const amountMinor = fc.integer({ min: 1, max: total / 10 }).map((steps) => steps * 10);
  const id = fc.constantFrom(...refundIds);
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ type: fc.constantFrom("paid", "authorized", "processing", "expired") }),
    fc.record({ type: fc.constant("wish" as const), id, amountMinor }),
    fc.record({
      type: fc.constantFrom("refunded", "refund-failed"),
      id,
      amountMinor,
      isOutside: fc.boolean(),
    }),
  );

  it("are those of the facts after every step, and what the database holds them to", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
        let order = placed();
        for (const each of steps) {
          order = take(order, each);
          const { securedMinor, paidMinor, refundingMinor, refundedMinor } = order;
          expect(refundedMinor).toBeGreaterThanOrEqual(0);
          expect(refundingMinor).toBeGreaterThanOrEqual(refundedMinor);
          expect(securedMinor).toBeGreaterThanOrEqual(refundingMinor);
          expect(securedMinor).toBeGreaterThanOrEqual(paidMinor);
          const refunded = refundedOfPaidMinor(order);
          expect(refunded).toBeLessThanOrEqual(paidMinor);
          if (order.paymentState !== "paid") continue;
          expect(refunded).toBe(Math.min(paidMinor, minor(order, "succeeded")));
          expect(refundableMinor(order)).toBe(
            Math.max(0, paidMinor - minor(order, "succeeded") - minor(order, "pending")),
          );
        }
      }),
      { numRuns: 400 },
    );
  });

  it("end the same in whatever order payments tells of the same things", () => {
    const told = fc.record({
      wishes: fc.uniqueArray(fc.record({ type: fc.constant("wish" as const), id, amountMinor }), {
        selector: (wish) => wish.id,
        maxLength: 2,
      }),
      outside: amountMinor,
      ends: fc.array(fc.constantFrom(["refunded"], ["refund-failed"], ["refunded", "refund-failed"]), {
        minLength: 3,
        maxLength: 3,
      }),
    }).chain(({ wishes, outside, ends }) => {
      const outcomes = [...wishes, { id: "rfd_outside", amountMinor: outside }].flatMap((refund, at) =>
        ends[at]!.map((type) => ({
          type: type as "refunded" | "refund-failed",
          id: refund.id,
          amountMinor: refund.amountMinor,
          isOutside: refund.id === "rfd_outside",
        }))
      );
      return fc.record({
        wishes: fc.constant(wishes),
        outcomes: fc.constant(outcomes),
        shuffled: fc.shuffledSubarray([...outcomes, ...outcomes], { minLength: outcomes.length * 2 }),
      });
    });
    fc.assert(
      fc.property(told, ({ wishes, outcomes, shuffled }) => {
        const summary = (order: OrderRecord) => [
          paymentStatusOf(order),
          order.refundedMinor,
          refundableMinor(order),
          order.refunds.map(({ id, status }) => `${id} ${status}`).sort(),
        ];
        const before: Step[] = [{ type: "paid" }, ...wishes];
        expect(summary(play([...before, ...shuffled]))).toEqual(summary(play([...before, ...outcomes])));
      }),
      { numRuns: 200 },
    );
  });

  it("know what went back when a refund made at Stripe crosses one of ours, which fails there", () => {
    const ours = { id: "rfd_a", amountMinor: 14_000, isOutside: false };
    const outside = { id: "rfd_b", amountMinor: 13_940, isOutside: true };
    const crossed = play([{ type: "paid" }, { type: "wish", ...ours }, { type: "refunded", ...outside }]);
    expect([crossed.securedMinor, refundableMinor(crossed)]).toEqual([total, 0]);
    const settled = take(crossed, { type: "refund-failed", ...ours });
    expect([paymentStatusOf(settled), refundedOfPaidMinor(settled), refundableMinor(settled)]).toEqual([
      "partially_refunded",
      13_940,
      total - 13_940,
    ]);
  });
});
