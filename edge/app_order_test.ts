/** Orders' pages through the edge, with a centre whose answers each test decides. */
import { after, before, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { fixtureOrder, fixtureOrderId as id } from "../routes/testing/order.ts";
import { type DemoEdge, demoEdge } from "../tests/support/demo_edge.ts";
import { fakeOrders } from "../tests/support/fake_orders.ts";

const token = "t0ken-of-the-order";
const basket = "basket=1.2s-2";

let demo: DemoEdge;
const orders = fakeOrders();
const { asked } = orders;

before(async () => {
  demo = await demoEdge({ fetch: orders.fetch });
});
beforeEach(orders.reset);
after(() => demo.close());

const problem = (name: string, status: number) => () =>
  Response.json({ type: `/problems/${name}`, status, title: name }, { status });
const read = (html: string) => html.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");
const cookiesOf = (response: Response) =>
  response.headers.getSetCookie().map((cookie) => cookie.split(";")[0]!);

describe("the page of an order", () => {
  const path = `/fr-fr/orders/${id}`;
  const cookie = `order=${token}`;
  const order = (more: Parameters<typeof fixtureOrder>[1] = {}) => () =>
    Response.json(fixtureOrder("fr-fr", more));

  it("turns the token of a link into a cookie and a clean address", async () => {
    orders.answers = [order()];
    const answer = await demo.request(`${path}?token=${token}`);
    expect([answer.status, answer.headers.get("location"), cookiesOf(answer)]).toEqual([303, path, [cookie]]);
    expect(answer.headers.getSetCookie()[0]).toContain(`; Path=${path}; `);
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
    expect(cookiesOf(await demo.request(`${path}?token=%0d%0aset-cookie:x`))).toEqual([]);
  });

  it("keeps a good cookie when a link has a token that nobody knows", async () => {
    const visit = async (asked: string, given = cookie) =>
      cookiesOf(await demo.request(`${path}?token=${asked}`, { headers: { cookie: given } }));
    orders.answers = [problem("not-found", 404)];
    expect(await visit("garbage-garbage")).toEqual([]);
    orders.answers = Array.from({ length: 3 }, () => problem("upstream-unavailable", 503));
    expect(await visit("garbage-garbage")).toEqual([]);
    orders.answers = [problem("not-found", 404)];
    expect(cookiesOf(await demo.request(`${path}?token=garbage-garbage`))).toEqual([]);
  });

  it("keeps the basket that is to be emptied when its link is followed before paying", async () => {
    const value = basket.slice("basket=".length);
    const visit = async (given: string) =>
      cookiesOf(await demo.request(`${path}?token=${token}`, { headers: { cookie: given } }));
    expect(await visit(`order=${token}~${value}`)).toEqual([]);
    orders.answers = [order()];
    expect(await visit(`order=an-older-token~${value}`)).toEqual([`order=${token}~${value}`]);
  });

  it("tells of a waiting order until it does not wait any more", async () => {
    const visit = async (more: Parameters<typeof fixtureOrder>[1]) => {
      orders.answers = [order(more)];
      return cookiesOf(await demo.request(path, { headers: { cookie: `${cookie}; waiting=fr~${id}` } }));
    };
    expect(await visit({ status: "pending_payment", paymentStatus: "unpaid" })).toEqual([]);
    expect(await visit({ status: "canceled", paymentStatus: "unpaid" })).toEqual(["waiting=", "typed="]);
    expect(await visit({ status: "paid", paymentStatus: "paid" })).toEqual(["waiting=", "typed="]);
  });

  it("shows the order to whoever has the cookie", async () => {
    orders.answers = [order()];
    const page = await demo.request(path, { headers: { cookie } });
    const text = read(await page.text());
    expect([page.status, page.headers.get("cache-control")]).toEqual([200, "private, no-store"]);
    expect(text).toContain("Commande 35ZJ-E5C51");
    expect(text).toContain("1 &lt;Main> St 69002 Lyon France");
    expect(new URL(asked[0]!.url).search).toBe(`?token=${token}`);
  });

  it("tells a stranger nothing", async () => {
    orders.answers = [problem("not-found", 404)];
    const pages = [
      await demo.request(path),
      await demo.request(path, { headers: { cookie: `order=${"x".repeat(20)}` } }),
      await demo.request("/fr-fr/orders/ord_1", { headers: { cookie } }),
    ];
    const texts = await Promise.all(pages.map(async (page) => read(await page.text())));
    expect(pages.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(new Set(texts).size).toBe(1);
    expect(asked).toHaveLength(1);
  });

  it("says that the centre cannot be asked, and asks again", async () => {
    orders.answers = Array.from({ length: 3 }, () => problem("upstream-unavailable", 503));
    const page = await demo.request(path, { headers: { cookie } });
    expect(page.status).toBe(503);
    expect(await page.text()).toContain('<noscript><meta http-equiv="refresh" content="30"></noscript>');
  });

  it("empties the basket that was paid for, and no later one", async () => {
    const access = `order=${token}~${basket.slice("basket=".length)}`;
    const visit = async (paymentStatus: "unpaid" | "paid" | "released", now: string, more = {}) => {
      orders.answers = [order({ paymentStatus, ...more })];
      return cookiesOf(await demo.request(path, { headers: { cookie: `${access}; ${now}` } }));
    };
    expect(await visit("unpaid", basket)).toEqual([]);
    expect(await visit("paid", basket)).toEqual([cookie, "basket="]);
    expect(await visit("paid", `${basket}.1`)).toEqual([cookie]);
    // Nothing was bought.
    expect(await visit("released", basket, { status: "canceled" })).toEqual([]);
    expect(await visit("paid", basket, { status: "expired" })).toEqual([]);
  });

  it("is in the order's own market", async () => {
    orders.answers = [order({ market: "ch", language: "fr" })];
    const answer = await demo.request(path, { headers: { cookie } });
    expect(answer.headers.get("location")).toBe(`/fr-ch/orders/${id}`);
    expect(answer.headers.getSetCookie().map((each) => /Path=([^;]+)/.exec(each)![1]))
      .toEqual([`/de-ch/orders/${id}`, `/fr-ch/orders/${id}`]);
  });

  it("passes the events on as they come, and ends the stream with the shopper", async () => {
    const canceled = Promise.withResolvers<void>();
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode("event: status\ndata: {}\n\n")),
      cancel: () => canceled.resolve(),
    });
    orders.answers = [() => new Response(stream, { headers: { "content-type": "text/event-stream" } })];
    const answer = await demo.request(`${path}/events`, { headers: { cookie } });
    const reader = answer.body!.getReader();
    const { value } = await reader.read();
    expect([answer.headers.get("content-type"), new TextDecoder().decode(value)])
      .toEqual(["text/event-stream", "event: status\ndata: {}\n\n"]);
    await reader.cancel();
    await canceled.promise;
    expect((await demo.request(`${path}/events`)).status).toBe(204);
  });

  it("cancels, and says when that is too late", async () => {
    orders.answers = [() => Response.json({ id })];
    const done = await demo.form(path, { action: "cancel" }, { cookie });
    expect([done.status, done.headers.get("location")]).toEqual([303, path]);
    // A stranger who could guess the key could have it answered before.
    expect(asked[0]!.headers.get("idempotency-key")).toMatch(/^[0-9a-f-]{36}$/);
    orders.answers = [problem("conflict", 409), order({ cancelable: false })];
    const late = await demo.form(path, { action: "cancel" }, { cookie });
    expect(late.status).toBe(409);
    expect(read(await late.text())).toContain("Cette commande ne peut plus être annulée.");
    const forged = await demo.form(path, { action: "cancel" }, { cookie, origin: "https://evil.test" });
    expect([forged.status, asked.length]).toEqual([403, 3]);
  });
});
