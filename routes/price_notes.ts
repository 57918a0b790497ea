/** What the law of a market wants said beside its prices. */
import type { ProductVariant } from "../commerce/catalog_view.ts";
import type { PageContext } from "../edge/page.ts";
import { unitPrice } from "./unit_price.ts";

type Words = Pick<PageContext, "t" | "format" | "market">;

/**
 * Whether tax is in a price and delivery is not, in the words of the market: `inkl. MwSt., zzgl. Versandkosten`.
 *
 * @param ships False: nothing is sent, as of what is downloaded.
 */
export function taxNote({ t, market }: Pick<Words, "t" | "market">, ships = true): string {
  const country = market.countries[0] ?? "";
  if (market.pricesIncludeTax) return t(ships ? "tax.included" : "tax.included_digital", { country });
  return t(ships ? "tax.excluded" : "tax.excluded_digital", { country });
}

/** What delivery costs at least; null where that depends on the place. */
export function deliveryNote(amountMinor: number | null | undefined, { t, format }: Words): string | null {
  if (amountMinor === null || amountMinor === undefined) return null;
  return amountMinor === 0 ? t("delivery.free") : t("delivery.from", { price: format.money(amountMinor) });
}

/**
 * The unit price in words; null where there is none to tell. Prices without tax have none: what is to be told is what
 * is paid (Directive 98/6/EC, article 2).
 */
export function unitPriceNote(
  amountMinor: number,
  measure: ProductVariant["unitMeasure"] | undefined,
  { t, format, market }: Words,
): string | null {
  const unit = measure && market.pricesIncludeTax ? unitPrice(amountMinor, measure) : null;
  return unit && t(`price.per_${unit.per}`, { price: format.money(unit.amountMinor) });
}
