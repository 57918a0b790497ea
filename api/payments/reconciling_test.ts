import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import Stripe from "stripe";
import { openSmallPayments, type SmallPayments, webhookSecret } from "./testing/small_payments.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

describe("without any webhook", () => {
  let shop: SmallPayments;
  beforeEach(async () => {
    shop = await openSmallPayments();
    shop.hold(true);
  });
  afterEach(() => shop.close());

  const told = () => shop.told.map(({ type }) => type);

  it("a payment is found when its checkout should be over", async () => {
    const { session } = await shop.open();
    await shop.control("POST", `sessions/${session}/pay`);
    await shop.work();
    expect(told()).toEqual([]);
    await shop.pass(63 * minuteMs);
    await shop.work();
    expect([told(), await shop.audit()]).toEqual([["paid"], []]);
  });

  it("an unpaid checkout is found expired", async () => {
    await shop.open();
    await shop.pass(63 * minuteMs);
    await shop.work();
    expect(told()).toEqual(["expired"]);
  });

  it("a debit is asked about until it has arrived, or failed", async () => {
    for (const iban of ["DE08370400440532013003", "DE78370400440532013004"]) {
      const { session } = await shop.open();
      await shop.control("POST", `sessions/${session}/pay`, { iban });
    }
    await shop.pass(63 * minuteMs);
    await shop.work();
    await shop.pass(2 * hourMs);
    await shop.work();
    expect(told().filter((type) => type !== "processing").sort()).toEqual(["failed", "paid"]);
    expect(await shop.audit()).toEqual([]);
  });

  it("a dispute is found, and what became of it", async () => {
    const { orderId, session } = await shop.open();
    await shop.control("POST", `sessions/${session}/pay`, { card: "4000000000000259" });
    await shop.pass(63 * minuteMs);
    await shop.work();
    expect(told()).toEqual(["paid", "disputed"]);
    const { body } = await shop.call("GET", `/v1/admin/payments/${orderId}`);
    await shop.control("POST", `disputes/${body.disputes[0].id}/close`, { outcome: "lost" });
    await shop.pass(10 * minuteMs);
    await shop.work();
    expect(shop.told.slice(2)).toMatchObject([{ type: "disputed", outcome: "lost", amountMinor: 4200 }]);
    expect(await shop.audit()).toEqual([]);
  });

  it("refunds made at Stripe are found, however many events came after theirs", async () => {
    const { orderId, session } = await shop.open();
    await shop.control("POST", `sessions/${session}/pay`);
    await shop.pass(63 * minuteMs);
    await shop.work();
    const payment_intent = await intentOf(shop, session);
    await shop.stripe.refunds.create({ payment_intent, amount: 700 });
    await shop.pass(10 * minuteMs);
    // Between that one and now another shop of the account was busy.
    const { events } = shop.stripe;
    const made = await events.list({ types: ["refund.created", "refund.updated"], limit: 100 });
    const foreign = (at: number): Stripe.Event => {
      const event = structuredClone(made.data.at(-1)!) as Stripe.RefundCreatedEvent;
      event.data.object.metadata = { order_id: orderId.replace(/.$/, "e") };
      return { ...event, id: `evt_foreign${at}` };
    };
    const all = [...Array.from({ length: 1_200 }, (_, at) => foreign(at)), ...made.data];
    let pages = 0;
    const list = (query: Stripe.EventListParams) => {
      pages++;
      const from = all.findIndex(({ id }) => id === query.starting_after) + 1;
      const data = all.slice(from, from + query.limit!);
      return Promise.resolve({ data, has_more: from + data.length < all.length });
    };
    Object.assign(events, { list });
    await shop.work();
    expect([pages % 13, shop.told.at(-1)!.type, shop.told.at(-1)!.amountMinor]).toEqual([0, "refunded", 700]);
  });

  it("what has ended is left alone", async () => {
    const { session } = await shop.open();
    await shop.control("POST", `sessions/${session}/pay`);
    await shop.open();
    await shop.pass(2 * hourMs);
    await shop.work();
    await shop.pass(2 * hourMs);
    await shop.work();
    shop.asked.length = 0;
    await shop.pass(48 * hourMs);
    await shop.work();
    expect(new Set(shop.asked)).toEqual(new Set(["GET /v1/events"]));
  });

  it("a fault of Stripe's is passed over, and asked about again", async () => {
    const { session } = await shop.open();
    await shop.control("POST", `sessions/${session}/pay`);
    await shop.pass(63 * minuteMs);
    await shop.control("PUT", "faults", { requests: { errorAfter: 1 } });
    await shop.work();
    expect(told()).toEqual([]);
    await shop.control("PUT", "faults", {});
    await shop.pass(2 * minuteMs);
    await shop.work();
    expect(told()).toEqual(["paid"]);
  });
});

/** How a payment goes at Stripe; what comes of it is told in a dozen events or so. */
interface Story {
  readonly name: string;
  readonly capture?: "at-shipment";
  /** The last word on the payment itself. */
  readonly ends: string;
  go(shop: SmallPayments, session: string): Promise<void>;
}

const intentOf = async (shop: SmallPayments, session: string) =>
  String((await shop.stripe.checkout.sessions.retrieve(session)).payment_intent);
const pay = (card: string) => (shop: SmallPayments, session: string) =>
  shop.control("POST", `sessions/${session}/pay`, { card });

const stories: readonly Story[] = [
  {
    name: "a card that is refunded in two parts",
    ends: "paid",
    async go(shop, session) {
      await pay("4242424242424242")(shop, session);
      const payment_intent = await intentOf(shop, session);
      for (const amount of [1200, 300]) await shop.stripe.refunds.create({ payment_intent, amount });
      await shop.pass(1000);
    },
  },
  {
    name: "a card whose refund comes back",
    ends: "paid",
    async go(shop, session) {
      await pay("4000000000005126")(shop, session);
      await shop.stripe.refunds.create({ payment_intent: await intentOf(shop, session), amount: 900 });
      await shop.pass(minuteMs);
    },
  },
  {
    name: "a dispute that is won",
    ends: "paid",
    async go(shop, session) {
      await pay("4000000000000259")(shop, session);
      await shop.pass(minuteMs);
      const [dispute] = (await shop.stripe.disputes.list()).data;
      await shop.control("POST", `disputes/${dispute!.id}/close`, { outcome: "won" });
    },
  },
  {
    name: "a debit that arrives and is refunded",
    ends: "paid",
    async go(shop, session) {
      await shop.control("POST", `sessions/${session}/pay`, { iban: "DE89370400440532013000" });
      await shop.pass(minuteMs);
      await shop.stripe.refunds.create({ payment_intent: await intentOf(shop, session) });
      await shop.pass(minuteMs);
    },
  },
  {
    name: "a debit that fails",
    ends: "failed",
    async go(shop, session) {
      await shop.control("POST", `sessions/${session}/pay`, { iban: "DE62370400440532013001" });
      await shop.pass(minuteMs);
    },
  },
  {
    name: "a card that is captured in part",
    capture: "at-shipment",
    ends: "paid",
    async go(shop, session) {
      await pay("4242424242424242")(shop, session);
      await shop.stripe.paymentIntents.capture(await intentOf(shop, session), { amount_to_capture: 4000 });
      await shop.pass(1000);
    },
  },
  {
    name: "an authorization that is let go",
    capture: "at-shipment",
    ends: "failed",
    async go(shop, session) {
      await pay("4242424242424242")(shop, session);
      await shop.stripe.paymentIntents.cancel(await intentOf(shop, session));
      await shop.pass(1000);
    },
  },
  {
    name: "a checkout that nobody pays",
    ends: "expired",
    async go(shop, session) {
      await pay("4000000000000002")(shop, session);
      await shop.pass(61 * minuteMs);
    },
  },
];

describe("whatever the order, the number and the loss of webhooks, it ends the same:", () => {
  for (const story of stories) {
    it(story.name, async () => {
      const shop = await openSmallPayments();
      const { orderId, session } = await shop.open({ capture: story.capture ?? "now" });
      await shop.save();
      shop.hold(true);
      await story.go(shop, session);
      const bodies = shop.deliveries.map(({ body }) => body);
      expect(bodies.length).toBeGreaterThan(1);

      async function play(order: readonly number[]) {
        await shop.restore();
        for (const index of order) {
          const body = bodies[index % bodies.length]!;
          const signature = await shop.stripe.webhooks.generateTestHeaderStringAsync({
            payload: body,
            secret: webhookSecret,
            timestamp: Math.floor(shop.now() / 1000),
            scheme: "v1",
            signature: "",
            cryptoProvider: Stripe.createSubtleCryptoProvider(),
          });
          expect((await shop.deliver({ body, signature })).status).toBe(200);
        }
        for (const hours of [2, 12, 24]) {
          await shop.pass(hours * hourMs);
          await shop.work();
        }
        expect(await shop.audit()).toEqual([]);
        expect(shop.lines.filter(({ level }) => level === "error")).toEqual([]);
        const ids = shop.told.map(({ id }) => id);
        expect(ids).toHaveLength(new Set(ids).size);
        return {
          last: shop.told.filter(({ type }) => !/refund|dispute/.test(type)).at(-1)?.type,
          state: await finalState(shop, orderId),
        };
      }

      const inOrder = await play(bodies.map((_, index) => index));
      expect(inOrder.last).toBe(story.ends);
      const sequences = fc.tuple(
        fc.shuffledSubarray(bodies.map((_, index) => index)),
        fc.array(fc.nat(bodies.length - 1), { maxLength: 4 }),
      ).map(([some, again]) => [...some, ...again]);
      await fc.assert(
        fc.asyncProperty(sequences, async (order) => expect(await play(order)).toEqual(inOrder)),
        { numRuns: 10, examples: [[[]], [bodies.map((_, index) => bodies.length - 1 - index)]] },
      );
      await shop.close();
    });
  }
});

/** What is known in the end, without the way there: its times and ids, and what was authorized for a while. */
async function finalState(shop: SmallPayments, orderId: string): Promise<unknown> {
  const { body } = await shop.call("GET", `/v1/admin/payments/${orderId}`);
  const { client } = shop.database();
  const { rows } = await client.execute(
    "SELECT account, currency, sum(amount_minor) AS amount FROM ledger_entries GROUP BY 1, 2 ORDER BY 1, 2",
  );
  return {
    status: body.status,
    captured: body.captured,
    refunds: body.refunds.map((one: Record<string, unknown>) => [one.stripeId, one.kind, one.status]).sort(),
    disputes: body.disputes.map((one: Record<string, unknown>) => [one.id, one.status]),
    transfers: body.ledger.length,
    balances: rows.map((row) => ({ ...row })),
  };
}
