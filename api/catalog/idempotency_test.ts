import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { adminKey, lamp, openSmallApi, type SmallApi } from "../testing/small_api.ts";

const key = "one-key-for-all";
const category = { texts: { en: { name: "Mirrors" } } };

describe("creating with an Idempotency-Key", () => {
  let small: SmallApi;
  const call: SmallApi["call"] = (...args) => small.call(...args);
  const count = async (table: string) => (await small.shop.rows(`SELECT count(*) FROM ${table}`))[0]![0];
  /** As if the process had died after the catalog's commit, and the lease had ended. */
  const forgetAnswer = () =>
    small.backoffice.execute("UPDATE idempotency_keys SET outcome = NULL, claimed_until = 0");

  beforeEach(async () => {
    small = await openSmallApi();
  });
  afterEach(() => small.close());

  it("is needed", async () => {
    const { status, body } = await call("POST", "/v1/admin/products", {
      body: lamp(),
      headers: { "idempotency-key": "" },
    });
    expect([status, body.type]).toEqual([400, "/problems/idempotency-key-missing"]);
    expect(await count("products")).toBe(0);
  });

  it("makes one product of twenty requests at once", async () => {
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => call("POST", "/v1/admin/products", { key, body: lamp() })),
    );
    expect(replies.filter(({ status }) => status === 201).length).toBeGreaterThan(0);
    for (const { status, body } of replies) {
      if (status !== 201) expect([status, body.type]).toEqual([409, "/problems/idempotency-in-progress"]);
    }
    expect(await count("products")).toBe(1);
    const again = await call("POST", "/v1/admin/products", { key, body: lamp() });
    expect([again.status, again.headers.get("idempotent-replayed")]).toEqual([201, "true"]);
    expect(again.body).toEqual(replies.find(({ status }) => status === 201)!.body);
  });

  it("repeats the whole first answer", async () => {
    const first = await call("POST", "/v1/admin/products", { key, body: lamp() });
    expect(first.headers.has("idempotent-replayed")).toBe(false);
    await call("PATCH", `/v1/admin/products/${first.body.id}`, {
      etag: first.headers.get("etag"),
      body: { brand: "Changed since" },
    });
    const again = await call("POST", "/v1/admin/products", { key, body: lamp() });
    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
    for (const name of ["etag", "x-catalog-version", "content-type"]) {
      expect(again.headers.get(name)).toBe(first.headers.get(name));
    }
  });

  it("refuses the key with another body, and takes it on another address", async () => {
    await call("POST", "/v1/admin/products", { key, body: lamp() });
    const other = await call("POST", "/v1/admin/products", { key, body: lamp({ brand: "Other" }) });
    expect([other.status, other.body.type]).toEqual([422, "/problems/idempotency-key-reused"]);
    expect((await call("POST", "/v1/admin/categories", { key, body: category })).status).toBe(201);
  });

  it("stores a definite refusal, but not one of the shape", async () => {
    await call("POST", "/v1/admin/products", { body: lamp() });
    const taken = await call("POST", "/v1/admin/products", { key, body: lamp() });
    expect([taken.status, taken.body.type]).toEqual([409, "/problems/conflict"]);
    const again = await call("POST", "/v1/admin/products", { key, body: lamp() });
    expect([again.status, again.headers.get("idempotent-replayed")]).toEqual([409, "true"]);
    expect(again.body).toEqual(taken.body);
    const unshaped = await call("POST", "/v1/admin/categories", { key, body: { colour: "red" } });
    expect(unshaped.status).toBe(422);
    expect((await call("POST", "/v1/admin/categories", { key, body: category })).status).toBe(201);
  });

  const made:
    readonly (readonly [what: string, path: string, table: string, body: () => Promise<unknown>])[] = [
      ["a product", "/v1/admin/products", "products", () => Promise.resolve(lamp())],
      ["a category", "/v1/admin/categories", "categories", () => Promise.resolve(category)],
      ["a variant", "/v1/admin/variants", "variants", async () => {
        const { body } = await call("POST", "/v1/admin/products", { body: lamp() });
        return { productId: body.id, sku: "LAMP-2", prices: { us: { amountMinor: 5900 } } };
      }],
      ["a variant of a draft", "/v1/admin/variants", "variants", async () => {
        const { body } = await call("POST", "/v1/admin/products", { body: lamp({ status: "draft" }) });
        return { productId: body.id, sku: "LAMP-2", prices: { us: { amountMinor: 5900 } } };
      }],
    ];
  for (const [what, path, table, makeBody] of made) {
    it(`finds ${what} again that was made before a crash`, async () => {
      const body = await makeBody();
      const first = await call("POST", path, { key, body });
      expect(first.status).toBe(201);
      const rows = await count(table);
      const version = await small.shop.version();
      await forgetAnswer();
      small.pass(60_000);
      const again = await call("POST", path, { key, body });
      expect([again.status, again.headers.get("idempotent-replayed")]).toEqual([201, null]);
      expect(again.body).toEqual(first.body);
      expect(again.headers.get("etag")).toBe(first.headers.get("etag"));
      expect(await count(table)).toBe(rows);
      expect(await small.shop.version()).toBe(version);
      const stored = await call("POST", path, { key, body });
      expect(stored.headers.get("idempotent-replayed")).toBe("true");
    });
  }

  it("finds a draft again that was made before a crash", async () => {
    const first = await call("POST", "/v1/admin/products", { key, body: lamp({ status: "draft" }) });
    await forgetAnswer();
    small.pass(60_000);
    const again = await call("POST", "/v1/admin/products", { key, body: lamp({ status: "draft" }) });
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect((await call("GET", "/v1/admin/products")).body.items).toHaveLength(1);
  });

  it("finds a variant again whose product moved since", async () => {
    const draft = await call("POST", "/v1/admin/products", { body: lamp({ status: "draft" }) });
    const body = { productId: draft.body.id, sku: "LAMP-2", prices: {} };
    const first = await call("POST", "/v1/admin/variants", { key, body });
    await call("PATCH", `/v1/admin/products/${draft.body.id}`, {
      etag: first.headers.get("etag"),
      body: { status: "active" },
    });
    await forgetAnswer();
    const again = await call("POST", "/v1/admin/variants", { key, body });
    expect([again.status, again.body.id]).toEqual([201, first.body.id]);
    expect(await count("variants")).toBe(2);
  });

  it("finds a product again that moved since, and whose SKU would be taken", async () => {
    const first = await call("POST", "/v1/admin/products", { key, body: lamp({ status: "draft" }) });
    await call("PATCH", `/v1/admin/products/${first.body.id}`, {
      etag: first.headers.get("etag"),
      body: { status: "active" },
    });
    await forgetAnswer();
    const again = await call("POST", "/v1/admin/products", { key, body: lamp({ status: "draft" }) });
    expect([again.status, again.body.id, again.body.status]).toEqual([201, first.body.id, "active"]);
    expect(await count("products")).toBe(1);
  });

  it("says so when what was made before a crash is gone", async () => {
    const first = await call("POST", "/v1/admin/products", { key, body: lamp() });
    await call("DELETE", `/v1/admin/products/${first.body.id}`, { etag: first.headers.get("etag") });
    await forgetAnswer();
    const again = await call("POST", "/v1/admin/products", { key, body: lamp() });
    expect([again.status, again.body.type]).toEqual([409, "/problems/conflict"]);
    expect(await count("products")).toBe(0);
  });

  it("keeps the key's hash, never the key or the caller's credential", async () => {
    await call("POST", "/v1/admin/products", { key, body: lamp() });
    const { rows } = await small.backoffice.execute("SELECT * FROM idempotency_keys");
    const hashes = await small.shop.rows(
      "SELECT DISTINCT request_hash FROM changes WHERE request_hash IS NOT NULL",
    );
    expect(hashes).toEqual([[rows[0]!.request_hash]]);
    const everything = JSON.stringify([rows, small.lines]);
    expect(everything).not.toContain(key);
    expect(everything).not.toContain(adminKey);
  });
});
