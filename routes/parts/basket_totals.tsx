import type { BasketPage } from "../../commerce/catalog_view.ts";
import type { Quote } from "../../commerce/quote/answer.ts";
import { toWire } from "../../commerce/wire/quote.ts";
import type { PersonalContext } from "../../edge/page.ts";
import type { Estimate } from "../basket_estimate.ts";
import { pagePath } from "./links.ts";
import { AmountsToCome, OrderSums } from "./order_sums.tsx";

/** What the basket comes to: sums, discounts, delivery, taxes as the market's law wants them shown. */
export function BasketTotals({ data, estimate: { quote }, context }: {
  data: Pick<BasketPage, "lines" | "subtotalMinor">;
  estimate: Estimate;
  context: PersonalContext;
}) {
  const { t, market } = context;
  return (
    <section class="summary" aria-labelledby="summary">
      <h2 class="summary__label" id="summary">{t("quote.summary")}</h2>
      <OrderSums
        sums={quote ? toWire(quote, market.currency) : linesAlone(data.subtotalMinor, market.currency)}
        pieces={data.lines.reduce((sum, { quantity }) => sum + quantity, 0)}
        totalLabel={t(isComplete(quote) ? "quote.total" : "quote.total_so_far")}
        context={context}
      />
      {quote ? <AmountsToCome sums={quote} context={context} /> : <p class="notice">{t("quote.failed")}</p>}
      <a class="button button--primary" href={pagePath(context.locale, "checkout")} rel="nofollow">
        {t("basket.checkout")}
      </a>
      <a class="more" href={pagePath(context.locale, "")}>{t("basket.browse")}</a>
    </section>
  );
}

/** What is known of a basket that has no quote. */
function linesAlone(amountMinor: number, currency: string) {
  const sum = { amountMinor, currency };
  return {
    subtotal: sum,
    discounts: [],
    shipping: null,
    taxes: [],
    taxTreatment: "unknown" as const,
    total: sum,
  };
}

function isComplete(quote: Quote | null): boolean {
  return quote !== null && quote.taxTreatment !== "unknown" && quote.unshippable.length === 0;
}
