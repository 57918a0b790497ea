import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { startPayment } from "./checkouts.ts";
import { noFacts, type PaymentFacts } from "./facts.ts";
import { observe } from "./observe.ts";
import { migratePayments, openPayments, type Payments } from "./open.ts";

const orderId = "ord_019bc130-6000-7000-8000-000000000001";
const now = Date.UTC(2027, 0, 15, 12);
const facts = (more: Partial<PaymentFacts>): PaymentFacts => ({
  ...noFacts,
  intentId: "pi_1",
  currency: "EUR",
  ...more,
});

describe("observe", () => {
  let folder: string;
  let database: Payments;
  let at: number;

  beforeEach(async () => {
    folder = await Deno.makeTempDir();
    at = now;
    database = await openPayments({ url: `file:${folder}/payments.db` });
    await migratePayments(database);
    await start("at-shipment");
  });
  afterEach(async () => {
    await database.close();
    await Deno.remove(folder, { recursive: true });
  });

  function start(capture: "now" | "at-shipment", order = orderId) {
    return startPayment(
      database,
      order,
      { orderNumber: "A1", market: "fr", amountMinor: 4200, currency: "EUR", capture },
      { now, expiresAt: now + 3_600_000, soonest: now, margin: 0 },
    );
  }
  const learn = (...all: Partial<PaymentFacts>[]) => observe(database, orderId, all.map(facts), at++);
  const told = async () =>
    (await database.client.execute("SELECT body FROM outbox ORDER BY sequence")).rows
      .map((row) => JSON.parse(String(row["body"])))
      .map(({ type, amountMinor }) => `${type} ${amountMinor}`);

  it("tells of money that came for an expired checkout", async () => {
    await learn({ sessionStatus: "expired" });
    await learn({ authorizedMinor: 4200, sessionStatus: "complete" });
    await learn({ capturedMinor: 4200 });
    expect(await told()).toEqual(["expired 4200", "authorized 4200", "paid 4200"]);
  });

  it("tells of an authorization that came for an expired checkout, and of its end", async () => {
    await learn({ sessionStatus: "expired" });
    await learn({ authorizedMinor: 4200 });
    await learn({ sessionStatus: "expired" });
    expect(await told()).toEqual(["expired 4200", "authorized 4200"]);
    await learn({ canceled: true });
    expect(await told()).toEqual(["expired 4200", "authorized 4200", "failed 4200"]);
  });

  it("changes nothing by what names the order and another intent", async () => {
    await learn({ capturedMinor: 4200 });
    const refund = {
      stripeId: "re_1",
      refundId: null,
      amountMinor: 4200,
      status: "succeeded",
      failure: null,
    } as const;
    const dispute = {
      id: "dp_1",
      amountMinor: 100,
      status: "lost",
      reason: "fraudulent",
      respondBy: null,
    } as const;
    const fee = { id: "txn_1", amountMinor: 9, currency: "EUR" };
    const others = { orderId, intentId: "pi_2", refunds: [refund], disputes: [dispute], fees: [fee] };
    expect(await learn(others)).toBe(false);
    expect(await told()).toEqual(["paid 4200"]);
    const { rows } = await database.client.execute(
      `SELECT (SELECT count(*) FROM refunds) + (SELECT count(*) FROM disputes) AS records,
        (SELECT count(*) FROM ledger_transfers WHERE id LIKE 'fee:%') AS fees`,
    );
    expect(rows.map((row) => [row["records"], row["fees"]])).toEqual([[0, 0]]);
    expect(await learn({ ...others, intentId: "pi_1" })).toBe(true);
    expect(await told()).toEqual(["paid 4200", "refunded 4200", "disputed 100"]);
    // Nor does it bring a known one on.
    await learn({ ...others, refunds: [{ ...refund, status: "failed" }] });
    expect(await told()).toHaveLength(3);
  });

  it("tells of money that came after it had failed", async () => {
    await learn({ sessionStatus: "complete", failed: true });
    await learn({ capturedMinor: 4200 });
    expect(await told()).toEqual(["failed 4200", "paid 4200"]);
  });

  it("does not go back", async () => {
    await learn({ capturedMinor: 4000 });
    await learn({ authorizedMinor: 4200, sessionStatus: "complete" });
    await learn({ canceled: true });
    await learn({ failed: true });
    expect(await told()).toEqual(["paid 4000"]);
  });

  it("tells all that it learns at once, in the order of the payment's life", async () => {
    const refund = {
      stripeId: "re_1",
      refundId: null,
      amountMinor: 100,
      status: "succeeded",
      failure: null,
    } as const;
    const dispute = {
      id: "du_1",
      amountMinor: 4100,
      status: "needs_response",
      reason: "fraudulent",
      respondBy: null,
    } as const;
    await learn({ refunds: [refund], disputes: [dispute] }, { capturedMinor: 4200 });
    expect(await told()).toEqual(["paid 4200", "refunded 100", "disputed 4100"]);
  });

  it("says nothing of an inquiry, and of a dispute once until it is decided", async () => {
    const statuses = [
      "warning_needs_response",
      "needs_response",
      "under_review",
      "needs_response",
      "lost",
    ] as const;
    await learn({ capturedMinor: 4200 });
    for (const status of statuses) {
      await learn({
        disputes: [{ id: "du_1", amountMinor: 4200, status, reason: "general", respondBy: null }],
      });
    }
    expect(await told()).toEqual(["paid 4200", "disputed 4200", "disputed 4200"]);
  });

  it("waits for the authorization where money is captured later", async () => {
    await learn({ sessionStatus: "complete" });
    expect(await told()).toEqual([]);
    await learn({ authorizedMinor: 4200 });
    expect(await told()).toEqual(["authorized 4200"]);
    const { rows } = await database.client.execute("SELECT check_at - updated_at AS after FROM payments");
    expect(rows[0]!["after"]).toBe(6 * 3_600_000);
  });

  it("gives each event an id of its own, a UUIDv7 of its time", async () => {
    const other = orderId.replace(/1$/, "2");
    await start("now", other);
    await learn({ capturedMinor: 4200 });
    await observe(database, other, [{ ...facts({ sessionStatus: "complete" }), intentId: "pi_2" }], now);
    const { rows } = await database.client.execute("SELECT id, body FROM outbox");
    expect(rows.map((row) => JSON.parse(String(row["body"])).id)).toEqual(rows.map((row) => row["id"]));
    expect(new Set(rows.map((row) => row["id"])).size).toBe(2);
    for (const row of rows) {
      expect(row["id"]).toMatch(/^evt_[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(parseInt(String(row["id"]).slice(4).replace("-", "").slice(0, 12), 16)).toBe(now);
    }
  });
});
