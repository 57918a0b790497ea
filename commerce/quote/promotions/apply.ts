/** Promotions in their order: who may be used, what each takes off which line. */
import { choosePrice, earlier, nextPriceBoundary } from "../../price_choice.ts";
import type { LineDiscount, QuoteRequest } from "../answer.ts";
import type { PricedLine } from "../prices.ts";
import type { Promotion, QuoteView } from "../view.ts";
import { checkConditions, type Conditioned } from "./conditions.ts";
import { type CouponVerdict, unlocking } from "./coupons.ts";
import { PieceGroups } from "./piece_groups.ts";
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

/** A promotion that could be used, held against everything that does not depend on the others. */
interface Candidate extends UsedPromotion {
  readonly conditioned: Conditioned;
  /** Whether its gift, if it is one, can be had. */
  readonly hasGift: boolean;
}

export interface Candidates {
  readonly lines: readonly PricedLine[];
  /** In the order of their use: higher priorities first and equal ones by id. */
  readonly candidates: readonly Candidate[];
  /** When the first of them, or what they give, may be another. */
  readonly validUntil: number | null;
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
}

/** The promotions that need no coupon, or one that is given. */
export function candidatesFor(
  lines: readonly PricedLine[],
  request: QuoteRequest,
  view: QuoteView,
  now: number,
): Candidates {
  const candidates: Candidate[] = [];
  let validUntil: number | null = null;
  for (const promotion of inOrder(view.promotions)) {
    const coupons = unlocking(promotion, request.coupons);
    if (coupons === null) continue;
    validUntil = earlier(validUntil, nextBoundary(promotion, now));
    const conditioned = checkConditions(promotion, lines, request, now);
    const { rule } = promotion;
    const gift = rule.kind === "gift" && "reducible" in conditioned ? view.gifts.get(rule.sku) : undefined;
    const price = { priceListId: request.priceListId, quantity: 1, now };
    if (gift) validUntil = earlier(validUntil, nextPriceBoundary(gift.prices, price));
    const hasGift = gift !== undefined && gift.availability !== "out_of_stock" &&
      choosePrice(gift.prices, price) !== null;
    candidates.push({ promotion, coupons, conditioned, hasGift });
  }
  return { lines, candidates, validUntil };
}

/**
 * Uses the promotions in their order; each works on what those before it left. Of an exclusivity group only the
 * first that gives something is used.
 *
 * @param leftOut Promotions of coupons that do not make the quote cheaper.
 * @param idle Promotions with a group whose free shipping makes nothing free: they come after all others of it.
 */
export function applyPromotions(
  { lines, candidates }: Candidates,
  leftOut: ReadonlySet<Promotion>,
  idle: ReadonlySet<Promotion>,
): Promoted {
  const groups = new PieceGroups(lines);
  const discounts: UsedPromotion[] = [];
  const byLine: LineDiscount[][] = lines.map(() => []);
  const freeShipping: FreeShipping[] = [];
  const waiting: FreeShipping[] = [];
  const gifts = new Set<string>();
  const verdicts: CouponVerdict[] = [];
  const usedGroups = new Set<string>();

  for (const candidate of candidates) {
    const outcome = use(candidate);
    if (outcome !== null && candidate.coupons.length > 0) {
      verdicts.push({ coupons: candidate.coupons, outcome });
    }
  }
  for (const free of waiting) {
    if (takesGroup(free.promotion)) freeShipping.push(free);
    else if (free.coupons.length > 0) verdicts.push({ coupons: free.coupons, outcome: "not-combinable" });
  }
  return { discounts, byLine, netMinor: groups.netMinor(), freeShipping, gifts: [...gifts], verdicts };

  /** Whether no other of its group is used; from now on it is. */
  function takesGroup({ exclusivityGroup }: Promotion): boolean {
    if (exclusivityGroup === null) return true;
    if (usedGroups.has(exclusivityGroup)) return false;
    usedGroups.add(exclusivityGroup);
    return true;
  }

  /** What is said of its coupons; null: nothing yet. */
  function use({ promotion, coupons, conditioned, hasGift }: Candidate): CouponVerdict["outcome"] | null {
    if ("why" in conditioned) return conditioned.why;
    if (leftOut.has(promotion)) return "not-cheaper";
    const { reducible } = conditioned;
    const result = applyRule(promotion.rule, groups.of(reducible));
    switch (result.kind) {
      case "nothing":
        return result.why;
      case "gift-offer":
        if (!hasGift) return "no-matching-item";
        if (promotion.exclusivityGroup !== null && usedGroups.has(promotion.exclusivityGroup)) {
          return "not-combinable";
        }
        gifts.add(result.sku);
        return "gift-to-add";
      case "free-shipping":
        if (idle.has(promotion)) waiting.push({ promotion, coupons, methods: result.methods });
        else if (!takesGroup(promotion)) return "not-combinable";
        else freeShipping.push({ promotion, coupons, methods: result.methods });
        return null;
      case "discount":
        if (!takesGroup(promotion)) return "not-combinable";
        discounts.push({ promotion, coupons });
        groups.cut(reducible, result.cuts, promotion.rule.kind === "bundle").forEach((amountMinor, at) => {
          if (amountMinor === 0) return;
          byLine[reducible[at]!]!.push({ promotionId: promotion.id, name: promotion.name, amountMinor });
        });
        return "applied";
    }
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
