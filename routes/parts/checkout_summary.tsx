import { type CheckoutProps, TickBox } from "./checkout_fields.tsx";
import { pagePath } from "./links.ts";
import { AmountsToCome, OrderSums } from "./order_sums.tsx";
import { OrderedLine } from "./ordered_line.tsx";
import { Picture } from "./picture.tsx";
import { sellingLaw } from "../selling_law.ts";

/**
 * What is ordered, what it costs, and the conditions, right above the button that orders it (Directive 2011/83/EU,
 * article 8(2); in Japan the final confirmation of the Act on Specified Commercial Transactions, article 12-6).
 */
export function CheckoutSummary({ data, context }: CheckoutProps) {
  const { t } = context;
  return (
    <section class="summary checkout__summary" aria-labelledby="summary">
      <div class="checkout__review" id="review" data-part="">
        <div class="checkout__head">
          <h2 class="summary__label" id="summary">{t("checkout.review")}</h2>
          <a href={pagePath(context.locale, "basket")}>{t("checkout.edit_basket")}</a>
        </div>
        <Lines data={data} context={context} />
        <Sums data={data} context={context} />
        <Facts data={data} context={context} />
      </div>
      <Consents data={data} context={context} />
      <button
        class="button button--primary checkout__place"
        type="submit"
        name="action"
        value="place"
        data-testid="place-order"
      >
        {t("checkout.place", { law: sellingLaw(context.market.countries) })}
      </button>
    </section>
  );
}

function Lines({ data: { quote, lines }, context }: CheckoutProps) {
  return (
    <ul class="order-lines">
      {lines.map((line) => {
        const quoted = quote?.lines.find(({ sku }) => sku === line.sku);
        return (
          <OrderedLine
            picture={line.image && <Picture image={line.image} sizes="4rem" largest={160} alt="" />}
            line={line}
            unitMinor={quoted?.unitPrice.amountMinor ?? line.price.amountMinor}
            totalMinor={quoted?.total.amountMinor ?? line.totalMinor}
            context={context}
          >
            {quote?.unshippable.includes(line.sku) && (
              <p class="form__error">{context.t("quote.unshippable")}</p>
            )}
          </OrderedLine>
        );
      })}
    </ul>
  );
}

function Sums({ data, context }: CheckoutProps) {
  const { t } = context;
  const { quote, isComplete } = data;
  if (quote === null) return <p class="notice">{t("quote.failed")}</p>;
  return (
    <>
      <OrderSums
        sums={quote}
        pieces={data.lines.reduce((sum, { quantity }) => sum + quantity, 0)}
        totalLabel={t(isComplete ? "quote.total" : "quote.total_so_far")}
        context={context}
      />
      {quote.coupons.filter(({ outcome }) => outcome !== "applied").map(({ code, outcome }) => (
        <p class="summary__note">
          <bdi>{code}</bdi>: {t(`quote.coupon.${outcome}`)}
        </p>
      ))}
      <AmountsToCome sums={quote} context={context} />
      {/* What the shopper has seen when the button is pressed. */}
      <input type="hidden" name="shown" value={isComplete ? String(quote.total.amountMinor) : ""} />
      <input type="hidden" name="shownBy" value={data.form.shownBy} />
      <input type="hidden" name="basket" value={data.form.basket} />
    </>
  );
}

/** When and how is paid, when it arrives, how one gets out of it again. */
function Facts({ data: { pages, quote, ships }, context }: CheckoutProps) {
  const { t, format, locale, market } = context;
  const promise = quote?.shippingOptions.find(({ id }) => id === quote.shipping?.id)?.promise;
  return (
    <dl class="facts">
      <div>
        <dt>{t("checkout.payment")}</dt>
        <dd>{t("checkout.payment_text")}</dd>
      </div>
      {ships && promise && (
        <div>
          <dt>{t("checkout.delivery")}</dt>
          <dd>{t("quote.arrives", { days: format.days(promise.earliest, promise.latest) })}</dd>
        </div>
      )}
      <div>
        <dt>{t("checkout.returns")}</dt>
        <dd>
          {t("checkout.returns_text", { law: sellingLaw(market.countries) })}{" "}
          {pages.returns && (
            <a href={pagePath(locale, `i/${pages.returns.slug}`)} target="_blank">{t("checkout.details")}</a>
          )}
        </dd>
      </div>
    </dl>
  );
}

function Consents({ data, context }: CheckoutProps) {
  const { t, locale } = context;
  const { terms, privacy } = data.pages;
  // In a window of its own: what was typed so far stays.
  const link = (slug: string, text: string) => (
    <a href={pagePath(locale, `i/${slug}`)} target="_blank">{text}</a>
  );
  return (
    <div class="consents">
      {terms && (
        <TickBox name="consents.terms" text={t("checkout.terms")} data={data} context={context} required />
      )}
      {data.hasDigital && (
        <TickBox
          name="consents.immediateDelivery"
          text={t("checkout.immediate")}
          data={data}
          context={context}
          required
        />
      )}
      <p class="summary__note consents__links">
        {terms && link(terms.slug, t("checkout.terms_read"))}
        {privacy && link(privacy.slug, t("checkout.privacy"))}
      </p>
    </div>
  );
}
