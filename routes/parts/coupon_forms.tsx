import type { PersonalContext } from "../../edge/page.ts";
import type { Estimate } from "../basket_estimate.ts";
import { BasketForm } from "./basket_form.tsx";
import { LabelledField } from "./labelled_field.tsx";

/**
 * The coupons that were given, with what became of each, and a field for one more. A code that no promotion knows
 * stays in the field to be corrected.
 */
export function CouponForms({ estimate, context }: { estimate: Estimate; context: PersonalContext }) {
  const { t, locale } = context;
  const given = estimate.quote?.coupons ?? [];
  const last = given.at(-1);
  const mistyped = last && (last.outcome === "unknown" || last.outcome === "duplicate") ? last : null;
  const listed = mistyped ? given.slice(0, -1) : given;
  return (
    <section class="panel" id="coupons" tabIndex={-1} aria-labelledby="coupons-title">
      <h2 id="coupons-title">{t("quote.coupons")}</h2>
      {listed.length > 0 && (
        <ul class="coupons">
          {listed.map(({ code, outcome }) => (
            <li>
              <p>
                <span>
                  <bdi>{code}</bdi>
                </span>
                <span class={outcome === "applied" ? "summary__note" : "form__error"}>
                  {t(`quote.coupon.${outcome}`)}
                </span>
              </p>
              <BasketForm action="remove-coupon" locale={locale}>
                <input type="hidden" name="coupon" value={code} />
                <button class="button button--quiet" type="submit">
                  {t("basket.remove")} <span class="visually-hidden">{code}</span>
                </button>
              </BasketForm>
            </li>
          ))}
        </ul>
      )}
      <BasketForm kind="form" action="coupon" locale={locale}>
        {mistyped && <input type="hidden" name="instead" value={mistyped.code} />}
        <LabelledField
          id="coupon"
          label={t("quote.coupon")}
          error={mistyped && t(`quote.coupon.${mistyped.outcome}`)}
          name="coupon"
          value={mistyped?.code ?? ""}
          maxLength={64}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
        />
        <button class="button" type="submit">{t("quote.coupon_add")}</button>
      </BasketForm>
    </section>
  );
}
