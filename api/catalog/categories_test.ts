import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { lamp, openSmallApi, type SmallApi } from "../testing/small_api.ts";

describe("categories", () => {
  let small: SmallApi;
  const call: SmallApi["call"] = (...args) => small.call(...args);

  beforeEach(async () => {
    small = await openSmallApi();
  });
  afterEach(() => small.close());

  it("are created, read, moved and deleted", async () => {
    const made = await call("POST", "/v1/admin/categories", {
      body: {
        parent: "lamps",
        position: 3,
        texts: { en: { name: "Floor lamps" }, fr: { name: "Lampadaires" } },
      },
    });
    expect(made.status).toBe(201);
    expect(made.body).toEqual({
      id: made.body.id,
      code: "floor-lamps",
      parent: "lamps",
      position: 3,
      texts: {
        en: { name: "Floor lamps", slug: "floor-lamps", description: "" },
        fr: { name: "Lampadaires", slug: "lampadaires", description: "" },
      },
      catalogVersion: await small.shop.version(),
    });
    const path = `/v1/admin/categories/${made.body.id}`;
    const { catalogVersion: _, ...category } = made.body;
    const read = await call("GET", path);
    expect(read.body).toEqual(category);
    expect(read.headers.get("etag")).toBe(made.headers.get("etag"));

    const moved = await call("PATCH", path, { etag: read.headers.get("etag"), body: { parent: null } });
    expect([moved.status, moved.body.parent]).toEqual([200, null]);
    expect((await call("PATCH", path, { etag: read.headers.get("etag"), body: {} })).status).toBe(412);
    const gone = await call("DELETE", path, { etag: moved.headers.get("etag") });
    expect([gone.status, gone.body]).toEqual([200, { catalogVersion: await small.shop.version() }]);
    expect((await call("GET", path)).status).toBe(404);
  });

  it("are not moved below themselves, nor deleted while they are in use", async () => {
    await call("POST", "/v1/admin/products", { body: lamp() });
    const { body } = await call("GET", "/v1/admin/categories");
    const [furniture, chairs, lamps] = ["furniture", "chairs", "lamps"].map((code) =>
      body.items.find((item) => item.code === code)
    );
    const path = `/v1/admin/categories/${furniture!.id}`;
    const { headers } = await call("GET", path);
    const cycle = await call("PATCH", path, { etag: headers.get("etag"), body: { parent: "chairs" } });
    expect([cycle.status, cycle.body.type]).toEqual([409, "/problems/conflict"]);
    for (const { id } of [furniture!, lamps!]) {
      const etag = (await call("GET", `/v1/admin/categories/${id}`)).headers.get("etag");
      const used = await call("DELETE", `/v1/admin/categories/${id}`, { etag });
      expect([used.status, used.body.type]).toEqual([409, "/problems/conflict"]);
    }
    expect((await call("GET", `/v1/admin/categories/${chairs!.id}`)).body.parent).toBe("furniture");
  });

  it("are listed in pages, the oldest first", async () => {
    const codes: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: string = cursor === "" ? "" : `&cursor=${cursor}`;
      const { body } = await call("GET", `/v1/admin/categories?limit=2${page}`);
      expect(body.items.length).toBeLessThanOrEqual(2);
      codes.push(...body.items.map((item) => item.code));
      cursor = body.nextCursor;
    }
    expect(codes.sort()).toEqual(["chairs", "furniture", "lamps"]);
  });
});

describe("markets", () => {
  it("are told to everyone", async () => {
    const small = await openSmallApi();
    const { status, body } = await small.call("GET", "/v1/markets", { headers: { authorization: "" } });
    await small.close();
    expect(status).toBe(200);
    expect(body.nextCursor).toBe(null);
    expect(body.items).toHaveLength(3);
    expect(body.items[1]).toEqual({
      code: "fr",
      name: "FR",
      countries: ["FR"],
      currency: "EUR",
      languages: ["en"],
      pricesIncludeTax: true,
    });
    expect(body.items[0]!.pricesIncludeTax).toBe(false);
  });
});
