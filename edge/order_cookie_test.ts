import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { orderCookies, readOrderAccess } from "./order_cookie.ts";

const id = "ord_01a1f852-f70c-7c8e-8798-ad5afbf1d3f4";
const request = (value: string) => new Request("http://x/", { headers: { cookie: `order=${value}` } });

describe("the cookie of an order", () => {
  it("is sent to this order's pages only, and to no script", () => {
    expect(orderCookies(id, { token: "aB-c_1234", basket: "1.2s-2" }, ["fr-ch", "de-ch"], true)).toEqual([
      `order=aB-c_1234~1.2s-2; Path=/fr-ch/orders/${id}; Max-Age=7776000; HttpOnly; SameSite=Lax; Secure`,
      `order=aB-c_1234~1.2s-2; Path=/de-ch/orders/${id}; Max-Age=7776000; HttpOnly; SameSite=Lax; Secure`,
    ]);
  });

  it("reads what it wrote", () => {
    for (const access of [{ token: "aB-c_1234", basket: "1.2s-2" }, { token: "aB-c_1234", basket: null }]) {
      const value = orderCookies(id, access, ["fr-fr"], false)[0]!.split(/[=;]/)[1]!;
      expect(readOrderAccess(request(value))).toEqual(access);
    }
  });

  it("takes nothing else for a token", () => {
    for (const value of ["", "short", "a b c d e f g h", "x".repeat(300), "töken-token"]) {
      expect([value, readOrderAccess(request(value))]).toEqual([value, null]);
    }
    expect(readOrderAccess(new Request("http://x/"))).toBeNull();
  });
});
