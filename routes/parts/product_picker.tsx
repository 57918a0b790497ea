import type { ProductPage, ProductVariant } from "../../commerce/catalog_view.ts";
import type { PageContext } from "../../edge/page.ts";
import type { PickerPrice, VariantPickerProps } from "../../islands/picker_props.ts";
import type { WithDelivery } from "../delivery_cost.ts";
import { deliveryNote, taxNote, unitPriceNote } from "../price_notes.ts";
import { Island } from "./island.tsx";
import { pagePath, productPath } from "./links.ts";

/** Choice, price, availability and the way into the basket. */
export function ProductPicker({ product, selected, context }: {
  product: WithDelivery<ProductPage>;
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
      price: priceWords(variant, product, context),
      availability: variant.availability,
      image: variant.image,
    })),
    selected: selected.sku,
    texts: {
      price: t("price.now"),
      before: t("price.before"),
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
  { sku, price, tiers = [], unitMeasure }: Pick<ProductVariant, "sku" | "price" | "tiers" | "unitMeasure">,
  { kind, delivery }: Pick<WithDelivery<ProductPage>, "kind" | "delivery">,
  context: PageContext,
): PickerPrice {
  const { t, format } = context;
  // Directive 98/6/EC, article 6a: a reduction names the lowest price of the 30 days before it.
  const lowest = price.compareAtMinor === null ? null : price.lowestPriorMinor;
  const notes = [
    lowest === null ? null : t("price.lowest", { price: format.money(lowest) }),
    unitPriceNote(price.amountMinor, unitMeasure, context),
    ...tiers.map(({ minQuantity, amountMinor }) =>
      t("price.tier", { count: format.number(minQuantity), price: format.money(amountMinor) })
    ),
    taxNote(context, kind === "physical"),
    deliveryNote(delivery.bySku.get(sku), context),
  ];
  return {
    now: format.money(price.amountMinor),
    before: price.compareAtMinor === null ? null : format.money(price.compareAtMinor),
    notes: notes.filter((note) => note !== null),
  };
}
