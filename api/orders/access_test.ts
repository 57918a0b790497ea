import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { openSmallOrders, order, type SmallOrders } from "./testing/small_orders.ts";

describe("canceling an order", () => {
  let small: SmallOrders;
  let placed: { readonly id: string; readonly token: string };

  beforeEach(async () => {
    small = await openSmallOrders({ limits: true });
    placed = (await small.call("POST", "/v1/orders", { body: order() })).body;
  });
  afterEach(() => small.close());

  const cancel = (token: string, key?: string, address = "192.0.2.1") =>
    small.call("POST", `/v1/orders/${placed.id}/cancellations?token=${token}`, {
      body: {},
      key,
      headers: { "x-shopper-address": address },
    });
  const keys = async () => (await small.rows("SELECT count(*) FROM idempotency_keys"))[0]![0];

  it("cannot be kept from its shopper by a stranger who knows its id and guesses the key", async () => {
    const guessed = `cancel-${placed.id}`;
    expect((await cancel("wrong-wrong", guessed)).status).toBe(404);
    const canceled = await cancel(placed.token, guessed);
    expect([canceled.status, canceled.body.status, canceled.headers.get("idempotent-replayed")])
      .toEqual([200, "canceled", null]);
    // Nor is what the shopper was told told to strangers.
    expect((await cancel("wrong-wrong", guessed)).status).toBe(404);
    const again = await cancel(placed.token, guessed);
    expect([again.body, again.headers.get("idempotent-replayed")]).toEqual([canceled.body, "true"]);
  });

  it("leaves nothing of strangers, who may not try for ever", async () => {
    const before = await keys();
    const statuses = [];
    for (let tries = 0; tries < 40; tries++) statuses.push((await cancel("wrong-wrong")).status);
    expect(statuses.filter((status) => status === 404)).toHaveLength(30);
    expect(statuses.slice(30)).toEqual(Array(10).fill(429));
    expect(await keys()).toBe(before);
    expect((await cancel("wrong-wrong", undefined, "192.0.2.2")).status).toBe(404);
    expect((await cancel(placed.token)).status).toBe(200);
  });

  it("is refused while the order is over, and done with the same key once it is not any more", async () => {
    small.pass(3_700_000);
    await small.work();
    const early = await cancel(placed.token, "cancel-as-before");
    expect([early.status, early.body.type]).toEqual([409, "/problems/conflict"]);
    await small.tell(placed.id, "paid");
    await small.work();
    const { body } = await small.call("GET", `/v1/orders/${placed.id}?token=${placed.token}`);
    expect([body.status, body.cancelable]).toEqual(["paid", true]);
    expect((await cancel(placed.token, "cancel-as-before")).status).toBe(200);
  });

  it("counts an address only where an edge vouches for it", async () => {
    const forged = async (at: number) => {
      const answer = await small.api.request(`/v1/orders/${placed.id}?token=wrong-wrong`, {
        headers: { "x-shopper-address": `10.0.0.${at}`, "x-service-authorization": "Bearer guessed" },
      });
      await answer.body?.cancel();
      return answer.status;
    };
    const statuses = [];
    // All of them share one limit, that of twenty.
    for (let at = 0; at < 601; at++) statuses.push(await forged(at));
    expect([statuses[599], statuses[600]]).toEqual([404, 429]);
    expect((await cancel("wrong-wrong", undefined, "10.0.0.1")).status).toBe(404);
  });
});
