import type { PersonalContext } from "../../edge/page.ts";
import type { Estimate } from "../basket_estimate.ts";
import { countryName } from "../country_names.ts";
import { regionName } from "../region_names.ts";
import { BasketForm } from "./basket_form.tsx";
import { LabelledField } from "./labelled_field.tsx";

/** Where to, and which way: fields that change nothing for the country are not asked. */
export function DeliveryForms({ estimate, context }: { estimate: Estimate; context: PersonalContext }) {
  const { t, language } = context;
  const country = countryName(estimate.country, language.tag);
  const { quote } = estimate;
  const asksPlace = estimate.countries.length > 1 || estimate.asksPostalCode || estimate.regions.length > 0;
  const nothingShips = quote !== null && quote.taxTreatment !== "unknown" && quote.shipping === null &&
    quote.unshippable.length === 0;
  if (nothingShips && !asksPlace) return null;
  return (
    <section class="panel" id="delivery" tabIndex={-1} aria-labelledby="delivery-title">
      <h2 id="delivery-title">{t("quote.delivery_title", { country })}</h2>
      {asksPlace && <PlaceForm estimate={estimate} context={context} />}
      {quote !== null && quote.unshippable.length > 0 && (
        <p class="notice">
          {t(quote.shippingOptions.length > 0 ? "quote.some_unshippable" : "quote.all_unshippable")}
        </p>
      )}
      <Options estimate={estimate} context={context} />
    </section>
  );
}

function PlaceForm({ estimate, context }: { estimate: Estimate; context: PersonalContext }) {
  const { t, locale, language } = context;
  const { country, countries, regions, given, refused } = estimate;
  const isUnknown = refused.has("postalCode");
  return (
    <BasketForm kind="form" action="destination" locale={locale}>
      <input type="hidden" name="before" value={country} />
      {countries.length > 1
        ? <CountryField estimate={estimate} context={context} />
        : <input type="hidden" name="country" value={country} />}
      {estimate.asksPostalCode && (
        <LabelledField
          id="postal-code"
          label={t("quote.postal_code", { country })}
          error={isUnknown
            ? t("quote.postal_code_unknown", { country: countryName(country, language.tag) })
            : null}
          name="postalCode"
          value={given.postalCode ?? ""}
          maxLength={16}
          autocomplete="shipping postal-code"
          autocapitalize="characters"
          spellcheck={false}
          inputMode={digitsOnly.has(country) ? "numeric" : undefined}
        />
      )}
      {regions.length > 0 && <RegionField estimate={estimate} context={context} />}
      <button class="button" type="submit">{t("quote.estimate")}</button>
    </BasketForm>
  );
}

/** Countries whose postal codes a keyboard of digits can write. */
const digitsOnly: ReadonlySet<string> = new Set("AT BE CH DE DK ES FI FR IT KW LI LU MC NO US".split(" "));

function CountryField({ estimate, context }: { estimate: Estimate; context: PersonalContext }) {
  const { t, language } = context;
  return (
    <div class="form__field">
      <label for="country">{t("quote.country")}</label>
      <select class="field" id="country" name="country" autocomplete="shipping country">
        {estimate.countries.map((code) => (
          <option value={code} selected={code === estimate.country}>{countryName(code, language.tag)}</option>
        ))}
      </select>
    </div>
  );
}

/** Where the postal code tells the region, it is shown as it tells. */
function RegionField({ estimate, context }: { estimate: Estimate; context: PersonalContext }) {
  const { t, language } = context;
  const { country, regions, region, refused } = estimate;
  // Without a postal code that exists nothing is wrong with the region.
  const isWanted = refused.has("region") && !refused.has("postalCode");
  const options = regions.map((code) => ({ code, name: regionName(country, code) }))
    .sort((one, other) => one.name.localeCompare(other.name, language.tag));
  return (
    <div class="form__field">
      <label for="region">{t("quote.region", { country })}</label>
      <select
        class="field"
        id="region"
        name="region"
        autocomplete="shipping address-level1"
        aria-invalid={isWanted ? "true" : undefined}
        aria-describedby={isWanted ? "region-error" : undefined}
      >
        <option value="">{t("quote.region_choose")}</option>
        {options.map(({ code, name }) => (
          <option key={code} value={code} selected={code === region}>{name}</option>
        ))}
      </select>
      {isWanted && <p class="form__error" id="region-error" role="alert">{t("quote.region_wanted")}</p>}
    </div>
  );
}

function Options({ estimate: { quote }, context }: { estimate: Estimate; context: PersonalContext }) {
  const { t, format, locale } = context;
  if (quote === null || quote.shippingOptions.length === 0) return null;
  const options = quote.shippingOptions.map((option) => ({
    id: option.id,
    text: (
      <>
        <span class="option__name">
          <bdi>{option.name}</bdi>
          <span class="summary__note">
            {t("quote.arrives", { days: format.days(option.promise.earliest, option.promise.latest) })}
          </span>
        </span>
        <span class="option__price">
          {option.discountMinor > 0 && (
            <>
              <s>
                <span class="visually-hidden">{t("price.before")}</span>{" "}
                {format.money(option.amountMinor + option.discountMinor)}
              </s>
              {" "}
            </>
          )}
          {option.amountMinor === 0 ? t("quote.free") : format.money(option.amountMinor)}
        </span>
      </>
    ),
  }));
  if (options.length === 1) return <p class="option">{options[0]!.text}</p>;
  return (
    <BasketForm kind="options" action="shipping" locale={locale}>
      <fieldset>
        <legend class="visually-hidden">{t("quote.options")}</legend>
        {options.map(({ id, text }) => (
          <label class="option">
            <input type="radio" name="shippingOption" value={id} checked={id === quote.shipping?.id} />
            {text}
          </label>
        ))}
      </fieldset>
      <button class="button" type="submit">{t("quote.choose")}</button>
    </BasketForm>
  );
}
