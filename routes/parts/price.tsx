import type { Price } from "../../commerce/catalog_view.ts";
import type { PageContext } from "../../edge/page.ts";

/** A price as lists show it: with the one before a reduction, and "from" where variants differ. */
export function PriceTag({ price, varies = false, context }: {
  price: Price;
  varies?: boolean;
  context: PageContext;
}) {
  const { t, format } = context;
  const amount = format.money(price.amountMinor);
  const shown = varies ? t("price.from", { price: amount }) : amount;
  if (price.compareAtMinor === null) return <p class="price">{shown}</p>;
  return (
    <p class="price">
      <span class="reduced">
        <span class="visually-hidden">{t("price.now")}</span> {shown}
      </span>{" "}
      <s>
        <span class="visually-hidden">{t("price.before")}</span> {format.money(price.compareAtMinor)}
      </s>
    </p>
  );
}
