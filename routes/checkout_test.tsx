import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { noWishes, type QuoteWishes } from "../commerce/quote_cookie.ts";
import { checkoutView } from "./checkout.tsx";
import { firstForm, readCheckout } from "./checkout_data.ts";
import { readCheckoutForm } from "./checkout_form.ts";
import { fixtureContext } from "./testing/fixtures.ts";
import { documentOf } from "./testing/render.ts";

const basket = [{ ref: 0, quantity: 2 }, { ref: 3, quantity: 1 }];

/** The checkout as a shopper finds it, or after a form was sent. */
async function read(
  locale: string,
  { wishes = {}, sent }: { wishes?: Partial<QuoteWishes>; sent?: Record<string, string> } = {},
) {
  const more = { basket, wishes: { ...noWishes, ...wishes, coupons: [] } };
  const context = fixtureContext(locale, more);
  const form = sent ? readCheckoutForm(new URLSearchParams(sent)) : firstForm(context, "key-12345");
  const data = await readCheckout(context, form);
  const html = documentOf(checkoutView(data, context));
  const text = html.slice(html.indexOf("<main")).replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");
  const order = [...html.matchAll(/name="shipTo\.(\w+)"/g)].map(([, name]) => name);
  const value = (name: string) => new RegExp(`name="${name}"[^>]*? value="([^"]*)"`).exec(html)?.[1];
  return { html, text, order, value };
}

describe("the checkout page", () => {
  it("asks for an address as the country writes it", async () => {
    const orders = [];
    for (const locale of ["fr-fr", "en-us", "ja-jp", "ar-kw"]) {
      orders.push((await read(locale)).order.join(" "));
    }
    expect(orders).toEqual([
      "country name line1 line2 postalCode city phone",
      "country name line1 line2 city region postalCode phone",
      "country name postalCode region city line1 line2 phone",
      "country name line1 line2 postalCode city phone",
    ]);
  });

  it("tells browsers what to fill in where", async () => {
    const { html } = await read("en-us");
    const form = html.slice(html.indexOf('<form id="checkout"'));
    const tokens = [...form.matchAll(/<(?:input|select) [^>]*>/g)].flatMap(([tag]) => {
      const token = / autocomplete="([^"]+)"/.exec(tag);
      return token ? `${/ name="([^"]+)"/.exec(tag)?.[1]}: ${token[1]}` : [];
    });
    expect(tokens.slice(0, 8)).toEqual([
      "email: email",
      "shipTo.name: shipping name",
      "shipTo.line1: shipping address-line1",
      "shipTo.line2: shipping address-line2",
      "shipTo.city: shipping address-level2",
      "shipTo.region: shipping address-level1",
      "shipTo.postalCode: shipping postal-code",
      "shipTo.phone: shipping tel",
    ]);
    expect(tokens).toContain("billTo.name: billing name");
  });

  it("knows what was said on the basket page", async () => {
    const wishes = { country: "DE", postalCode: "10115", company: "ACME", vatNumber: "DE136695976" };
    const { html, text, value } = await read("fr-fr", { wishes });
    expect(html).toMatch(/<option value="DE" selected>/);
    expect([value("shipTo.postalCode"), value("customer.company")]).toEqual(["10115", "ACME"]);
    expect(html).toMatch(/<input type="checkbox"[^>]* name="company"[^>]* checked/);
    expect(text).toContain("Autoliquidation");
  });

  it("shows no total as final that it cannot know, and sends none", async () => {
    const before = await read("en-us");
    expect([before.text.includes("Total so far"), before.value("shown")]).toEqual([true, ""]);
    const sent = { "shipTo.country": "US", "shipTo.region": "CA" };
    const after = await read("en-us", { sent });
    expect([after.text.includes("Total so far"), after.value("shown")]).toEqual([false, "8644"]);
  });

  it("leaves what is wrong out of the quote, and says what it is", async () => {
    const { html, text, value } = await read("fr-fr", {
      sent: { "shipTo.country": "FR", "shipTo.postalCode": "75" },
    });
    expect(html).toMatch(/id="shipTo-postalCode" aria-invalid="true"/);
    expect(text).toContain("France : ce code postal n’existe pas.");
    expect(value("shown")).toMatch(/^\d+$/);
  });

  it("marks what cannot be sent there, and has no total for it", async () => {
    const { text, value } = await read("fr-fr", {
      sent: { "shipTo.country": "FR", "shipTo.postalCode": "97110" },
    });
    expect(text).toContain("Cet article ne peut pas y être livré.");
    expect(value("shown")).toBe("");
  });

  it("never presses the ordering button for Enter", async () => {
    const { html } = await read("fr-fr");
    const form = html.slice(html.indexOf('<form id="checkout"'));
    expect(/<button[^>]*type="submit"[^>]*value="(\w+)"/.exec(form)?.[1]).toBe("update");
  });
});
