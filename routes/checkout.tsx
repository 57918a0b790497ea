/** `checkout`: contact, address, delivery, review and the button that orders, in one form. */
import type { VNode } from "preact";
import type { PersonalContext } from "../edge/page.ts";
import type { CheckoutPageData } from "./checkout_data.ts";
import { BillingFields } from "./parts/checkout_company.tsx";
import { CheckoutDelivery } from "./parts/checkout_delivery.tsx";
import { AddressFields, CountrySelect, TextInput } from "./parts/checkout_fields.tsx";
import { Problem } from "./parts/checkout_problem.tsx";
import { CheckoutSummary } from "./parts/checkout_summary.tsx";
import { Island } from "./parts/island.tsx";
import { Layout } from "./parts/layout.tsx";
import { pagePath } from "./parts/links.ts";
import { WaitingOrder } from "./parts/waiting_order.tsx";

export function checkoutView(data: CheckoutPageData, context: PersonalContext): VNode {
  const { t } = context;
  const title = t("checkout.title");
  return (
    <Layout
      context={context}
      frame={data.frame}
      head={{ title: data.problem ? t("basket.title_error", { title }) : title, robots: "noindex" }}
    >
      <div class="intro">
        <div class="intro__text">
          <h1>{title}</h1>
        </div>
      </div>
      <WaitingOrder context={context} />
      <Island
        name="checkout_helper"
        props={{ form: "checkout", texts: { placing: t("checkout.placing") } }}
        assets={context.assets}
      />
      {/* The browser's own messages would keep the shop's from being said. */}
      <form id="checkout" method="post" action={pagePath(context.locale, "checkout")} noValidate>
        {/* What Enter presses: never the button that orders. */}
        <button
          class="visually-hidden"
          type="submit"
          name="action"
          value="update"
          tabIndex={-1}
          aria-hidden="true"
        >
          {t("checkout.update")}
        </button>
        <input type="hidden" name="key" value={data.form.key} />
        <Problem data={data} context={context} />
        <div class="basket checkout">
          <div class="basket__main">
            <Contact data={data} context={context} />
            <BillingFields data={data} context={context} />
            <CheckoutDelivery data={data} context={context} />
          </div>
          <CheckoutSummary data={data} context={context} />
        </div>
      </form>
    </Layout>
  );
}

function Contact({ data, context }: { data: CheckoutPageData; context: PersonalContext }) {
  const { t } = context;
  return (
    <>
      <fieldset class="panel">
        <legend>{t("checkout.contact")}</legend>
        <TextInput
          name="email"
          type="email"
          hint={t("checkout.email_why")}
          data={data}
          context={context}
          maxLength={254}
          autocomplete="email"
          spellcheck={false}
        />
      </fieldset>
      <fieldset class="panel">
        <legend>{t(data.ships ? "checkout.address" : "checkout.address_digital")}</legend>
        {data.countries.length > 1
          ? <CountrySelect part="shipTo" countries={data.countries} data={data} context={context} />
          : <input type="hidden" name="shipTo.country" value={data.countries[0]} />}
        <div id="ship-to" data-part="">
          <AddressFields part="shipTo" data={data} context={context} />
        </div>
        <button class="button" type="submit" name="action" value="update">{t("checkout.update")}</button>
      </fieldset>
    </>
  );
}
