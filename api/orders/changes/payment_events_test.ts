import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { newId } from "../../../commerce/ids.ts";
import type { PaymentEvent } from "../../../commerce/wire/internal_payments.ts";
import { earlierDisputeId } from "../../../db/orders/records.ts";
import { openSmallOrders, order, type SmallOrders } from "../testing/small_orders.ts";

describe("an order's money", () => {
  let small: SmallOrders;
  let placed: { id: string; token: string };

  const place = async (more: Record<string, unknown> = {}) => {
    const { body, status } = await small.call("POST", "/v1/orders", { body: order(more) });
    expect(status).toBe(201);
    return body;
  };
  const read = async (id = placed.id, token = placed.token) =>
    (await small.call("GET", `/v1/orders/${id}?token=${token}`)).body;
  const standing = async () => {
    const { status, paymentStatus } = await read();
    return [status, paymentStatus, await small.stock("CHAIR-1")];
  };
  const mails = () => small.mails.map(({ kind }) => kind);

  beforeEach(async () => {
    small = await openSmallOrders();
    placed = await place();
  });
  afterEach(() => small.close());

  it("makes it paid, and its stock sold, once", async () => {
    expect((await small.tell(placed.id, "paid")).status).toBe(200);
    await small.work();
    expect(await standing()).toEqual(["paid", "paid", [10, 0, 1]]);
    await small.tell(placed.id, "paid");
    await small.tell(placed.id, "expired");
    await small.tell(placed.id, "processing");
    await small.work();
    expect(await standing()).toEqual(["paid", "paid", [10, 0, 1]]);
    expect(mails()).toEqual(["received", "paid"]);
    expect((await read()).timeline.map(({ kind }: { kind: string }) => kind)).toEqual(["placed", "paid"]);
  });

  it("is counted once however often the same event comes", async () => {
    const id = newId("evt");
    const replies = await Promise.all([1, 2, 3].map(() => small.tell(placed.id, "paid", { id })));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
    await small.work();
    expect(await small.rows("SELECT version FROM orders")).toEqual([[2]]);
    expect(await small.rows("SELECT count(*) FROM order_events WHERE kind = 'paid'")).toEqual([[1]]);
  });

  it("holds its stock while it takes days, whatever the clock says", async () => {
    await small.tell(placed.id, "processing");
    small.pass(5 * 24 * 3_600_000);
    await small.work();
    expect(await standing()).toEqual(["payment_processing", "processing", [10, 1, 0]]);
    await small.tell(placed.id, "failed");
    await small.work();
    expect(await standing()).toEqual(["expired", "unpaid", [10, 0, 0]]);
    expect((await read()).endReason).toBe("payment-failed");
    expect(mails()).toEqual(["received", "payment-failed"]);
  });

  it("that comes after it had expired revives it, stock permitting", async () => {
    await small.tell(placed.id, "expired");
    await small.work();
    expect(await standing()).toEqual(["expired", "unpaid", [10, 0, 0]]);
    await small.tell(placed.id, "paid");
    await small.work();
    expect(await standing()).toEqual(["paid", "paid", [10, 0, 1]]);
    expect(mails()).toEqual(["received", "expired", "paid"]);
    expect((await read()).timeline.map(({ kind }: { kind: string }) => kind)).toEqual([
      "placed",
      "expired",
      "paid",
      "revived",
    ]);
  });

  it("goes back by itself when it comes too late and the stock is gone", async () => {
    await small.tell(placed.id, "expired");
    await small.work();
    await place({
      email: "eve@example.com",
      lines: [{ sku: "LAMP-1", quantity: 3 }],
      expectedTotal: { amountMinor: 3 * 4_550 + 490, currency: "EUR" },
    });
    await small.tell(placed.id, "paid");
    await small.work();
    expect(await standing()).toEqual(["expired", "paid", [10, 0, 0]]);
    const [[key, refund]] = [...small.refunds] as [[string, unknown]];
    expect(refund).toEqual({ orderId: placed.id, amountMinor: 23_940 });
    await small.tell(placed.id, "refunded", { refundId: newId("rfd"), key });
    await small.work();
    expect(await standing()).toEqual(["expired", "refunded", [10, 0, 0]]);
    expect(small.refunds.size).toBe(1);
    expect(mails()).toEqual(["received", "expired", "received", "refunded"]);
  });

  it("goes back when it is not the order's amount", async () => {
    await small.tell(placed.id, "paid", { amountMinor: 100 });
    await small.work();
    expect(await standing()).toEqual(["canceled", "paid", [10, 0, 0]]);
    expect([...small.refunds.values()]).toEqual([{ orderId: placed.id, amountMinor: 100 }]);
  });

  it("goes back when the shopper had canceled meanwhile, and the stock with it", async () => {
    const cancel = (token = placed.token) => {
      const path = `/v1/orders/${placed.id}/cancellations?token=${token}`;
      return small.call("POST", path, { body: {}, key: "cancel-once" });
    };
    const { status, body } = await cancel();
    expect([status, body]).toEqual([200, { id: placed.id, status: "canceled", paymentStatus: "unpaid" }]);
    expect(await standing()).toEqual(["canceled", "unpaid", [10, 1, 0]]);
    await small.tell(placed.id, "paid");
    await small.work();
    expect(await standing()).toEqual(["canceled", "paid", [10, 0, 0]]);
    expect([...small.refunds.values()]).toEqual([{ orderId: placed.id, amountMinor: 23_940 }]);
    expect((await cancel()).body).toMatchObject({ status: "canceled", paymentStatus: "paid" });
    expect((await cancel("wrong")).status).toBe(404);
    expect(small.refunds.size).toBe(1);
  });

  it("is given back once when it comes in the very moment of the cancellation", async () => {
    for (let round = 0; round < 8; round++) {
      placed = await place({
        email: `${round}@example.com`,
        lines: [{ sku: "CHAIR-1", quantity: 1 }],
        expectedTotal: { amountMinor: 19_390, currency: "EUR" },
      });
      const path = `/v1/orders/${placed.id}/cancellations?token=${placed.token}`;
      await Promise.all([
        small.tell(placed.id, "paid"),
        small.call("POST", path, { body: {} }),
        small.tell(placed.id, "paid"),
      ]);
      await small.work();
      expect((await read()).status).toBe("canceled");
      const theirs = [...small.refunds.values()].filter(({ orderId }) => orderId === placed.id);
      expect(theirs).toEqual([{ orderId: placed.id, amountMinor: 19_390 }]);
      expect(await small.stock("CHAIR-1")).toEqual([10, 1, 0]);
    }
  });

  it("is not awaited any more once it was canceled and payments ended the checkout", async () => {
    await small.call("POST", `/v1/orders/${placed.id}/cancellations?token=${placed.token}`, { body: {} });
    expect(await small.stock("CHAIR-1")).toEqual([10, 1, 0]);
    await small.work();
    expect(small.payments.get(placed.id)!.status).toBe("expired");
    expect(await small.stock("CHAIR-1")).toEqual([10, 0, 0]);
    expect(await small.rows("SELECT checkout, due FROM orders")).toEqual([["closed", null]]);
  });

  it("stays disputed while one of its disputes is not won, in whatever order they are told of", async () => {
    await small.tell(placed.id, "paid");
    const dispute = (disputeId: string, outcome: string) =>
      small.tell(placed.id, "disputed", { disputeId, outcome, amountMinor: 100 });
    await dispute("dp_1", "open");
    await dispute("dp_2", "open");
    await dispute("dp_1", "won");
    await dispute("dp_1", "open");
    expect((await read()).paymentStatus).toBe("disputed");
    await dispute("dp_2", "won");
    expect((await read()).paymentStatus).toBe("paid");
    await dispute("dp_3", "lost");
    expect((await read()).paymentStatus).toBe("disputed");
    expect(await small.rows("SELECT count(*) FROM order_events WHERE kind = 'disputed'")).toEqual([[5]]);
  });

  it("stays disputed by what was opened before disputes were told apart, until that is won", async () => {
    await small.tell(placed.id, "paid");
    await small.orders.queue.write([
      `UPDATE orders SET disputed = 1, version = version + 1 WHERE id = '${placed.id}'`,
      `INSERT INTO disputes (order_id, id, outcome, amount_minor, at)
        VALUES ('${placed.id}', '${earlierDisputeId}', 'open', 100, 0)`,
    ]);
    const dispute = (disputeId: string, outcome: string) =>
      small.tell(placed.id, "disputed", { disputeId, outcome, amountMinor: 100 });
    await dispute("dp_2", "open");
    await dispute("dp_2", "won");
    expect((await read()).paymentStatus).toBe("disputed");
    await dispute("dp_1", "lost");
    expect((await read()).paymentStatus).toBe("disputed");
    await dispute("dp_1", "won");
    expect((await read()).paymentStatus).toBe("paid");
  });

  it("that does not say whether money was taken is of what was authorized until it was", async () => {
    await small.close();
    small = await openSmallOrders({ capture: "at-shipment" });
    const refundOf = async (first: "authorized" | "paid") => {
      placed = await place({ email: `${crypto.randomUUID()}@example.com` });
      await small.tell(placed.id, first);
      await small.tell(placed.id, "refunded", { refundId: newId("rfd"), key: null, amountMinor: 1_000 });
      return await small.rows(`SELECT void FROM refunds WHERE order_id = '${placed.id}'`);
    };
    expect([await refundOf("authorized"), await refundOf("paid")]).toEqual([[[1]], [[0]]]);
  });

  it("of an order that is not known is not swallowed", async () => {
    const { status } = await small.tell("ord_01900000-0000-7000-8000-000000000000", "paid");
    expect(status).toBe(404);
  });

  it("ends the same in whatever order its events come", async () => {
    type Told = [type: PaymentEvent["type"], more?: Record<string, unknown>];
    const refund = { key: null, amountMinor: 1_000 };
    const stories: [Told[], unknown[]][] = [
      [[["processing"], ["paid"]], ["paid", "paid"]],
      [[["expired"], ["paid"]], ["paid", "paid"]],
      [[["processing"], ["authorized"], ["paid"]], ["paid", "paid"]],
      [[["paid"], ["refunded", refund]], ["paid", "partially_refunded"]],
      [[["paid"], ["disputed", { disputeId: "dp_1", outcome: "open" }]], ["paid", "disputed"]],
    ];
    const told = fc.constantFrom(...stories).chain(([story, end]) =>
      fc.shuffledSubarray([...story, ...story].map((_, at) => at), { minLength: story.length * 2 }).map((
        sequence,
      ) => ({
        story,
        end,
        sequence: sequence.map((at) => at % story.length),
      }))
    );
    await fc.assert(
      fc.asyncProperty(told, async ({ story, end, sequence }) => {
        placed = await place({ email: `${crypto.randomUUID()}@example.com` });
        const ids = story.map(() => newId("evt"));
        const refundId = newId("rfd");
        for (const at of sequence) {
          const [type, more] = story[at]!;
          const theirs = type === "refunded" ? { refundId } : {};
          expect((await small.tell(placed.id, type, { ...more, ...theirs, id: ids[at]! })).status).toBe(200);
        }
        await small.work();
        const { status, paymentStatus } = await read();
        expect([status, paymentStatus]).toEqual(end);
        await small.call("PUT", "/v1/admin/stock-levels", {
          body: {
            items: [
              { sku: "CHAIR-1", location: "main", onHand: 1_000 },
              { sku: "LAMP-1", location: "main", onHand: 1_000 },
            ],
          },
        });
      }),
      { numRuns: 25 },
    );
  });
});
