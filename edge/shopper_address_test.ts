import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { shopperAddress } from "./shopper_address.ts";

describe("the shopper's address", () => {
  const headers = (value: string) => new Headers({ "fly-client-ip": value });

  it("is what a proxy says, where there is one", () => {
    expect(shopperAddress(headers("192.0.2.7"), "fly-client-ip", "172.16.0.1")).toBe("192.0.2.7");
    expect(shopperAddress(headers("2001:db8::7"), "fly-client-ip", null)).toBe("2001:db8::7");
    expect(shopperAddress(new Headers(), "fly-client-ip", "172.16.0.1")).toBe("172.16.0.1");
  });

  it("is the other end's where there is no proxy, whatever the shopper says", () => {
    expect(shopperAddress(headers("192.0.2.7"), null, "198.51.100.2")).toBe("198.51.100.2");
    expect(shopperAddress(headers("192.0.2.7"), null, null)).toBeNull();
  });

  it("is nothing that could not be one", () => {
    for (const text of ["a b", "1.2.3.4, 5.6.7.8", "1".repeat(65), "<script>"]) {
      expect([text, shopperAddress(headers(text), "fly-client-ip", null)]).toEqual([text, null]);
    }
  });
});
