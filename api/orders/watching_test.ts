import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { changeOrder } from "../../db/orders/change_order.ts";
import { type WatchOptions, watchOrders } from "./watching.ts";
import { openSmallOrders, order, serviceToken, type SmallOrders } from "./testing/small_orders.ts";

describe("watching an order", () => {
  let small: SmallOrders;
  let placed: { id: string; token: string };
  let reader: ReadableStreamDefaultReader<string>;

  /** The next event's data, as JSON. */
  const next = async (): Promise<unknown> => {
    for (let text = "";;) {
      const { value, done } = await reader.read();
      if (done) return null;
      text += value;
      const data = /^event: status\n.*^data: (.*)$/ms.exec(text);
      if (data) return JSON.parse(data[1]!);
    }
  };
  const read = (body: ReadableStream<Uint8Array<ArrayBuffer>>) => {
    reader = body.pipeThrough(new TextDecoderStream()).getReader();
  };

  beforeEach(async () => {
    small = await openSmallOrders();
    placed = (await small.call("POST", "/v1/orders", { body: order() })).body;
  });
  afterEach(async () => {
    await reader?.cancel();
    await small.close();
  });

  it("tells how it stands, then each change, whoever made it", async () => {
    const response = await small.api.request(`/v1/orders/${placed.id}/events?token=${placed.token}`);
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/event-stream"]);
    read(response.body!);
    const { id } = placed;
    expect(await next()).toEqual({ id, version: 1, status: "pending_payment", paymentStatus: "unpaid" });
    await small.tell(id, "processing");
    await small.work();
    expect(await next()).toEqual({
      id,
      version: 2,
      status: "payment_processing",
      paymentStatus: "processing",
    });
    // As another process would.
    const set = {
      state: "paid",
      stock: "committed",
      paymentState: "paid",
      securedMinor: 1,
      paidMinor: 1,
    } as const;
    await changeOrder(small.orders, { id, version: 2 }, { set, events: [], outbox: [] }, {
      now: small.now(),
    });
    await small.work();
    expect(await next()).toEqual({ id, version: 3, status: "paid", paymentStatus: "paid" });
    small.pass(11 * 60_000);
    await small.work();
    expect(await next()).toBeNull();
  });

  it("is for whoever has its token", async () => {
    for (
      const path of [`/v1/orders/${placed.id}/events`, `/v1/orders/${placed.id}/events?token=${serviceToken}`]
    ) {
      expect((await small.call("GET", path)).status).toBe(404);
    }
  });

  it("ends when the process stops, and takes no more than it can serve", async () => {
    const stopping = new AbortController();
    const options: WatchOptions = {
      orders: small.orders,
      now: small.now,
      stopping: stopping.signal,
      rate: { take: () => 0 },
    };
    const watch = watchOrders(options);
    const opened = await watch.open(placed.id, { address: null });
    if (!("body" in opened)) throw new Error("refused");
    read(opened.body as ReadableStream<Uint8Array<ArrayBuffer>>);
    expect(await next()).toMatchObject({ version: 1 });
    stopping.abort();
    expect(await next()).toBeNull();
    expect(await watch.open(placed.id, { address: null })).toMatchObject({ problem: "rate-limited" });
    const busy = watchOrders({ ...options, stopping: new AbortController().signal, rate: { take: () => 7 } });
    expect(await busy.open(placed.id, { address: null })).toEqual({
      problem: "rate-limited",
      headers: { "retry-after": "7" },
    });
  });
});
