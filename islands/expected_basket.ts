/** What a basket will be after a change, as far as a script can know. Pure. */
import type { BasketAnswer } from "../commerce/wire/shop.ts";

/**
 * The basket with `quantity` pieces of a SKU, 0 for none. Money is the shop's to say: totals stay what they were
 * until its answer.
 */
export function expectedBasket(basket: BasketAnswer, sku: string, quantity: number): BasketAnswer {
  const lines = basket.lines
    .map((line) => line.sku === sku ? { ...line, quantity } : line)
    .filter((line) => line.quantity > 0);
  return { ...basket, notice: null, lines, count: lines.reduce((sum, line) => sum + line.quantity, 0) };
}
