import type { Price, ProductPage, ProductVariant } from "../../commerce/catalog_view.ts";
import type { PageContext } from "../../edge/page.ts";
import type { PickerPrice, VariantPickerProps } from "../../islands/picker_props.ts";
import { unitPrice } from "../unit_price.ts";
import { Island } from "./island.tsx";
import { pagePath, productPath } from "./links.ts";

/** Choice, price, availability and the way into the basket. */
export function ProductPicker({ product, selected, context }: {
  product: ProductPage;
  selected: ProductVariant;
  context: PageContext;
}) {
  const { t } = context;
  const availability: Partial<Record<ProductVariant["availability"], string>> = {};
  for (const variant of product.variants) {
    availability[variant.availability] ??= t(`availability.${variant.availability}`);
  }
  const props: VariantPickerProps = {
    path: productPath(context.locale, product.slug),
    basketPath: pagePath(context.locale, "basket"),
    options: product.options,
    variants: product.variants.map((variant) => ({
      sku: variant.sku,
      options: variant.options,
      price: priceWords(variant.price, variant.unitMeasure, context),
      availability: variant.availability,
      image: variant.image,
    })),
    selected: selected.sku,
    texts: {
      price: t("price.now"),
      before: t("price.before"),
      taxNote: t(context.market.pricesIncludeTax ? "tax.included" : "tax.excluded"),
      availability,
      out: t("availability.out_of_stock"),
      sku: t("product.sku"),
      quantity: t("basket.quantity"),
      add: t("product.add"),
      preorder: t("product.preorder"),
      adding: t("product.adding"),
      added: t("product.added"),
      soldOut: t("availability.out_of_stock"),
      failed: t("basket.failed"),
    },
  };
  return <Island name="variant_picker" props={props} assets={context.assets} />;
}

/** A price in words, with what the law wants said beside it. */
export function priceWords(
  price: Price,
  measure: ProductVariant["unitMeasure"],
  { t, format, market }: PageContext,
): PickerPrice {
  const notes: string[] = [];
  // Directive 98/6/EC, article 6a: a reduction names the lowest price of the 30 days before it.
  if (price.compareAtMinor !== null && price.lowestPriorMinor !== null) {
    notes.push(t("price.lowest", { price: format.money(price.lowestPriorMinor) }));
  }
  const unit = measure && market.pricesIncludeTax ? unitPrice(price.amountMinor, measure) : null;
  if (unit) notes.push(t(`price.per_${unit.per}`, { price: format.money(unit.amountMinor) }));
  return {
    now: format.money(price.amountMinor),
    before: price.compareAtMinor === null ? null : format.money(price.compareAtMinor),
    notes,
  };
}
