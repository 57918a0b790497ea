/** Promotions in their order: who may be used, what each takes off which line. */
import { earlier } from "../../price_choice.ts";
import type { LineDiscount, QuoteRequest } from "../answer.ts";
import type { PricedLine } from "../prices.ts";
import type { Promotion, QuoteView } from "../view.ts";
import { checkConditions } from "./conditions.ts";
import { type CouponVerdict, unlocking } from "./coupons.ts";
import type { RuleResult } from "./rule.ts";
import { applyRule } from "./rules.ts";

/** A promotion that is used, with the coupons that unlock it, as positions in the request. */
export interface UsedPromotion {
  readonly promotion: Promotion;
  readonly coupons: readonly number[];
}

/** One that makes shipping free, by these methods; none: all. */
export interface FreeShipping extends UsedPromotion {
  readonly methods: readonly string[];
}

export interface Promoted {
  /** Promotions that took something off, in the order of their use. */
  readonly discounts: readonly UsedPromotion[];
  /** For each line the parts of these, none of them zero. */
  readonly byLine: readonly (readonly LineDiscount[])[];
  /** For each line what is left of its total. */
  readonly netMinor: readonly number[];
  readonly freeShipping: readonly FreeShipping[];
  /** SKUs of gifts that could be added. */
  readonly gifts: readonly string[];
  /** What became of promotions that coupons unlock; of free shipping it is said once shipping is known. */
  readonly verdicts: readonly CouponVerdict[];
  readonly validUntil: number | null;
}

/**
 * Uses the promotions, higher priorities first and equal ones by id; each works on what those before it left. Of an
 * exclusivity group only the first that gives something is used.
 */
export function applyPromotions(
  lines: readonly PricedLine[],
  request: QuoteRequest,
  view: QuoteView,
  now: number,
): Promoted {
  const discounts: UsedPromotion[] = [];
  const byLine: LineDiscount[][] = lines.map(() => []);
  const netMinor = lines.map((line) => line.totalMinor);
  const freeShipping: FreeShipping[] = [];
  const gifts: string[] = [];
  const verdicts: CouponVerdict[] = [];
  const usedGroups = new Set<string>();
  let validUntil: number | null = null;

  for (const promotion of inOrder(view.promotions)) {
    const coupons = unlocking(promotion, request.coupons);
    if (coupons === null) continue;
    validUntil = earlier(validUntil, nextBoundary(promotion, now));
    const result = resultOf(promotion);
    if (result.kind !== "refused" && promotion.exclusivityGroup !== null) {
      usedGroups.add(promotion.exclusivityGroup);
    }
    switch (result.kind) {
      case "discount":
        discounts.push({ promotion, coupons });
        result.amountsMinor.forEach((amountMinor, at) => {
          if (amountMinor === 0) return;
          byLine[at]!.push({ promotionId: promotion.id, name: promotion.name, amountMinor });
          netMinor[at] = netMinor[at]! - amountMinor;
        });
        break;
      case "free-shipping":
        freeShipping.push({ promotion, coupons, methods: result.methods });
        break;
      case "gift-offer":
        if (!gifts.includes(result.sku)) gifts.push(result.sku);
        break;
    }
    if (coupons.length > 0 && result.kind !== "free-shipping") {
      verdicts.push({ coupons, outcome: result.kind === "refused" ? result.why : "applied" });
    }
  }
  return { discounts, byLine, netMinor, freeShipping, gifts, verdicts, validUntil };

  function resultOf(promotion: Promotion) {
    const conditioned = checkConditions(promotion, lines, request, now);
    if ("why" in conditioned) return { kind: "refused", why: conditioned.why } as const;
    const result: RuleResult = applyRule(
      promotion.rule,
      lines.map((line, at) => ({
        sku: line.variant.sku,
        quantity: line.quantity,
        unitPriceMinor: line.price.amountMinor,
        remainingMinor: netMinor[at]!,
        matches: conditioned.matches[at]!,
        ships: line.variant.kind === "physical",
      })),
    );
    if (result.kind === "nothing") return { kind: "refused", why: result.why } as const;
    const { exclusivityGroup } = promotion;
    if (exclusivityGroup !== null && usedGroups.has(exclusivityGroup)) {
      return { kind: "refused", why: "not-combinable" } as const;
    }
    return result;
  }
}

function inOrder(promotions: readonly Promotion[]): Promotion[] {
  return [...promotions].sort((one, other) =>
    other.priority - one.priority || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0)
  );
}

function nextBoundary({ validFrom, validUntil }: Promotion, now: number): number | null {
  const at = now < validFrom ? validFrom : validUntil;
  return at !== null && at > now ? at : null;
}
