/** All kinds of promotion rules. A new kind is its type in `view.ts`, its file here, and its entry below. */
import type { PromotionRule } from "../view.ts";
import { bundle } from "./bundle.ts";
import { buyXGetY } from "./buy_x_get_y.ts";
import { fixedAmount } from "./fixed_amount.ts";
import { fixedPrice } from "./fixed_price.ts";
import { freeShipping } from "./free_shipping.ts";
import { gift } from "./gift.ts";
import { percentage } from "./percentage.ts";
import type { PieceGroup, Rule, RuleResult } from "./rule.ts";
import { tiered } from "./tiered.ts";

const rules: { readonly [Kind in PromotionRule["kind"]]: Rule<Kind> } = {
  "percentage": percentage,
  "fixed-amount": fixedAmount,
  "fixed-price": fixedPrice,
  "buy-x-get-y": buyXGetY,
  "tiered": tiered,
  "bundle": bundle,
  "free-shipping": freeShipping,
  "gift": gift,
};

/** What a rule gives to these pieces. */
export function applyRule<Kind extends PromotionRule["kind"]>(
  rule: Extract<PromotionRule, { readonly kind: Kind }>,
  groups: readonly PieceGroup[],
): RuleResult {
  return rules[rule.kind as Kind](rule, groups);
}
