/** Whether a promotion is for this basket, shopper and moment, and which lines it is about. */
import type { CouponOutcome, QuoteRequest } from "../answer.ts";
import type { PricedLine } from "../prices.ts";
import type { Promotion, PromotionConditions, QuoteVariant } from "../view.ts";

/** Why a promotion is not used. */
export type Refused = Exclude<CouponOutcome, "applied" | "unknown" | "duplicate">;

/** The lines that it may reduce, as ascending places among all; or why the promotion is not used. */
export type Conditioned = { readonly reducible: readonly number[] } | { readonly why: Refused };

/** Holds a promotion's conditions against a basket. Its window is looked at first, the basket last. */
export function checkConditions(
  promotion: Promotion,
  lines: readonly PricedLine[],
  request: QuoteRequest,
  now: number,
): Conditioned {
  const { conditions, rule } = promotion;
  if (now < promotion.validFrom) return { why: "not-yet" };
  if (promotion.validUntil !== null && promotion.validUntil <= now) return { why: "expired" };
  if (promotion.isExhausted) return { why: "exhausted" };
  if (!allows(conditions.languages, [request.language])) return { why: "wrong-language" };
  if (!allows(conditions.customerGroups, request.customerGroups)) return { why: "wrong-customer" };
  if (conditions.firstOrder && !request.isFirstOrder) return { why: "not-first-order" };

  const reducible: number[] = [];
  let pieces = 0;
  let subtotalMinor = 0;
  lines.forEach((line, at) => {
    const isGift = rule.kind === "gift" && rule.sku === line.variant.sku;
    const counts = isMeant(conditions, line.variant);
    // A gift is given even where its line does not count.
    if (rule.kind === "gift" ? isGift : counts) reducible.push(at);
    if (!counts) return;
    // And it does not count towards what earns it.
    const counted = isGift ? line.quantity - 1 : line.quantity;
    pieces += counted;
    subtotalMinor += line.price.amountMinor * counted;
  });
  if (pieces === 0) return { why: "no-matching-item" };
  if (subtotalMinor < (conditions.minimumSubtotalMinor ?? 0)) return { why: "minimum-not-met" };
  if (pieces < (conditions.minimumQuantity ?? 0)) return { why: "minimum-not-met" };
  return { reducible };
}

function allows(wanted: readonly string[], given: readonly string[]): boolean {
  return wanted.length === 0 || wanted.some((each) => given.includes(each));
}

/**
 * A line is meant when it is of one of the categories, is one of the products, or has one of the attribute
 * values; when none of these is asked for, every line is. Gift cards are money: only a promotion that names
 * their product means them.
 */
function isMeant({ categories, products, attributes }: PromotionConditions, variant: QuoteVariant): boolean {
  if (products.includes(variant.productId)) return true;
  if (variant.kind === "gift_card") return false;
  if (categories.length === 0 && products.length === 0 && attributes.length === 0) return true;
  return categories.some((each) => variant.categories.includes(each)) ||
    attributes.some(({ attribute, value }) =>
      Object.hasOwn(variant.attributes, attribute) && variant.attributes[attribute]!.includes(value)
    );
}
