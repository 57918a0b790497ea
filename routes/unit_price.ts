/** Unit prices (Directive 98/6/EC): what a litre, a kilogram, a metre, a square metre or a piece would cost. */
import type { ProductVariant } from "../commerce/catalog_view.ts";

/** How many of a measure's unit make the unit that its price is told for. */
const references = {
  ml: { size: 1000, name: "l" },
  g: { size: 1000, name: "kg" },
  mm: { size: 1000, name: "m" },
  cm2: { size: 10_000, name: "m2" },
  piece: { size: 1, name: "piece" },
} as const;

/**
 * The price of one reference unit, in minor units of the currency, rounded half up; `null` where the content says
 * nothing more than the price does.
 *
 * @example
 * ```ts
 * unitPrice(2900, { amount: 250, unit: "ml" }); // { amountMinor: 11600, per: "l" }
 * ```
 */
export function unitPrice(
  amountMinor: number,
  measure: NonNullable<ProductVariant["unitMeasure"]>,
): { readonly amountMinor: number; readonly per: string } | null {
  if (!Object.hasOwn(references, measure.unit) || measure.amount <= 0) return null;
  const { size, name } = references[measure.unit as keyof typeof references];
  if (measure.amount === size) return null;
  return {
    amountMinor: Math.floor((2 * amountMinor * size + measure.amount) / (2 * measure.amount)),
    per: name,
  };
}
