import { vatNumberCountries } from "../../commerce/quote/vat_number.ts";
import { AddressFields, type CheckoutProps, CountrySelect, TextInput, TickBox } from "./checkout_fields.tsx";

/** Another address for the bill, and a company's name and number: asked only where the box is ticked. */
export function BillingFields({ data, context }: CheckoutProps) {
  const { t, market } = context;
  return (
    <>
      <div class="panel ticked">
        <TickBox name="company" text={t("quote.company_title")} data={data} context={context} />
        <div class="ticked__fields address" role="group" aria-label={t("quote.company")}>
          <TextInput
            name="customer.company"
            optional
            data={data}
            context={context}
            maxLength={200}
            autocomplete="billing organization"
          />
          {market.countries.some((country) => vatNumberCountries.has(country)) && (
            <TextInput
              name="customer.vatNumber"
              optional
              data={data}
              context={context}
              maxLength={32}
              autocomplete="off"
              autocapitalize="characters"
              spellcheck={false}
              data-refresh=""
            />
          )}
        </div>
      </div>
      <div class="panel ticked">
        <TickBox name="bill" text={t("checkout.bill")} data={data} context={context} />
        <div class="ticked__fields" role="group" aria-label={t("checkout.billing")}>
          <CountrySelect part="billTo" countries={data.countries} data={data} context={context} />
          <AddressFields part="billTo" data={data} context={context} />
        </div>
      </div>
    </>
  );
}
