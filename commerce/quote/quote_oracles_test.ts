/** What holds of every quote, told again in another way: tax by hand, quotes with and without a line or a coupon. */
import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { sum } from "../money.ts";
import { type Basket, basket, now } from "../../tests/support/quote_arbitraries.ts";
import type { Quote } from "./answer.ts";
import { quote } from "./quote.ts";
import type { Promotion, TaxCategory } from "./view.ts";

function quoted({ request, view }: Basket, at = now): Quote {
  const outcome = quote(request, view, at);
  if ("refusal" in outcome) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.quote;
}

type Market = Basket["view"]["market"];
const inMarket = (one: Basket, market: Partial<Market>): Basket => ({
  ...one,
  view: { ...one.view, market: { ...one.view.market, ...market } },
});
const asking = (one: Basket, request: Partial<Basket["request"]>): Basket => ({
  ...one,
  request: { ...one.request, ...request },
});

function half(numerator: bigint, denominator: bigint): number {
  return Number((2n * numerator + denominator) / (2n * denominator));
}

function rateOf({ view }: Basket, country: string | null, category: TaxCategory): number {
  const rows = view.taxRates.filter((row) =>
    row.country === country && row.validFrom <= now && (row.validUntil === null || now < row.validUntil)
  );
  const own = rows.find((row) => row.category === category);
  if (own) return own.ratePpm;
  if (category === "zero" || category === "exempt") return 0;
  return rows.find((row) => row.category === "standard")?.ratePpm ?? 0;
}

describe("every quote, computed another way", () => {
  it("has the tax of each line in it, or on top", () => {
    fc.assert(
      fc.property(basket, (any) => {
        const one = inMarket(any, { taxRounding: "per-line" });
        const { pricesIncludeTax } = one.view.market;
        const { shipTo, customer } = one.request;
        const isReverse = shipTo?.country === "DE" && customer.vatNumber !== null;
        const there = shipTo === null
          ? pricesIncludeTax ? "FR" : null
          : shipTo.country === "NO" || isReverse
          ? null
          : shipTo.country;
        const answer = quoted(one);
        expect(answer.taxTreatment).toBe(
          shipTo === null
            ? "unknown"
            : shipTo.country === "NO"
            ? "export"
            : isReverse
            ? "reverse-charge"
            : "standard",
        );
        for (const line of answer.lines) {
          const rate = rateOf(one, there, line.taxCategory);
          const net = BigInt(line.totalMinor - sum(line.discounts.map((part) => part.amountMinor)));
          const whole = 1_000_000n + (pricesIncludeTax ? BigInt(rate) : 0n);
          expect([line.taxRatePpm, line.taxMinor]).toEqual([rate, half(net * BigInt(rate), whole)]);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("has each tax rounded once where the market says so", () => {
    fc.assert(
      fc.property(basket, (any) => {
        const one = inMarket(any, { taxRounding: "per-total" });
        const { pricesIncludeTax } = one.view.market;
        for (const { baseMinor, amountMinor, ratePpm } of quoted(one).taxes) {
          const on = BigInt(baseMinor + (pricesIncludeTax ? amountMinor : 0));
          const whole = 1_000_000n + (pricesIncludeTax ? BigInt(ratePpm) : 0n);
          expect(amountMinor).toBe(half(on * BigInt(ratePpm), whole));
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("has no smaller subtotal for a line more, whatever is taken off and however it is rounded", () => {
    fc.assert(
      fc.property(basket, fc.nat(11), (one, more) => {
        const { lines } = one.request;
        const fewer = asking(one, { lines: lines.slice(0, 1 + more % lines.length) });
        expect(quoted(one).subtotalMinor).toBeGreaterThanOrEqual(quoted(fewer).subtotalMinor);
      }),
      { numRuns: 2000 },
    );
  });

  it("has no smaller subtotal for a piece more, but where it is the first of a cheaper tier", () => {
    fc.assert(
      fc.property(basket, (one) => {
        const [line] = one.request.lines;
        if (line!.quantity === 999) return;
        const priced = (quantity: number) => quoted(asking(one, { lines: [{ ...line!, quantity }] }));
        const [before, after] = [priced(line!.quantity), priced(line!.quantity + 1)];
        if (after.lines[0]!.price.minQuantity === line!.quantity + 1) return;
        expect(after.subtotalMinor).toBeGreaterThanOrEqual(before.subtotalMinor);
      }),
      { numRuns: 1000 },
    );
  });

  it("has the same subtotal whatever promotions take off it", () => {
    fc.assert(
      fc.property(basket, (one) => {
        const plain = { ...one, view: { ...one.view, promotions: [] } };
        expect(quoted(one).subtotalMinor).toBe(quoted(plain).subtotalMinor);
        for (const line of quoted(one).lines) {
          if (line.quantity === 1) expect(line.totalMinor).toBe(line.unitPriceMinor);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("is refused no promotion of a group of which nothing else gives anything", () => {
    fc.assert(
      fc.property(basket, (one) => {
        const answer = quoted(one);
        const given = new Set(
          [...answer.discounts, ...answer.shippingOptions.length > 0 ? answer.shipping?.discounts ?? [] : []]
            .map((discount) => discount.promotionId),
        );
        for (const { code, outcome } of answer.coupons) {
          if (outcome !== "not-combinable") continue;
          const groups = one.view.promotions.filter((each) => each.couponHashes?.includes(code))
            .map((each) => each.exclusivityGroup);
          // Without anything to free, or not knowing where to, free shipping counts as given: it is what would be.
          const isNothingToFree = answer.shippingOptions.every(({ amountMinor }) => amountMinor === 0);
          const isGiven = ({ id, rule, couponHashes }: Promotion) =>
            given.has(id) || rule.kind === "free-shipping" &&
              (hasFreed(answer) || isNothingToFree && !couponHashes?.includes(code));
          const used = one.view.promotions.filter((each) =>
            each.exclusivityGroup !== null && groups.includes(each.exclusivityGroup) && isGiven(each)
          );
          expect(used.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("is another one for a coupon that is applied, once it is known where to", () => {
    fc.assert(
      fc.property(basket, (one) => {
        if (one.request.shipTo === null) return;
        const answer = quoted(one);
        for (const { code, outcome } of answer.coupons) {
          if (outcome !== "applied") continue;
          const isOther = (each: { readonly code: string }) => each.code !== code;
          // A promotion of another coupon may take its place: then that coupon's outcome is another.
          const seen = ({ totalMinor, discounts, shippingOptions, shipping, coupons }: Quote) =>
            JSON.stringify([totalMinor, discounts, shippingOptions, shipping, coupons.filter(isOther)]);
          const coupons = one.request.coupons.filter(isOther);
          const unlocked = one.view.promotions.filter((each) => each.couponHashes?.includes(code));
          const isNeeded = unlocked.some(({ couponHashes }) =>
            !coupons.some(({ hash }) => couponHashes!.includes(hash))
          );
          if (!isNeeded) continue;
          expect(seen(quoted(asking(one, { coupons })))).not.toBe(seen(answer));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("is not dearer for the coupons that were typed", () => {
    fc.assert(
      fc.property(basket, (one) => {
        expect(quoted(one).totalMinor).toBeLessThanOrEqual(quoted(asking(one, { coupons: [] })).totalMinor);
      }),
      { numRuns: 3000 },
    );
  });

  it("has the gifts that can be had, and no others", () => {
    fc.assert(
      fc.property(basket, (one) => {
        for (const sku of quoted(one).gifts) {
          expect(one.view.gifts.get(sku)?.availability).toMatch(/in_stock|backorder/);
          expect(one.request.lines.map((line) => line.sku)).not.toContain(sku);
        }
      }),
      { numRuns: 500 },
    );
  });
});

/** Whether a promotion made a way of shipping free, be it another than the chosen one. */
function hasFreed({ shippingOptions }: Quote): boolean {
  return shippingOptions.some(({ discountMinor }) => discountMinor > 0);
}
