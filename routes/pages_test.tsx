import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { HtmlValidate } from "html-validate";
import { badRequestView } from "./bad_request.tsx";
import { basketPage } from "./basket.tsx";
import { categoriesPage } from "./categories.tsx";
import { categoryPage } from "./category.tsx";
import { errorView } from "./error.tsx";
import { homePage } from "./home.tsx";
import { informationPage } from "./information.tsx";
import { marketsPage } from "./markets.tsx";
import { notFoundView } from "./not_found.tsx";
import { productPage } from "./product.tsx";
import { searchPage } from "./search.tsx";
import { checkoutView } from "./checkout.tsx";
import { firstForm, orderParts, readCheckout } from "./checkout_data.ts";
import { inFormOrder, orderOf, readCheckoutForm } from "./checkout_form.ts";
import { orderUnavailableView, orderUnknownView, orderView } from "./order.tsx";
import { demoFrame, demoProducts } from "./testing/demo_data.ts";
import { fixtureContext } from "./testing/fixtures.ts";
import { fixtureOrder } from "./testing/order.ts";
import { documentOf, render } from "./testing/render.ts";

const product = demoProducts.find((each) => each.compareAtEurMinor && each.unitMeasure)!;
const slug = product.key;
const basket = [{ ref: 0, quantity: 2 }, { ref: 3, quantity: 1 }, { ref: 999, quantity: 1 }];

/** Every page there is, as a shopper of a locale may meet it. */
const documents: Readonly<Record<string, (locale: string) => Promise<string> | string>> = {
  home: (locale) => render(homePage, locale),
  categories: (locale) => render(categoriesPage, locale),
  category: (locale) => render(categoryPage, locale, { params: { slug: "decor" } }),
  "category, filtered": (locale) =>
    render(categoryPage, locale, { params: { slug: "decor" }, query: "facet.colour=sand&sort=newest" }),
  product: (locale) => render(productPage, locale, { params: { slug } }),
  search: (locale) => render(searchPage, locale, { query: 'q="><b>lamp' }),
  "search, nothing found": (locale) => render(searchPage, locale, { query: "q=empty" }),
  basket: (locale) => render(basketPage, locale, { more: { basket, notices: ["added"] } }),
  "basket, empty": (locale) => render(basketPage, locale),
  markets: (locale) => render(marketsPage, locale, { query: `from=/${locale}/p/${slug}` }),
  information: (locale) => render(informationPage, locale, { params: { slug: "terms" } }),
  checkout: (locale) => checkout(locale, {}),
  "checkout, with everything wrong": (locale) => checkout(locale, { bill: "on", company: "on" }),
  order: (locale) => {
    const context = fixtureContext(locale);
    const data = {
      frame: demoFrame(context.locale),
      order: fixtureOrder(locale),
      notice: null,
      returns: "terms",
    };
    return documentOf(orderView(data, context));
  },
  "order that cannot be shown": (locale) => {
    const context = fixtureContext(locale);
    return documentOf(orderUnknownView(demoFrame(context.locale), context));
  },
  "order that cannot be read": (locale) => {
    const context = fixtureContext(locale);
    return documentOf(orderUnavailableView(demoFrame(context.locale), "ord_1", context));
  },
  "not found": (locale) => {
    const context = fixtureContext(locale);
    return documentOf(notFoundView(demoFrame(context.locale), context));
  },
  "bad request": (locale) => documentOf(badRequestView(`/${locale}/`, fixtureContext(locale))),
  error: (locale) => documentOf(errorView(fixtureContext(locale))),
};

async function checkout(locale: string, sent: Record<string, string>): Promise<string> {
  const context = fixtureContext(locale, { basket: basket.slice(0, 2) });
  const form = { ...firstForm(context, "key-12345"), ...readCheckoutForm(new URLSearchParams(sent)) };
  const data = await readCheckout(context, form);
  if (sent.bill === undefined) return documentOf(checkoutView(data, context));
  const wanted = orderOf(form, orderParts(data, context));
  const lines = [{ sku: "A", title: "<Lamp>", available: 2 }, { sku: "B", title: "Rug", available: 0 }];
  return documentOf(checkoutView({
    ...data,
    faults: inFormOrder("faults" in wanted ? wanted.faults : new Map()),
    problem: { kind: "out-of-stock", lines },
  }, context));
}

const validator = new HtmlValidate({
  extends: [
    "html-validate:recommended",
    "html-validate:standard",
    "html-validate:a11y",
    "html-validate:document",
  ],
  rules: {
    // Our own origin and a CSP: an integrity attribute would say the same a second time.
    "require-sri": "off",
    // Without JavaScript, a page that awaits a payment asks again; with it nothing is reloaded.
    "meta-refresh": "off",
    // A renderer writes `<input/>` where attributes are spread; HTML allows it (section 13.1.2.1).
    "void-style": "off",
    // Checkboxes of one facet are alternatives under one name.
    "form-dup-name": ["error", { shared: ["radio", "checkbox", "submit"] }],
  },
});

for (const locale of ["fr-fr", "ja-jp", "ar-kw", "en-us"]) {
  describe(`pages in ${locale}`, () => {
    for (const [name, make] of Object.entries(documents)) {
      it(`${name}: valid, without inline code, with a script only where there is an island`, async () => {
        const html = await make(locale);
        const report = await validator.validateString(html);
        const faults = report.results.flatMap((result) =>
          result.messages.map((message) => `${message.ruleId}: ${message.message} at ${message.selector}`)
        );
        expect(faults).toEqual([]);
        expect(html).toContain(
          `<html lang="${locale.slice(0, 2)}" dir="${locale === "ar-kw" ? "rtl" : "ltr"}">`,
        );
        const markup = html.replace(/<script type="application\/(ld\+)?json">.*?<\/script>/gs, "");
        expect(markup).not.toMatch(/<[^>]*\s(style|on[a-z]+)=/);
        expect(markup.match(/<h1[\s>]/g)).toHaveLength(1);
        const scripts = markup.match(/<script[^>]*>/g) ?? [];
        expect(scripts).toEqual(
          markup.includes("data-island=") ? ['<script type="module" src="/assets/runtime-0.js">'] : [],
        );
      });
    }
  });
}

describe("pages without islands", () => {
  it("are those that only inform", async () => {
    const plain: string[] = [];
    for (const [name, make] of Object.entries(documents)) {
      if (!(await make("fr-fr")).includes('<script type="module"')) plain.push(name);
    }
    expect(plain).toEqual(["markets", "information", "not found", "bad request", "error"]);
  });

  it("show Markdown without its raw HTML and its unsafe addresses", async () => {
    const html = await documents.information!("fr-fr");
    expect(html).toContain("<h2>One</h2>");
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(html).not.toContain("javascript:");
  });
});
