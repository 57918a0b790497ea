import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { mintId, type OrderId } from "../../commerce/ids.ts";
import { opening } from "../../db/catalog/testing/small_shop.ts";
import { inventoryFaults } from "../../db/inventory/testing/faults.ts";
import { adminKey, lamp, openSmallApi, serviceToken, type SmallApi } from "../testing/small_api.ts";

type Json = Readonly<Record<string, unknown>>;

describe("the inventory service", () => {
  let small: SmallApi;

  beforeEach(async () => {
    small = await openSmallApi();
  });
  afterEach(async () => {
    expect(await inventoryFaults(small.inventory.client)).toEqual([]);
    await small.close();
  });

  /** Calls; paths under `/internal/` with the service token. */
  async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const token = path.startsWith("/internal/") ? serviceToken : adminKey;
    const response = await small.api.request(path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...body !== undefined && { "content-type": "application/json" },
        ...method === "POST" && { "idempotency-key": crypto.randomUUID() },
        ...headers,
      },
      ...body !== undefined && { body: JSON.stringify(body) },
    });
    const { status } = response;
    return { status, headers: response.headers, body: await response.json() as Json };
  }
  const order = (number: number): OrderId => mintId("ord", opening, new Uint8Array(10).fill(number));
  const reservation = (number: number, step = "") =>
    `/internal/inventory/reservations/${order(number)}${step}`;
  const ask = (number: number, quantity: number, sku = "LAMP-1") =>
    call("PUT", reservation(number), { market: "us", lines: [{ sku, quantity }] });
  const stock = (onHand: number, more: Json = {}) =>
    call("PUT", "/v1/admin/stock-levels", { items: [{ sku: "LAMP-1", location: "main", onHand, ...more }] });
  const level = async () => {
    const { body } = await call("GET", "/v1/admin/stock-levels?sku=LAMP-1");
    return (body.items as Json[])[0]!;
  };
  const availability = async () =>
    (await small.shop.rows("SELECT availability FROM variants WHERE sku = 'LAMP-1'"))[0]![0];

  it("sets levels in bulk, each for itself", async () => {
    const items = [
      { sku: "A", location: "main", onHand: 7, safetyStock: 2 },
      { sku: "A", location: "nowhere", onHand: 7 },
      { sku: "B", location: "main", beyond: "preorder", expectedAt: "2026-05-01T00:00:00Z", lowStockAt: 1 },
    ];
    const set = await call("PUT", "/v1/admin/stock-levels", { items });
    expect([set.status, set.body]).toEqual([200, {
      items: [
        { sku: "A", location: "main", status: "written", available: 5 },
        { sku: "A", location: "nowhere", status: "refused", reason: "unknown-location" },
        { sku: "B", location: "main", status: "written", available: 0 },
      ],
    }]);
    // What is left out stays.
    await call("PUT", "/v1/admin/stock-levels", { items: [{ sku: "B", location: "main", onHand: 2 }] });
    const first = await call("GET", "/v1/admin/stock-levels?limit=1");
    const { nextCursor } = first.body;
    const second = await call("GET", `/v1/admin/stock-levels?limit=1&cursor=${nextCursor}`);
    const none = { location: "main", reserved: 0, toShip: 0 };
    expect([first.body.items, second.body]).toEqual([
      [{
        sku: "A",
        ...none,
        onHand: 7,
        safetyStock: 2,
        available: 5,
        beyond: "none",
        beyondLimit: 0,
        expectedAt: null,
        lowStockAt: 5,
        availability: "low_stock",
      }],
      {
        items: [{
          sku: "B",
          ...none,
          onHand: 2,
          safetyStock: 0,
          available: 2,
          beyond: "preorder",
          beyondLimit: 1_000_000_000,
          expectedAt: "2026-05-01T00:00:00.000Z",
          lowStockAt: 1,
          availability: "in_stock",
        }],
        nextCursor: null,
      },
    ]);
    const other = await call("GET", `/v1/admin/stock-movements?sku=A&cursor=${nextCursor}`);
    expect([other.status, other.body.type]).toEqual([422, "/problems/validation-failed"]);
  });

  it("refuses levels that contradict themselves", async () => {
    const level = { sku: "A", location: "main", onHand: 1 };
    const refused = async (...items: Json[]) => {
      const { status, body } = await call("PUT", "/v1/admin/stock-levels", { items });
      return [status, (body.errors as { path: string }[])[0]!.path];
    };
    expect(await refused(level, level)).toEqual([422, "items.1"]);
    expect(await refused({ ...level, onHand: -1 })).toEqual([422, "items.0.onHand"]);
    expect(await refused({ ...level, onHand: 1.5 })).toEqual([422, "items.0.onHand"]);
    expect(await refused({ ...level, beyond: "none", beyondLimit: 3 })).toEqual([422, "items.0.beyondLimit"]);
    expect(await refused({ ...level, reserved: 0 })).toEqual([422, "items.0.reserved"]);
  });

  it("adjusts a count once for each key, never below nothing, and keeps why", async () => {
    await stock(5);
    const change = { sku: "LAMP-1", location: "main", delta: -2, reason: "broken" };
    const key = { "idempotency-key": "adjusted-once" };
    const first = await call("POST", "/v1/admin/stock-adjustments", change, key);
    expect([first.status, (first.body.level as Json).onHand]).toEqual([201, 3]);
    const again = await call("POST", "/v1/admin/stock-adjustments", change, key);
    expect([again.body, again.headers.get("idempotent-replayed")]).toEqual([first.body, "true"]);

    const tooMuch = await call("POST", "/v1/admin/stock-adjustments", { ...change, delta: -4 });
    expect([tooMuch.status, tooMuch.body.detail]).toEqual([
      409,
      "There are 3 on hand, which is less than what is to be taken.",
    ]);
    const nowhere = await call("POST", "/v1/admin/stock-adjustments", { ...change, location: "nowhere" });
    expect([nowhere.status, nowhere.body.errors]).toEqual([
      422,
      [{ path: "location", message: 'there is no location "nowhere"' }],
    ]);
    const ledger = await call("GET", "/v1/admin/stock-movements?sku=LAMP-1");
    const items = ledger.body.items as Json[];
    expect(items.map(({ kind, onHandDelta, reason }) => [kind, onHandDelta, reason])).toEqual([
      ["adjustment", -2, "broken"],
      ["count", 5, null],
    ]);
    expect(items[0]).toEqual(first.body.movement);
    for (const { id } of items) {
      expect(id).toMatch(/^mov_[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
  });

  it("finds after a crash what an adjustment did before its answer was kept", async () => {
    await stock(5);
    const change = { sku: "LAMP-1", location: "main", delta: -2, reason: "broken" };
    const key = { "idempotency-key": "adjusted-once" };
    const first = await call("POST", "/v1/admin/stock-adjustments", change, key);
    await small.inventory.queue.write(["UPDATE idempotency_keys SET outcome = NULL, claimed_until = 0"]);
    const again = await call("POST", "/v1/admin/stock-adjustments", change, key);
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect((await level()).onHand).toBe(3);
  });

  it("takes an order from its hold to its return", async () => {
    await stock(5);
    const held = await ask(1, 3);
    expect([held.status, held.body]).toEqual([200, {
      orderId: order(1),
      state: "held",
      lines: [{ sku: "LAMP-1", quantity: 3, location: "main", backordered: 0, expectedAt: null }],
    }]);
    expect((await ask(1, 3)).body).toEqual(held.body);
    expect((await ask(1, 2)).status).toBe(409);
    const short = await ask(2, 3);
    expect([short.status, short.body.type, short.body.shortages]).toEqual([
      409,
      "/problems/out-of-stock",
      [{ sku: "LAMP-1", requested: 3, available: 2 }],
    ]);

    const sold = await call("POST", reservation(1, "/commit"));
    expect([sold.status, sold.body.state]).toEqual([200, "committed"]);
    expect((await call("POST", reservation(1, "/release"))).body.state).toBe("committed");
    expect(await level()).toMatchObject({ onHand: 5, reserved: 0, toShip: 3, available: 2 });

    const lines = (quantity: number) => [{ sku: "LAMP-1", quantity }];
    const canceled = { key: "cancel-1", lines: lines(1) };
    for (const _ of [1, 2]) {
      expect((await call("POST", reservation(1, "/restock"), canceled)).status).toBe(200);
    }
    expect(await level()).toMatchObject({ onHand: 5, toShip: 2, available: 3 });

    const shipped = { key: "shp-1", lines: lines(2) };
    for (const _ of [1, 2]) {
      expect((await call("POST", reservation(1, "/shipments"), shipped)).status).toBe(200);
    }
    expect(await level()).toMatchObject({ onHand: 3, toShip: 0, available: 3 });
    const more = await call("POST", reservation(1, "/shipments"), { key: "shp-2", lines: lines(1) });
    expect([more.status, more.body.detail]).toEqual([
      409,
      "It names more units than there are left of the reservation.",
    ]);

    const returned = { key: "ret-1", lines: lines(1), from: "returned" };
    for (const _ of [1, 2]) {
      expect((await call("POST", reservation(1, "/restock"), returned)).status).toBe(200);
    }
    expect(await level()).toMatchObject({ onHand: 4, toShip: 0, available: 4 });

    const ledger = await call("GET", "/v1/admin/stock-movements?sku=LAMP-1&limit=3");
    expect((ledger.body.items as Json[]).map(({ kind, reference }) => [kind, reference])).toEqual([
      ["return", order(1)],
      ["shipment", order(1)],
      ["cancellation", order(1)],
    ]);
    expect((await call("POST", reservation(9, "/commit"))).status).toBe(404);
    expect((await call("POST", reservation(9, "/shipments"), shipped)).status).toBe(409);
    expect((await call("GET", reservation(9))).status).toBe(404);
  });

  it("lists what is held for longer than a time", async () => {
    await stock(5);
    await ask(1, 1);
    small.pass(60_000);
    await ask(2, 1);
    const olderThan = new Date(opening + 90_000).toISOString();
    const { body } = await call("GET", `/internal/inventory/reservations?olderThan=${olderThan}`);
    expect(body).toEqual({
      items: [{ orderId: order(1), heldAt: new Date(opening + 60_000).toISOString() }],
      nextCursor: null,
    });
  });

  it("answers internal calls to holders of the service token alone", async () => {
    for (const authorization of [`Bearer ${adminKey}`, "Bearer x", ""]) {
      const answer = await call("PUT", reservation(1), { market: "us", lines: [] }, { authorization });
      expect(answer.status).toBe(401);
    }
  });

  it("keeps locations, and refuses to lose the ledger of one", async () => {
    const input = { code: "lyon", name: "Lyon", country: "FR", priority: 5, markets: ["fr"] };
    const made = await call("POST", "/v1/admin/locations", input);
    expect([made.status, made.body]).toEqual([201, { id: made.body.id, ...input, active: true }]);
    const same = await call("POST", "/v1/admin/locations", input);
    expect([same.status, same.body.type]).toEqual([409, "/problems/conflict"]);
    const path = `/v1/admin/locations/${made.body.id}`;
    const etag = made.headers.get("etag")!;
    const patched = await call("PATCH", path, { active: false }, { "if-match": etag });
    expect([patched.status, patched.body]).toEqual([200, { ...made.body, active: false }]);
    expect((await call("PATCH", path, { name: "L" }, { "if-match": etag })).status).toBe(412);
    expect((await call("PATCH", path, { name: "L" })).status).toBe(428);
    const unchanged = await call("PATCH", path, {}, { "if-match": patched.headers.get("etag")! });
    expect(unchanged.headers.get("etag")).toBe(patched.headers.get("etag"));

    await call("PUT", "/v1/admin/stock-levels", { items: [{ sku: "A", location: "lyon", onHand: 1 }] });
    const now = { "if-match": patched.headers.get("etag")! };
    expect((await call("DELETE", path, undefined, { "if-match": etag })).status).toBe(412);
    expect((await call("DELETE", path, undefined, now)).status).toBe(409);
    const empty = await call("POST", "/v1/admin/locations", { ...input, code: "empty" });
    const gone = `/v1/admin/locations/${empty.body.id}`;
    expect((await call("DELETE", gone, undefined, { "if-match": empty.headers.get("etag")! })).status).toBe(
      200,
    );
    expect((await call("GET", gone)).status).toBe(404);
    const { body } = await call("GET", "/v1/admin/locations");
    expect((body.items as Json[]).map(({ code, country }) => [code, country])).toEqual([
      ["main", null],
      ["lyon", "FR"],
    ]);
  });

  describe("and the catalog", () => {
    const product = (onHand: number, more: Json = {}) =>
      lamp({
        variants: [{ sku: "LAMP-1", prices: { us: { amountMinor: 4900 } }, onHand }],
        ...more,
      });

    it("have a new product with its stock, which can be reserved when it is answered", async () => {
      const key = { "idempotency-key": "one-product" };
      const made = await call("POST", "/v1/admin/products", product(3), key);
      const [variant] = made.body.variants as Json[];
      expect([made.status, variant!.availability, "onHand" in variant!]).toEqual([201, "low_stock", false]);
      expect((await ask(1, 3)).status).toBe(200);
      expect((await ask(2, 1)).status).toBe(409);

      // A retry after a crash counts nothing anew.
      await small.backoffice.execute("UPDATE idempotency_keys SET outcome = NULL, claimed_until = 0");
      const again = await call("POST", "/v1/admin/products", product(3), key);
      expect([again.status, again.body.id]).toEqual([201, made.body.id]);
      expect(await level()).toMatchObject({ onHand: 3, reserved: 3 });
    });

    it("have a draft with its stock", async () => {
      const made = await call("POST", "/v1/admin/products", product(0, { status: "draft" }));
      expect([made.status, (made.body.variants as Json[])[0]!.availability]).toEqual([201, "out_of_stock"]);
      expect((await level()).onHand).toBe(0);
    });

    it("set no stock for a product that is refused", async () => {
      await call("POST", "/v1/admin/products", product(3));
      const taken = await call("POST", "/v1/admin/products", product(50));
      expect(taken.status).toBe(409);
      expect((await level()).onHand).toBe(3);
    });

    it("tell shoppers when a threshold is crossed, and only then", async () => {
      await call("POST", "/v1/admin/products", product(7));
      await small.doChores();
      expect(await availability()).toBe("in_stock");
      const version = await small.shop.version();
      await ask(1, 1);
      await small.doChores();
      expect(await small.shop.version()).toBe(version);

      await ask(2, 1);
      await small.doChores();
      expect(await availability()).toBe("low_stock");
      expect(await small.shop.tagsAfter(version)).toEqual(["product:1:1"]);
      await ask(3, 5);
      await small.doChores();
      expect(await availability()).toBe("out_of_stock");
      await stock(7, { beyond: "backorder" });
      await small.doChores();
      expect(await availability()).toBe("backorder");
      await call("POST", reservation(3, "/release"));
      await small.doChores();
      expect(await availability()).toBe("low_stock");
      const [waiting] = (await small.inventory.client.execute(
        `SELECT count(*) AS n FROM stock_items WHERE announce_at <= ${opening + 3_600_000}`,
      )).rows;
      expect(waiting!["n"]).toBe(0);
    });

    it("keep what is newer, whatever comes late", async () => {
      await call("POST", "/v1/admin/products", product(7));
      const tell = (availability: string, version: number, sku = "LAMP-1") =>
        call("POST", "/internal/catalog/availability", { items: [{ sku, availability, version }] });
      expect((await tell("out_of_stock", 20)).body.unknown).toEqual([]);
      await tell("in_stock", 19);
      expect(await availability()).toBe("out_of_stock");
      const version = await small.shop.version();
      await tell("out_of_stock", 21);
      expect(await small.shop.version()).toBe(version);
      await tell("in_stock", 20);
      expect(await availability()).toBe("out_of_stock");
      expect((await tell("in_stock", 22, "NO-SUCH")).body.unknown).toEqual(["NO-SUCH"]);
    });

    it("make what was set for single markets give way to the stock", async () => {
      const variants = [{
        sku: "LAMP-1",
        prices: { us: { amountMinor: 4900 } },
        availabilityByMarket: { us: "low_stock" },
      }];
      await call("POST", "/v1/admin/products", lamp({ variants }));
      await stock(0);
      await small.doChores();
      expect(await availability()).toBe("out_of_stock");
      expect(await small.shop.rows("SELECT * FROM variant_availability")).toEqual([]);
    });

    it("come together when the product comes after its stock", async () => {
      await stock(0);
      await small.doChores();
      await call("POST", "/v1/admin/products", lamp());
      await small.doChores();
      expect(await availability()).toBe("in_stock");
      small.pass(60_000);
      await small.doChores();
      expect(await availability()).toBe("out_of_stock");
    });
  });
});
