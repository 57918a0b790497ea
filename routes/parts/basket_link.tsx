import { formatTag } from "../../commerce/locale.ts";
import { BasketDrawer } from "../../islands/basket_drawer.tsx";
import type { BasketDrawerProps } from "../../islands/basket_props.ts";
import type { PageContext } from "../../edge/page.ts";
import { Island } from "./island.tsx";
import { pagePath } from "./links.ts";
import { Slot } from "./slot.tsx";

/** The way to the basket, with how many pieces are in it; where there is script it opens beside the page. */
export function BasketLink({ context, plain }: { context: PageContext; plain: boolean }) {
  const { t } = context;
  const props: BasketDrawerProps = {
    path: pagePath(context.locale, "basket"),
    numbers: formatTag(context.locale.language, context.market.countries[0]),
    texts: {
      label: t("header.basket"),
      title: t("basket.title"),
      close: t("basket.close"),
      empty: t("basket.empty"),
      subtotal: t("basket.subtotal"),
      note: context.market.pricesIncludeTax
        ? t("basket.note_with_tax", { country: context.market.countries[0] ?? "" })
        : t("basket.note_without_tax"),
      view: t("basket.view"),
      remove: t("basket.remove"),
      quantity: t("basket.quantity"),
      fewer: t("basket.fewer"),
      more: t("basket.more"),
      failed: t("basket.failed"),
    },
  };
  const count = <Slot name="basket-count" />;
  return plain
    ? <BasketDrawer {...props}>{count}</BasketDrawer>
    : <Island name="basket_drawer" props={props} assets={context.assets}>{count}</Island>;
}
