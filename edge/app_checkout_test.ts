/** The checkout through the edge, with a centre whose answers each test decides. */
import { after, before, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { fixtureOrderId as id } from "../routes/testing/order.ts";
import { type DemoEdge, demoEdge } from "../tests/support/demo_edge.ts";
import { fakeOrders } from "../tests/support/fake_orders.ts";

const sku = "TOVE-MUG-SAGE-SINGLE";
const token = "t0ken-of-the-order";
const typed = {
  "email": "ada@example.com",
  "shipTo.country": "FR",
  "shipTo.name": "Ada Lovelace",
  "shipTo.line1": "12 quai Saint-Antoine",
  "shipTo.city": "Lyon",
  "shipTo.postalCode": "69002",
  "consents.terms": "on",
};

let demo: DemoEdge;
const orders = fakeOrders();
const { asked } = orders;
let basket: string;

before(async () => {
  demo = await demoEdge({ fetch: orders.fetch });
  const added = await demo.form("/fr-fr/basket", { sku, quantity: "2" });
  basket = added.headers.get("set-cookie")!.split(";")[0]!;
});
beforeEach(orders.reset);
after(() => demo.close());

const problem = (name: string, status: number, more = {}) => () =>
  Response.json({ type: `/problems/${name}`, status, title: name, ...more }, { status });
const placedAnswer = (more = {}) => () =>
  Response.json({
    id,
    token,
    number: "A1",
    status: "pending_payment",
    payment: { url: "https://pay.test/c/1" },
    ...more,
  }, {
    status: 201,
  });

/** The hidden fields of a checkout page. */
const hidden = (html: string) =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map((
      [, name, value],
    ) => [name!, value!]),
  );
const read = (html: string) => html.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");
const cookiesOf = (response: Response) =>
  response.headers.getSetCookie().map((cookie) => cookie.split(";")[0]!);

async function open(cookie = basket): Promise<Record<string, string>> {
  const page = await demo.request("/fr-fr/checkout", { headers: { cookie } });
  expect(page.status).toBe(200);
  return hidden(await page.text());
}

async function send(
  fields: Record<string, string>,
  cookie = basket,
): Promise<{ answer: Response; html: string }> {
  const answer = await demo.form("/fr-fr/checkout", fields, { cookie });
  return { answer, html: await answer.text() };
}

const place = async (more: Record<string, string> = {}) =>
  await send({ ...await open(), ...typed, action: "place", ...more });

describe("the checkout", () => {
  it("places the order it shows, and leads to its payment", async () => {
    orders.answers = [placedAnswer()];
    const form = await open();
    const { answer } = await send({ ...form, ...typed, action: "place" });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "https://pay.test/c/1"]);
    const body = await asked[0]!.json();
    expect(body).toMatchObject({
      market: "fr",
      language: "fr",
      lines: [{ sku, quantity: 2 }],
      email: "ada@example.com",
      expectedTotal: { amountMinor: Number(form.shown), currency: "EUR" },
    });
    expect(body.consents.terms).toMatch(/^2026-/);
    expect(asked[0]!.headers.get("idempotency-key")).toBe(form.key);
    // The basket stays until it is paid for.
    expect(cookiesOf(answer).slice(0, 3)).toEqual([
      `order=${token}~${basket.slice("basket=".length)}`,
      "checkout=",
      `waiting=fr~${id}`,
    ]);
    expect(answer.headers.getSetCookie()[0]).toContain(`Path=/fr-fr/orders/${id};`);
  });

  it("ends at the order where nothing is due, with an empty basket", async () => {
    orders.answers = [placedAnswer({ status: "paid", payment: null })];
    const { answer } = await place();
    expect(answer.headers.get("location")).toBe(`/fr-fr/orders/${id}`);
    expect(cookiesOf(answer)).toContain("basket=");
  });

  it("keeps the basket of an order that ended in another tab, and offers to place a new one", async () => {
    for (const status of ["canceled", "expired"]) {
      orders.answers = [placedAnswer({ status, payment: null })];
      const form = await open();
      const { answer, html } = await send({ ...form, ...typed, action: "place" });
      expect([answer.status, cookiesOf(answer).filter((cookie) => cookie.startsWith("basket="))])
        .toEqual([409, []]);
      expect(read(html)).toContain("Cette commande a déjà été passée, puis annulée ou abandonnée.");
      expect(hidden(html).key).not.toBe(form.key);
    }
  });

  it("gives two tabs one key", async () => {
    const page = await demo.request("/fr-fr/checkout", { headers: { cookie: basket } });
    const first = hidden(await page.text());
    const second = await open(`${basket}; ${cookiesOf(page).find((each) => each.startsWith("checkout="))}`);
    expect(second.key).toBe(first.key);
    expect((await open()).key).not.toBe(first.key);
  });

  it("gives all languages of a market one key", async () => {
    const page = await demo.request("/fr-ch/checkout", { headers: { cookie: basket } });
    const key = hidden(await page.text()).key!;
    const paths = page.headers.getSetCookie().filter((each) => each.startsWith(`checkout=${key};`))
      .map((each) => /Path=([^;]+)/.exec(each)![1]);
    expect(paths).toEqual(["/de-ch/checkout", "/fr-ch/checkout"]);
  });

  it("leads whoever comes back unpaid to the order that waits", async () => {
    orders.answers = [placedAnswer()];
    const { answer } = await place();
    const waiting = cookiesOf(answer).find((each) => each.startsWith("waiting="))!;
    for (const page of ["basket", "checkout"]) {
      const html = async (locale: string, cookie: string) =>
        await (await demo.request(`/${locale}/${page}`, { headers: { cookie } })).text();
      const told = await html("fr-fr", `${basket}; ${waiting}`);
      expect(told).toContain(`<a href="/fr-fr/orders/${id}">La payer ou l’annuler</a>`);
      expect(await html("fr-fr", basket)).not.toContain("waiting-order");
      expect(await html("en-us", `${basket}; ${waiting}`)).not.toContain("waiting-order");
    }
  });

  it("names what is missing beside its field, keeps what was typed, and asks nobody", async () => {
    const { answer, html } = await place({
      "shipTo.city": "",
      "shipTo.postalCode": "2000",
      "shipTo.line2": `"<b>`,
    });
    expect(answer.status).toBe(422);
    expect(html).toContain("<title>Erreur : Commande · Comptoir</title>");
    expect(html).toMatch(/id="shipTo-city" aria-invalid="true" aria-describedby="shipTo-city-error"/);
    expect(html).toContain('<a href="#shipTo-city">Ville : à remplir.</a>');
    expect(html).toContain('<a href="#shipTo-postalCode">France : ce code postal n’existe pas.</a>');
    expect(html).toContain('value="&quot;&lt;b>"');
    expect(html).toContain('value="Ada Lovelace"');
    expect(asked).toEqual([]);
    expect([answer.headers.get("cache-control"), answer.headers.get("location")]).toEqual([
      "private, no-store",
      null,
    ]);
  });

  it("shows the total again when it is not what was shown", async () => {
    const { answer, html } = await place({ "shippingOption": "express" });
    expect(answer.status).toBe(409);
    expect(read(html)).toMatch(/Le total était de 33,90\s€, il est maintenant de 42,90\s€\./);
    expect(asked).toEqual([]);
    orders.answers = [placedAnswer()];
    const again = await send({ ...typed, ...hidden(html), shippingOption: "express", action: "place" });
    expect(again.answer.status).toBe(303);
  });

  it("shows the centre's quote when it differs, and does not argue with it", async () => {
    const { shown } = await open();
    const quote = {
      lines: [{ sku, quantity: 2, unitPrice: eur(1600), total: eur(3200) }],
      subtotal: eur(3200),
      discounts: [],
      coupons: [],
      shipping: { id: "relay", name: "Relais", amount: eur(390) },
      shippingOptions: [],
      unshippable: [],
      taxes: [],
      taxTreatment: "standard",
      total: eur(3590),
    };
    orders.answers = [problem("price-changed", 409, { quote }), placedAnswer()];
    const first = await place();
    expect(first.answer.status).toBe(409);
    expect(read(first.html)).toMatch(/Le total était de 33,90\s€, il est maintenant de 35,90\s€\./);
    expect(hidden(first.html)).toMatchObject({ shown: "3590", shownBy: "centre" });
    const second = await send({ ...typed, ...hidden(first.html), action: "place" });
    expect(second.answer.status).toBe(303);
    const [before, after] = await Promise.all(asked.map((request) => request.json()));
    expect([before.expectedTotal.amountMinor, after.expectedTotal.amountMinor]).toEqual([
      Number(shown),
      3590,
    ]);
    expect(after).not.toHaveProperty("expectedLines");
    const keys = asked.map(({ headers }) => headers.get("idempotency-key"));
    expect(keys[0]).not.toBe(keys[1]);
  });

  it("names what there is not enough of, and makes the basket fit in one step", async () => {
    orders.answers = [problem("out-of-stock", 409, { shortages: [{ sku, requested: 2, available: 1 }] })];
    const { answer, html } = await place();
    expect(answer.status).toBe(409);
    expect(read(html)).toContain("Mug en grès Tove : il en reste 1");
    const fixed = await send({ ...typed, ...hidden(html), action: "fix" });
    expect(fixed.answer.status).toBe(200);
    const left = cookiesOf(fixed.answer).find((cookie) => cookie.startsWith("basket="))!;
    expect(left).toBe(basket.slice(0, basket.lastIndexOf("-")));
    expect(fixed.html).toContain('value="Ada Lovelace"');
    orders.answers = [placedAnswer()];
    expect((await send({ ...typed, ...hidden(fixed.html), action: "place" }, left)).answer.status).toBe(303);
    expect((await asked.at(-1)!.json()).lines).toEqual([{ sku, quantity: 1 }]);
  });

  it("goes to the basket when nothing of it is left", async () => {
    const gone = await send({ ...await open(), ...typed, action: "fix", fix: `${sku}:0` });
    expect([gone.answer.status, gone.answer.headers.get("location"), cookiesOf(gone.answer)[0]])
      .toEqual([303, "/fr-fr/basket", "basket="]);
    expect((await demo.request("/fr-fr/checkout")).headers.get("location")).toBe("/fr-fr/basket");
  });

  it("keeps form, basket and key when the centre does not answer, and says so", async () => {
    orders.answers = [problem("rate-limited", 429)];
    const limited = await place();
    expect([limited.answer.status, limited.answer.headers.get("retry-after")]).toEqual([429, "30"]);
    orders.answers = [
      problem("upstream-unavailable", 503),
      problem("upstream-unavailable", 503),
      placedAnswer(),
    ];
    const form: Record<string, string> = { ...await open(), ...typed, action: "place" };
    expect((await send(form)).answer.status).toBe(303);
    expect(new Set(asked.slice(1).map(({ headers }) => headers.get("idempotency-key"))).size).toBe(1);

    orders.answers = Array.from({ length: 3 }, () => problem("upstream-unavailable", 503));
    const { answer, html } = await send(form);
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "30"]);
    expect(read(html)).toContain("Nous ne pouvons pas prendre votre commande en ce moment.");
    expect(hidden(html)).toMatchObject({ key: form.key, shown: form.shown });
    expect(html).toContain('value="12 quai Saint-Antoine"');
    expect(cookiesOf(answer).filter((cookie) => cookie.startsWith("basket="))).toEqual([]);
    demo.takeErrors();
  });

  it("takes another key after an answer that used it up", async () => {
    orders.answers = [problem("idempotency-key-reused", 422)];
    const form: Record<string, string> = { ...await open(), ...typed, action: "place" };
    const { html } = await send(form);
    expect(read(html)).toContain("ce sera une nouvelle commande");
    expect(hidden(html).key).not.toBe(form.key);
  });

  it("keeps what was typed for whoever comes back, in a cookie that tells nothing", async () => {
    const { html, answer } = await place({ "shipTo.city": "", "customer.company": "" });
    const typedCookie = cookiesOf(answer).find((each) => each.startsWith("typed="))!;
    expect(html).toContain("Ada Lovelace");
    expect(typedCookie).toMatch(/^typed=[\w-]+$/);
    const back = async (cookie: string) =>
      await (await demo.request("/fr-fr/checkout", { headers: { cookie: `${basket}; ${cookie}` } })).text();
    const again = await back(typedCookie);
    expect(again).toContain('value="Ada Lovelace"');
    expect(again).not.toMatch(/name="consents.terms"[^>]* checked/);
    const altered = typedCookie.slice(0, -3) + (typedCookie.endsWith("AAA") ? "BBB" : "AAA");
    for (const other of [altered, "typed=", "typed=abc", "typed=%22"]) {
      expect(await back(other)).not.toContain("Ada Lovelace");
    }
  });

  it("leads a browser that changes the form back to its address", async () => {
    const form: Record<string, string> = { ...await open(), ...typed, action: "update" };
    const changed = await demo.form("/fr-fr/checkout", form, {
      cookie: basket,
      "sec-fetch-mode": "navigate",
    });
    expect([changed.status, changed.headers.get("location")]).toEqual([303, "/fr-fr/checkout"]);
    const cookies = cookiesOf(changed).filter((each) => /^(typed|checkout)=/.test(each));
    const page = await demo.request("/fr-fr/checkout", {
      headers: { cookie: [basket, ...cookies].join("; ") },
    });
    const html = await page.text();
    expect(html).toContain('value="12 quai Saint-Antoine"');
    expect(hidden(html).key).toBe(form.key);
  });

  it("asks again when the basket is another than the one shown", async () => {
    const form = await open();
    const other = `${basket}.1`;
    const { answer, html } = await send({ ...form, ...typed, action: "place" }, other);
    expect([answer.status, asked.length]).toEqual([409, 0]);
    expect(read(html)).toContain("Votre panier a changé");
  });

  it("refuses forms of others, and what is no form", async () => {
    const forged = await demo.form("/fr-fr/checkout", typed, { cookie: basket, origin: "https://evil.test" });
    expect(forged.status).toBe(403);
    const json = await demo.request("/fr-fr/checkout", {
      method: "POST",
      body: "{}",
      headers: { "content-type": "application/json", origin: "https://shop.test" },
    });
    expect([json.status, asked.length]).toEqual([400, 0]);
  });

  it("may lead to the payment page, and nowhere else", async () => {
    const page = await demo.request("/fr-fr/checkout", { headers: { cookie: basket } });
    expect(page.headers.get("content-security-policy")).toContain("form-action 'self' https://pay.test;");
  });

  it("says on its button what the law of the market wants there", async () => {
    const buttons = [];
    for (const locale of ["fr-fr", "de-de", "it-it", "es-es", "en-gb", "en-us", "ja-jp"]) {
      const added = await demo.form(`/${locale}/basket`, { sku });
      const cookie = added.headers.get("set-cookie")!.split(";")[0]!;
      const html = await (await demo.request(`/${locale}/checkout`, { headers: { cookie } })).text();
      buttons.push(read(/data-testid="place-order"\s*>(.*?)<\/button>/s.exec(html)![1]!).trim());
    }
    expect(buttons).toEqual([
      "Commande avec obligation de paiement",
      "Zahlungspflichtig bestellen",
      "Ordine con obbligo di pagamento",
      "Pedido con obligación de pago",
      "Order with obligation to pay",
      "Place order",
      "注文を確定する",
    ]);
  });
});

function eur(amountMinor: number) {
  return { amountMinor, currency: "EUR" };
}
