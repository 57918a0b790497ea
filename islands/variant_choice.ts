/**
 * Which variant a shopper means. Pure: shared by the server's links and the browser's instant choice.
 */

/** Option code → value code. */
export type Choice = Readonly<Record<string, string>>;

/** What the choice looks at in a variant. */
export interface Choosable {
  readonly options: Choice;
  readonly availability: string;
}

/**
 * The variant that choosing `value` of `option` leads to from `current`: among the variants with that value, the
 * one that keeps most of the other options (earlier ones in `order` weigh more), then one that can be bought,
 * then the first. Null when no variant has the value.
 */
export function nearestVariant<Variant extends Choosable>(
  variants: readonly Variant[],
  order: readonly string[],
  current: Choice,
  option: string,
  value: string,
): Variant | null {
  let best: Variant | null = null;
  let bestScore = -1;
  for (const variant of variants) {
    if (variant.options[option] !== value) continue;
    const score = closeness(variant, order, current, option);
    if (score > bestScore) [best, bestScore] = [variant, score];
  }
  return best;
}

/** Whether a variant keeps every option of `current` but the one that was chosen. */
export function keepsOthers(variant: Choosable, current: Choice, option: string): boolean {
  return Object.keys(current).every((name) => name === option || variant.options[name] === current[name]);
}

/** How many options are kept, then which, then whether it can be bought: digits of one number, high to low. */
function closeness(variant: Choosable, order: readonly string[], current: Choice, option: string): number {
  let kept = 0;
  let which = 0;
  for (const name of order) {
    const same = name !== option && variant.options[name] === current[name];
    kept += same ? 1 : 0;
    which = which * 2 + (same ? 1 : 0);
  }
  const buyable = variant.availability === "out_of_stock" ? 0 : 1;
  return (kept * 2 ** order.length + which) * 2 + buyable;
}
