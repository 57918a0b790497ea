import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { sum } from "../money.ts";
import { quoteAnswer, toWire } from "../wire/quote.ts";
import type { Quote } from "./answer.ts";
import { type Basket, basket, hostileRequest, now } from "../../tests/support/quote_arbitraries.ts";
import { quote } from "./quote.ts";

function quoted({ request, view }: Basket, at = now): Quote {
  const outcome = quote(request, view, at);
  if ("refusal" in outcome) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.quote;
}

const amounts = (parts: readonly { readonly amountMinor: number }[]) =>
  sum(parts.map((part) => part.amountMinor));

describe("every quote", () => {
  it("has parts that sum to the whole, and nothing below zero", () => {
    fc.assert(
      fc.property(basket, (one) => {
        const answer = quoted(one);
        const { lines, shipping, discounts, taxes } = answer;
        const { pricesIncludeTax, cashRoundingMinor } = one.view.market;

        expect(answer.subtotalMinor).toBe(sum(lines.map((line) => line.totalMinor)));
        for (const { promotionId, amountMinor } of discounts) {
          const parts = lines.flatMap((line) => line.discounts).filter((part) =>
            part.promotionId === promotionId
          );
          expect(amounts(parts)).toBe(amountMinor);
        }
        expect(amounts(discounts)).toBe(amounts(lines.flatMap((line) => line.discounts)));
        expect(amounts(taxes)).toBe(sum(lines.map((line) => line.taxMinor)) + (shipping?.taxMinor ?? 0));
        expect(shipping?.discountMinor ?? 0).toBe(amounts(shipping?.discounts ?? []));
        expect(answer.totalMinor).toBe(
          answer.subtotalMinor - amounts(discounts) + (shipping?.amountMinor ?? 0) +
            (pricesIncludeTax ? 0 : amounts(taxes)) + answer.roundingMinor,
        );
        expect(answer.totalMinor % cashRoundingMinor).toBe(0);
        expect(Math.abs(answer.roundingMinor) * 2).toBeLessThanOrEqual(
          cashRoundingMinor === 1 ? 0 : cashRoundingMinor,
        );

        const all = [
          answer.totalMinor,
          ...lines.flatMap((line) => [
            line.taxMinor,
            line.totalMinor - amounts(line.discounts),
            ...line.discounts.map((part) => part.amountMinor - 1),
          ]),
          ...taxes.flatMap((tax) => [tax.amountMinor, tax.baseMinor]),
          ...(shipping ? [shipping.amountMinor, shipping.discountMinor, shipping.taxMinor] : []),
        ];
        expect(all.filter((amount) => !Number.isSafeInteger(amount) || amount < 0)).toEqual([]);
        expect(answer.validUntil === null || answer.validUntil > now).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("is the same in whatever order the lines, the coupons and the rows stand", () => {
    const shuffled = basket.chain((one) =>
      fc.record({
        one: fc.constant(one),
        lines: fc.shuffledSubarray([...one.request.lines], { minLength: one.request.lines.length }),
        promotions: fc.shuffledSubarray([...one.view.promotions], { minLength: one.view.promotions.length }),
      })
    );
    fc.assert(
      fc.property(shuffled, ({ one, lines, promotions }) => {
        const answer = quoted(one);
        const other = quoted({
          request: { ...one.request, lines },
          view: { ...one.view, promotions, methods: one.view.methods.toReversed() },
        });
        const bySku = (quote: Quote) => ({
          ...quote,
          lines: quote.lines.toSorted((a, b) => a.sku < b.sku ? -1 : 1),
          unshippable: quote.unshippable.toSorted(),
        });
        expect(other.lines.map((line) => line.sku)).toEqual(lines.map((line) => line.sku));
        expect(bySku(other)).toEqual(bySku(answer));
      }),
      { numRuns: 600 },
    );
  });

  it("is not dearer for a promotion", () => {
    fc.assert(
      fc.property(basket, ({ request, view }) => {
        // Free shipping from a threshold is the one thing that a discount can cost.
        const methods = view.methods.map((method) => ({
          ...method,
          basis: "weight" as const,
          freeFromMinor: null,
        }));
        const market = { ...view.market, pricesIncludeTax: true, constant: "gross" as const };
        const shipTo = request.shipTo?.country === "FR" ? request.shipTo : null;
        const plain = { ...view, methods, market, promotions: [] };
        expect(
          quoted({ request: { ...request, shipTo }, view: { ...plain, promotions: view.promotions } })
            .totalMinor,
        )
          .toBeLessThanOrEqual(quoted({ request: { ...request, shipTo }, view: plain }).totalMinor);
      }),
      { numRuns: 500 },
    );
  });

  it("stays as it is until validUntil", () => {
    fc.assert(
      fc.property(basket, (one) => {
        const methods = one.view.methods.map((method) => ({ ...method, cutOffMinutes: 1440 }));
        const still = { ...one, view: { ...one.view, methods } };
        const answer = quoted(still);
        if (answer.validUntil !== null) expect(quoted(still, answer.validUntil - 1)).toEqual(answer);
      }),
      { numRuns: 500 },
    );
  });

  it("costs the same where prices are without tax and where they contain it", () => {
    fc.assert(
      fc.property(basket, (one) => {
        // Net prices of whole hundreds, so that no tax has a fraction to round.
        const priced = (grossOf: (netMinor: number) => number) =>
          new Map(
            [...one.view.variants].map(([sku, variant]) => [sku, {
              ...variant,
              taxCategory: "standard" as const,
              prices: variant.prices.map((row) => ({ ...row, amountMinor: grossOf(row.amountMinor * 100) })),
            }]),
          );
        const view = { ...one.view, promotions: [], methods: [] };
        const market = { ...one.view.market, cashRoundingMinor: 1, countries: ["FR"] };
        const request = {
          ...one.request,
          lines: one.request.lines.map((line) => ({ ...line, quantity: Math.min(line.quantity, 9) })),
          shipTo: { country: "FR", region: null, postalCode: null },
        };
        const without = quote(request, {
          ...view,
          market: { ...market, pricesIncludeTax: false },
          variants: priced((net) => net),
        }, now);
        const within = quote(request, {
          ...view,
          market: { ...market, pricesIncludeTax: true },
          variants: priced((net) => net / 5 * 6),
        }, now);
        if ("refusal" in within || "refusal" in without) return;
        expect(within.quote.totalMinor).toBe(without.quote.totalMinor);
        expect(amounts(within.quote.taxes)).toBe(amounts(without.quote.taxes));
      }),
      { numRuns: 500 },
    );
  });

  it("is the same bytes from a copy of the same catalog, and what the wire's schema describes", () => {
    fc.assert(
      fc.property(basket, (one) => {
        const { currency } = one.view.market;
        const wire = toWire(quoted(one), currency);
        expect(JSON.stringify(toWire(quoted(structuredClone(one)), currency))).toBe(JSON.stringify(wire));
        expect(quoteAnswer.parse(wire)).toEqual(wire);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a request as nobody should send it", () => {
  it("is quoted or refused with paths, and never throws", () => {
    fc.assert(
      fc.property(basket, hostileRequest, ({ view }, request) => {
        const outcome = quote(request, view, now);
        if ("refusal" in outcome) {
          expect(outcome.refusal.errors.length).toBeGreaterThan(0);
          for (const { path } of outcome.refusal.errors) {
            expect(path).toMatch(
              /^(lines(\.\d+\.(sku|quantity))?|coupons|shipTo\.(country|region|postalCode)|shippingOption|customer\.vatNumber)$/,
            );
          }
        } else expect(outcome.quote.totalMinor).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 500 },
    );
  });
});
