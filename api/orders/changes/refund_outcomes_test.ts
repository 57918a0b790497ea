import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { newId } from "../../../commerce/ids.ts";
import { openSmallOrders, order, type SmallOrders } from "../testing/small_orders.ts";

describe("a refund", () => {
  let small: SmallOrders;
  let placed: { id: string; token: string };

  const read = async () => await small.call("GET", `/v1/admin/orders/${placed.id}`);
  const change = async (path: string, body: unknown = {}) =>
    await small.call("POST", `/v1/admin/orders/${placed.id}/${path}`, {
      body,
      etag: (await read()).headers.get("etag"),
    });
  const told = async (type: "refunded" | "refund-failed", key: string | null, more: object = {}) => {
    const { status } = await small.tell(placed.id, type, { refundId: newId("rfd"), key, ...more });
    expect(status).toBe(200);
    await small.work();
  };
  const lastKey = () => [...small.refunds.keys()].at(-1)!;
  const mails = () => small.mails.map(({ kind }) => kind).slice(2);
  const shown = async () => {
    const { body } = await small.call("GET", `/v1/orders/${placed.id}?token=${placed.token}`);
    return {
      status: body.paymentStatus,
      refunded: body.refunded.amountMinor,
      refunds: body.refunds.map(({ status }: { status: string }) => status),
      last: body.timeline.at(-1).kind,
    };
  };

  beforeEach(async () => {
    small = await openSmallOrders();
    placed = (await small.call("POST", "/v1/orders", { body: order() })).body;
    await small.tell(placed.id, "paid");
    await small.work();
  });
  afterEach(() => small.close());

  it("that comes back days after it was made is shown, and its shopper is told otherwise", async () => {
    await change("cancellations");
    await small.work();
    await told("refunded", lastKey());
    expect(await shown()).toMatchObject({ status: "refunded", refunded: 23_940, last: "refunded" });
    small.pass(5 * 24 * 3_600_000);
    await told("refund-failed", lastKey());
    expect(await shown()).toEqual({
      status: "paid",
      refunded: 0,
      refunds: ["failed"],
      last: "refund-failed",
    });
    expect(mails()).toEqual(["canceled", "refunded", "refund-failed"]);
    // What payments tells of again, and late, changes nothing.
    await told("refunded", lastKey());
    expect((await shown()).status).toBe("paid");
    expect(mails()).toHaveLength(3);
    expect((await change("refunds", { amountMinor: 23_940 })).status).toBe(201);
  });

  it("that a cancellation promised and that is never made is corrected too; one of which nobody heard is not", async () => {
    await change("refunds", { amountMinor: 1_000 });
    await small.work();
    await told("refund-failed", lastKey());
    expect([await shown(), mails()]).toMatchObject([{ status: "paid", last: "refund-failed" }, []]);
    await change("cancellations");
    await small.work();
    await told("refund-failed", lastKey());
    expect(mails()).toEqual(["canceled", "refund-failed"]);
  });

  it("of what was only authorized was never promised: nothing was taken", async () => {
    await small.close();
    small = await openSmallOrders({ capture: "at-shipment" });
    placed = (await small.call("POST", "/v1/orders", { body: order() })).body;
    await small.tell(placed.id, "authorized");
    small.refusesRefunds = true;
    await change("cancellations");
    await small.work();
    expect([(await shown()).last, mails()]).toEqual(["refund-failed", ["canceled"]]);
  });

  it("of a cancellation that is to be quiet is quiet, however it ends", async () => {
    await change("cancellations", { notify: false });
    await small.work();
    await told("refunded", lastKey());
    await told("refund-failed", lastKey());
    expect([(await shown()).last, mails()]).toEqual(["refund-failed", []]);
  });

  it("that payments refuses has failed, once and for good, and can be made again", async () => {
    small.refusesRefunds = true;
    const { body } = await change("refunds", { lines: [{ sku: "LAMP-1", quantity: 1 }], shipping: true });
    expect(body.refunds.map(({ status }: { status: string }) => status)).toEqual(["pending"]);
    await small.work();
    const after = (await read()).body;
    expect(after.refunds.map(({ status }: { status: string }) => status)).toEqual(["failed"]);
    expect([after.lines[1].refunded, after.timeline.at(-1)]).toMatchObject([0, {
      kind: "refund-failed",
      actor: "payments",
      details: { amountMinor: 4_550 + 490 },
    }]);
    expect(await small.rows("SELECT count(*) FROM outbox")).toEqual([[0]]);
    small.refusesRefunds = false;
    expect((await change("refunds", { amountMinor: 23_940 })).status).toBe(201);
    await small.work();
    expect([...small.refunds.values()].map(({ amountMinor }) => amountMinor)).toEqual([23_940]);
  });

  it("made at Stripe that crosses one of ours, which fails there, leaves what is left", async () => {
    await change("refunds", { amountMinor: 14_000 });
    await small.work();
    await told("refunded", null, { amountMinor: 13_940 });
    await told("refund-failed", lastKey());
    expect(await shown()).toMatchObject({ status: "partially_refunded", refunded: 13_940 });
    expect((await change("refunds", { amountMinor: 10_001 })).status).toBe(409);
    expect((await change("refunds", { amountMinor: 10_000 })).status).toBe(201);
  });

  it("made at Stripe of which is told before the money is counted when that comes", async () => {
    const { id } =
      (await small.call("POST", "/v1/orders", { body: order({ email: "eve@example.com" }) })).body;
    await small.tell(id, "refunded", { refundId: newId("rfd"), key: null, amountMinor: 1_000 });
    await small.tell(id, "paid");
    const { body } = await small.call("GET", `/v1/admin/orders/${id}`);
    expect([body.paymentStatus, body.refunded.amountMinor]).toEqual(["partially_refunded", 1_000]);
  });
});
