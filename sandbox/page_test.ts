/** The hosted payment page, as a browser without JavaScript uses it. */
import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { HtmlValidate } from "html-validate";
import type Stripe from "stripe";
import { type MessageKey, messages } from "./page/messages.ts";
import { line, openSmallSandbox, sessionFor, type SmallSandbox } from "./testing/small_sandbox.ts";

const goodCard = {
  method: "card",
  name: "Ada Lovelace",
  number: "4242 4242 4242 4242",
  expiry: "12/34",
  cvc: "123",
};
const validator = new HtmlValidate({
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: { "no-inline-style": "off", "void-style": "off", "doctype-style": "off", "attr-quotes": "off" },
});

describe("the payment page", () => {
  let sandbox: SmallSandbox;
  let stripe: Stripe;
  before(async () => {
    sandbox = await openSmallSandbox();
    stripe = sandbox.stripe;
  });
  after(() => sandbox.close());

  const open = (more: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
    stripe.checkout.sessions.create(sessionFor(more));
  const get = (url: string, language = "en") =>
    fetch(url, { headers: { "accept-language": language }, redirect: "manual" });
  const post = (url: string, form: Record<string, string>) =>
    fetch(url, { method: "POST", body: new URLSearchParams(form), redirect: "manual" });
  const statusOf = async (id: string) => {
    const { status, payment_status } = await stripe.checkout.sessions.retrieve(id);
    return [status, payment_status];
  };

  it("shows what is due, asks for a card in fields that browsers fill, and can be left", async () => {
    const { url } = await open();
    const answer = await get(url!);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(html).toContain('data-testid="amount">€42.00<');
    expect(html).toContain("Linen cushion × 2");
    for (const token of ["cc-name", "cc-number", "cc-exp", "cc-csc"]) {
      expect(html).toContain(`autocomplete="${token}"`);
    }
    expect(html).toMatch(/<button type="submit" data-testid="pay">Pay €42\.00</);
    expect(html).toContain('href="https://shop.example/en-eu/checkout"');
    expect(html).not.toContain("<script");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("content-security-policy")).toContain(
      "form-action 'self' https://shop.example;",
    );
  });

  it("leads back to the shop with the session's id once it was paid, and takes no second payment", async () => {
    const { id, url } = await open();
    const done = await post(url!, goodCard);
    expect([done.status, done.headers.get("location")]).toEqual([
      303,
      `https://shop.example/en-eu/orders/ord_1?session=${id}`,
    ]);
    expect(await statusOf(id)).toEqual(["complete", "paid"]);
    const again = await post(url!, goodCard);
    expect(again.status).toBe(200);
    expect(await again.text()).toContain("This order is already paid.");
    const { payment_intent: intent } = await stripe.checkout.sessions.retrieve(id);
    expect((await stripe.charges.list({ payment_intent: intent as string })).data.length).toBe(1);
  });

  it("says which fields cannot be used, beside them, and keeps what is not secret", async () => {
    const { id, url } = await open({ customer_email: undefined as unknown as string });
    const answer = await post(url!, {
      method: "card",
      email: "ada",
      name: "Ada <b>",
      number: "4242 4242 4242 4241",
      expiry: "12/20",
      cvc: "1",
    });
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain('role="alert"');
    for (const field of ["email", "number", "expiry", "cvc"]) {
      expect(html).toMatch(
        new RegExp(`id="${field}"[^>]*aria-invalid="true"[^>]*aria-describedby="${field}-wrong"`),
      );
      expect(html).toContain(`id="${field}-wrong"`);
    }
    expect(html).toContain('value="Ada &lt;b>"');
    expect(html).not.toContain("4242 4242 4242 4241");
    expect(await statusOf(id)).toEqual(["open", "unpaid"]);
  });

  it("says why a card was declined, and takes another", async () => {
    const { id, url } = await open();
    const declined = await post(url!, { ...goodCard, number: "4000000000009995" });
    expect(declined.status).toBe(402);
    expect(await declined.text()).toContain("There is not enough money on this card. Try another one.");
    expect((await post(url!, goodCard)).status).toBe(303);
    expect(await statusOf(id)).toEqual(["complete", "paid"]);
  });

  it("sends to the bank and back: failed, then authenticated", async () => {
    const { id, url } = await open();
    const challenge = { ...goodCard, number: "4000 0000 0000 3220" };
    const sent = await post(url!, challenge);
    const bank = sent.headers.get("location")!;
    expect(bank).toBe(`${url}/authenticate`);
    expect(await (await get(bank)).text()).toContain("Your bank asks you to confirm this payment of €42.00.");
    const failed = await post(bank, { outcome: "fail" });
    expect(failed.headers.get("location")).toBe(url);
    expect(await (await get(url!)).text()).toContain("Your bank could not confirm that it is you.");
    // The way back in the browser's history leads nowhere.
    expect((await get(bank)).headers.get("location")).toBe(url);
    await post(url!, challenge);
    const done = await post(bank, { outcome: "complete" });
    expect(done.headers.get("location")).toContain("https://shop.example/en-eu/orders/ord_1");
    expect(await statusOf(id)).toEqual(["complete", "paid"]);
  });

  it("takes a direct debit, whose money comes later", async () => {
    const { id, url } = await open();
    const form = { method: "sepa_debit", name: "Ada Lovelace", iban: "de89 3704 0044 0532 0130 00" };
    expect((await post(url!, { ...form, iban: "DE89370400440532013001" })).status).toBe(422);
    expect((await post(url!, form)).status).toBe(303);
    expect(await statusOf(id)).toEqual(["complete", "unpaid"]);
  });

  it("offers what the session offers, and takes nothing else", async () => {
    const { url } = await open({ line_items: [line("Lamp", 5000, 1, "usd")] });
    expect(await (await get(url!)).text()).not.toContain("IBAN");
    const forged = await post(url!, { method: "sepa_debit", name: "Ada", iban: "DE89370400440532013000" });
    expect(forged.status).toBe(422);
  });

  it("says that a session has expired, that there is none, and what it cannot do", async () => {
    const { id, url } = await open();
    await stripe.checkout.sessions.expire(id);
    const expired = await get(url!);
    expect(expired.status).toBe(410);
    expect(await expired.text()).toContain("This payment page has expired. Nothing was charged.");
    expect((await post(url!, goodCard)).status).toBe(410);
    expect((await get(`${sandbox.url}/c/pay/cs_test_none`)).status).toBe(404);
    expect((await fetch(url!, { method: "DELETE" })).status).toBe(405);
  });

  it("survives forms that make no sense", async () => {
    const { id, url } = await open();
    const send = async (body: BodyInit, type: string) =>
      (await fetch(url!, { method: "POST", body, headers: { "content-type": type } })).status;
    expect(await send("", "application/x-www-form-urlencoded")).toBe(422);
    expect(await send("{}", "application/json")).toBe(422);
    expect(await send(`name=${"x".repeat(100_000)}`, "application/x-www-form-urlencoded")).toBe(422);
    expect((await post(`${url}/authenticate`, { outcome: "complete" })).headers.get("location")).toBe(url);
    expect(await statusOf(id)).toEqual(["open", "unpaid"]);
  });

  const amounts: Readonly<Record<string, string>> = {
    en: "€42.00",
    fr: "42,00 €",
    de: "42,00 €",
    es: "42,00 €",
    it: "42,00 €",
    pt: "€ 42,00",
    ja: "€42.00",
    ar: "‏42.00 €",
  };
  for (const [language, amount] of Object.entries(amounts)) {
    it(`speaks ${language}, in valid and accessible HTML`, async () => {
      const { url } = await open({ locale: "auto" });
      const html = await (await get(url!, `xx, ${language}-ZZ;q=0.9`)).text();
      expect(html).toContain(`<html lang="${language}" dir="${language === "ar" ? "rtl" : "ltr"}">`);
      expect(html.replace(/[\u00a0\u202f]/g, " ")).toContain(`data-testid="amount">${amount}<`);
      const refused = await (await fetch(url!, {
        method: "POST",
        body: new URLSearchParams({ method: "card" }),
        headers: { "accept-language": language },
      })).text();
      expect(refused).toContain(messages[language]!.wrong_number);
      for (const page of [html, refused]) {
        const report = await validator.validateString(page);
        expect(report.results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([]);
      }
    });
  }

  it("has every text in every language, with the same places", () => {
    const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).toSorted();
    for (const texts of Object.values(messages)) {
      expect(Object.keys(texts)).toEqual(Object.keys(messages.en!));
      for (const [key, text] of Object.entries(texts)) {
        expect(text).not.toBe("");
        expect(places(text)).toEqual(places(messages.en![key as MessageKey]));
      }
    }
  });
});
