import type { PersonalContext } from "../../edge/page.ts";
import type { Estimate } from "../basket_estimate.ts";
import { BasketForm } from "./basket_form.tsx";
import { LabelledField } from "./labelled_field.tsx";

/** For whom a VAT number makes a difference. */
export function CompanyForm({ estimate, context }: { estimate: Estimate; context: PersonalContext }) {
  const { t, locale, wishes } = context;
  const isFilled = wishes.company !== null || wishes.vatNumber !== null;
  return (
    <details class="fold" id="company" tabIndex={-1} open={isFilled}>
      <summary>{t("quote.company_title")}</summary>
      <BasketForm kind="form" action="company" locale={locale}>
        <LabelledField
          id="company-name"
          label={t("quote.company")}
          error={null}
          name="company"
          value={wishes.company ?? ""}
          maxLength={200}
          autocomplete="organization"
        />
        <LabelledField
          id="vat-number"
          label={t("quote.vat_number")}
          error={estimate.refused.has("vatNumber") ? t("quote.vat_number_wrong") : null}
          name="vatNumber"
          value={wishes.vatNumber ?? ""}
          maxLength={32}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
        />
        <button class="button" type="submit">{t("quote.company_save")}</button>
      </BasketForm>
    </details>
  );
}
