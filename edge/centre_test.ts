import { beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import type { OrderBody } from "../commerce/wire/order.ts";
import { type Centre, openCentre } from "./centre.ts";

describe("the centre's targets", () => {
  let away: (method: string, path: string) => boolean;
  let centre: Centre;

  beforeEach(() => {
    away = () => false;
    centre = openCentre({
      serviceToken: null,
      apiUrl: "http://centre",
      fetch: (input, init) => {
        const { method, url } = new Request(input, init);
        return away(method, new URL(url).pathname)
          ? Promise.reject(new TypeError("connection refused"))
          : Promise.resolve(Response.json({ there: true }));
      },
      now: () => 0,
      onError: () => {},
    });
  });

  const ask = async (method: string, path: string) =>
    (await centre.forward(new Request(`http://edge/api${path}`, { method }), path, null)).status;

  it("fail by service, whatever their paths begin with", async () => {
    const inventory = ["/v1/admin/stock-levels", "/v1/admin/locations", "/v1/admin/stock-movements"];
    const others = [
      "/v1/admin/products",
      "/v1/admin/orders",
      "/v1/admin/payments/ord_1",
      "/v1/admin/refunds",
      "/v1/openapi.json",
    ];
    away = (_, path) => path === inventory[0];
    for (let i = 0; i < 5; i++) expect(await ask("GET", inventory[0]!)).toBe(503);
    expect(await Promise.all(inventory.map((path) => ask("GET", path)))).toEqual([503, 503, 503]);
    expect(await Promise.all(others.map((path) => ask("GET", path)))).toEqual(others.map(() => 200));
  });

  it("fail apart for reading and for placing orders", async () => {
    away = (method) => method === "POST";
    for (let i = 0; i < 5; i++) await ask("POST", "/v1/orders");
    away = () => false;
    expect(await ask("POST", "/v1/orders")).toBe(503);
    expect(await centre.orders.place({} as OrderBody, "key-12345", null)).toEqual({ kind: "unavailable" });
    expect((await centre.orders.read("ord_1", "t", null)).kind).toBe("order");
  });
});
