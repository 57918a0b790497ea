import { type CheckoutProps, faultText } from "./checkout_fields.tsx";

/** Which way, with the days that are promised. */
export function CheckoutDelivery({ data, context }: CheckoutProps) {
  const { t, format } = context;
  const { quote, ships } = data;
  if (!ships) return null;
  const options = quote?.shippingOptions ?? [];
  const error = faultText("shippingOption", { data, context });
  return (
    <fieldset class="panel" id="delivery" data-part="">
      <legend>{t("checkout.delivery")}</legend>
      {options.length === 0 && <p>{t(nothingYet(data))}</p>}
      {quote !== null && options.length > 0 && quote.unshippable.length > 0 && (
        <p class="notice">{t("quote.some_unshippable")}</p>
      )}
      <div class="options">
        {options.map(({ id, name, amount, promise }) => (
          <label class="option">
            <input
              type="radio"
              name="shippingOption"
              value={id}
              checked={id === quote?.shipping?.id}
              data-refresh=""
            />
            <span class="option__name">
              <bdi>{name}</bdi>
              <span class="summary__note">
                {t("quote.arrives", { days: format.days(promise.earliest, promise.latest) })}
              </span>
            </span>
            <span class="option__price">
              {amount.amountMinor === 0 ? t("quote.free") : format.money(amount.amountMinor)}
            </span>
          </label>
        ))}
      </div>
      {error !== null && <p class="form__error" role="alert">{error}</p>}
    </fieldset>
  );
}

function nothingYet({ quote }: CheckoutProps["data"]): string {
  return quote !== null && quote.unshippable.length > 0 ? "quote.all_unshippable" : "quote.delivery_to_come";
}
