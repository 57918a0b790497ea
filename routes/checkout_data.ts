/** What the checkout page shows, and how it is read. */
import type { BasketLine, Frame } from "../commerce/catalog_view.ts";
import { formatBasket } from "../commerce/basket_cookie.ts";
import type { QuoteView } from "../commerce/quote/view.ts";
import { stranger } from "../commerce/wire/answer_quote.ts";
import type { QuoteAnswer } from "../commerce/wire/quote.ts";
import type { PersonalContext } from "../edge/page.ts";
import {
  addressOf,
  type CheckoutFaults,
  type CheckoutForm,
  fieldOf,
  type OrderParts,
  type TextField,
} from "./checkout_form.ts";
import { quoteCheckout } from "./checkout_quote.ts";

/** An information page that the checkout points to. */
export interface TermsPage {
  readonly slug: string;
  /** Milliseconds since the epoch. */
  readonly updatedAt: number;
}

/** Why the order was not placed; null: it was not tried. */
export type CheckoutProblem =
  | { readonly kind: "faults" }
  /** Now that everything is known there is a total to agree to. */
  | { readonly kind: "total-known" }
  | { readonly kind: "total-changed"; readonly beforeMinor: number; readonly nowMinor: number }
  | { readonly kind: "basket-changed" }
  | {
    readonly kind: "out-of-stock";
    readonly lines: readonly { readonly sku: string; readonly title: string; readonly available: number }[];
  }
  | { readonly kind: "unshippable" }
  | { readonly kind: "rate-limited" }
  | { readonly kind: "key-reused" }
  | { readonly kind: "over" }
  | { readonly kind: "refused" }
  | { readonly kind: "unavailable" };

/** A checkout as it stands: what was read for it and what was typed into it. */
export interface CheckoutPageData {
  readonly frame: Frame;
  readonly lines: readonly BasketLine[];
  readonly form: CheckoutForm;
  readonly faults: CheckoutFaults;
  readonly problem: CheckoutProblem | null;
  /** Of the edge, or of the centre where it computed another one; null: it cannot be computed. */
  readonly quote: QuoteAnswer | null;
  /** Whether the quote is all there is to pay. */
  readonly isComplete: boolean;
  readonly countries: readonly string[];
  readonly ships: boolean;
  readonly hasDigital: boolean;
  readonly pages: { readonly [Code in (typeof pageCodes)[number]]: TermsPage | null };
}

const pageCodes = ["terms", "privacy", "returns"] as const;

/** The form as a shopper finds it, with what they said on the basket page. */
export function firstForm({ wishes, market }: PersonalContext, key: string): CheckoutForm {
  const country = market.countries.find((each) => each === wishes.country) ?? market.countries[0]!;
  const isMeant = wishes.country === null || wishes.country === country;
  return {
    text: {
      "shipTo.country": country,
      "billTo.country": country,
      ...(isMeant && wishes.region !== null && { "shipTo.region": wishes.region }),
      ...(isMeant && wishes.postalCode !== null && { "shipTo.postalCode": wishes.postalCode }),
      ...(wishes.shippingOption !== null && { shippingOption: wishes.shippingOption }),
      ...(wishes.company !== null && { "customer.company": wishes.company }),
      ...(wishes.vatNumber !== null && { "customer.vatNumber": wishes.vatNumber }),
    },
    ticked: new Set(wishes.company !== null || wishes.vatNumber !== null ? ["company"] : []),
    key,
    basket: "",
    shownMinor: null,
    shownBy: "edge",
  };
}

/** Reads the basket, its quote for what the form says, and the pages to be agreed to. */
export async function readCheckout(context: PersonalContext, form: CheckoutForm): Promise<CheckoutPageData> {
  const { reader, scope, market, basket } = context;
  const { lines, frame } = (await reader.basket(scope, basket)).value;
  const countries = market.countries;
  const country = countries.find((each) => each === form.text["shipTo.country"]) ?? countries[0]!;
  const [found, ...pages] = await Promise.all([
    lines.length === 0 ? null : reader.quoteView(scope, { skus: lines.map(({ sku }) => sku), country }),
    ...pageCodes.map((code) => reader.information(scope, code)),
  ]);
  const view = found?.value ?? null;
  const kinds = lines.map(({ sku }) => view?.variants.get(sku)?.kind ?? "physical");
  const quoted = view && quoteForm(context, form, lines, view);
  const quote = quoted?.quote ?? null;
  const [terms = null, privacy = null, returns = null] = pages.map((page) => page && page.value);
  return {
    frame,
    lines,
    form: { ...form, basket: form.basket || formatBasket(basket) },
    faults: new Map((quoted?.refused ?? []).flatMap((path) => {
      const field = fieldOf(path);
      return field !== null && form.text[field as TextField] ? [[field, "wrong" as const]] : [];
    })),
    problem: null,
    quote,
    isComplete: quote !== null && quote.taxTreatment !== "unknown" && quote.unshippable.length === 0,
    countries,
    ships: kinds.includes("physical"),
    hasDigital: kinds.includes("digital"),
    pages: { terms, privacy, returns },
  };
}

/** What an order takes from the page beside the form. */
export function orderParts(data: CheckoutPageData, context: PersonalContext): OrderParts {
  const { form, lines, quote, countries, hasDigital, pages } = data;
  return {
    market: context.locale.market,
    language: context.locale.language,
    currency: context.market.currency,
    lines: lines.map(({ sku, quantity }) => ({ sku, quantity })),
    coupons: context.wishes.coupons.map(({ code }) => code),
    totalMinor: form.shownMinor ?? quote?.total.amountMinor ?? 0,
    lineTotals: form.shownBy === "edge" && quote !== null
      ? quote.lines.map(({ sku, total }) => ({ sku, totalMinor: total.amountMinor }))
      : null,
    termsAt: pages.terms?.updatedAt ?? null,
    countries,
    hasDigital,
  };
}

function quoteForm(
  { scope, wishes, locale }: PersonalContext,
  form: CheckoutForm,
  lines: readonly BasketLine[],
  view: QuoteView,
) {
  const { country, region, postalCode } = addressOf(form, "shipTo", locale.language);
  const isCompany = form.ticked.has("company");
  return quoteCheckout(
    {
      ...stranger,
      language: locale.language,
      lines: lines.map(({ sku, quantity }) => ({ sku, quantity })),
      shipTo: { country, region: region ?? null, postalCode: postalCode ?? null },
      shippingOption: form.text.shippingOption || null,
      coupons: wishes.coupons,
      customer: {
        company: isCompany ? form.text["customer.company"] || null : null,
        vatNumber: isCompany ? form.text["customer.vatNumber"] || null : null,
      },
    },
    view,
    scope.now,
  );
}
