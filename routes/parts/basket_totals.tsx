import type { ComponentChildren } from "preact";
import type { BasketPage } from "../../commerce/catalog_view.ts";
import type { Quote } from "../../commerce/quote/answer.ts";
import type { PersonalContext } from "../../edge/page.ts";
import type { Estimate } from "../basket_estimate.ts";
import { pagePath } from "./links.ts";

/** What the basket comes to: sums, discounts, delivery, taxes as the market's law wants them shown. */
export function BasketTotals({ data, estimate, context }: {
  data: Pick<BasketPage, "lines" | "subtotalMinor">;
  estimate: Estimate;
  context: PersonalContext;
}) {
  const { t, format } = context;
  const { quote } = estimate;
  const count = data.lines.reduce((sum, line) => sum + line.quantity, 0);
  return (
    <section class="summary" aria-labelledby="summary">
      <h2 class="summary__label" id="summary">{t("quote.summary")}</h2>
      <dl class="totals">
        <Row label={t("basket.subtotal")} note={t("basket.pieces", { count, shown: format.number(count) })}>
          {format.money(quote?.subtotalMinor ?? data.subtotalMinor)}
        </Row>
        {quote && <Additions quote={quote} context={context} />}
        <Row label={t(isComplete(quote) ? "quote.total" : "quote.total_so_far")} total>
          <strong class="summary__amount">{format.money(quote?.totalMinor ?? data.subtotalMinor)}</strong>
        </Row>
        {quote && context.market.pricesIncludeTax &&
          quote.taxes.map((tax) => (
            <Row
              label={t("quote.tax_contained", { name: tax.name, rate: format.percent(tax.statedRatePpm) })}
              small
            >
              {format.money(tax.amountMinor)}
            </Row>
          ))}
      </dl>
      <Notes estimate={estimate} context={context} />
      <a class="button button--primary" href={pagePath(context.locale, "checkout")} rel="nofollow">
        {t("basket.checkout")}
      </a>
      <a class="more" href={pagePath(context.locale, "")}>{t("basket.browse")}</a>
    </section>
  );
}

/** Between the subtotal and the total: only what it is made of. */
function Additions({ quote, context }: { quote: Quote; context: PersonalContext }) {
  const { t, format, market } = context;
  const { shipping } = quote;
  return (
    <>
      {quote.discounts.map(({ name, code, amountMinor }) => (
        <Row label={<bdi>{name}</bdi>} note={code !== null && <bdi>{code}</bdi>}>
          {format.money(-amountMinor)}
        </Row>
      ))}
      {shipping && (
        <Row label={t("quote.delivery")} note={<bdi>{shipping.name}</bdi>}>
          {shipping.amountMinor === 0 ? t("quote.free") : format.money(shipping.amountMinor)}
        </Row>
      )}
      {!market.pricesIncludeTax &&
        quote.taxes.map(({ name, statedRatePpm, amountMinor }) => (
          <Row label={<bdi>{name}</bdi>} note={format.percent(statedRatePpm)}>
            {format.money(amountMinor)}
          </Row>
        ))}
      {quote.roundingMinor !== 0 && <Row label={t("quote.rounding")}>{format.money(quote.roundingMinor)}
      </Row>}
    </>
  );
}

function Row({ label, note, total = false, small = false, children }: {
  label: ComponentChildren;
  note?: ComponentChildren;
  total?: boolean;
  small?: boolean;
  children: ComponentChildren;
}) {
  return (
    <div class={total ? "totals__total" : small ? "summary__note" : undefined}>
      <dt>{label} {note && <span class="summary__note">{note}</span>}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What the amounts do not say by themselves. */
function Notes({ estimate: { quote }, context: { t, market } }: {
  estimate: Estimate;
  context: PersonalContext;
}) {
  if (quote === null) return <p class="notice">{t("quote.failed")}</p>;
  return (
    <>
      {quote.taxTreatment === "unknown" && (
        <p class="summary__note">
          {t(market.pricesIncludeTax ? "quote.delivery_to_come" : "quote.delivery_and_tax_to_come")}
        </p>
      )}
      {quote.note && <p class="notice">{t(`quote.note.${quote.note}`)}</p>}
      {quote.taxTreatment === "export" && <p class="notice">{t("quote.export")}</p>}
    </>
  );
}

function isComplete(quote: Quote | null): boolean {
  return quote !== null && quote.taxTreatment !== "unknown" && quote.unshippable.length === 0;
}
