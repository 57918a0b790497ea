import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { parseForm } from "./form.ts";

describe("Stripe's forms", () => {
  it("are read with their brackets", () => {
    expect(parseForm(
      "mode=payment&line_items[0][quantity]=2&line_items[0][price_data][currency]=eur&line_items[1][quantity]=1" +
        "&metadata[orderId]=ord_1&expand[]=a&expand[]=b&name=%C3%A9+%26",
    )).toEqual({
      mode: "payment",
      line_items: [{ quantity: "2", price_data: { currency: "eur" } }, { quantity: "1" }],
      metadata: { orderId: "ord_1" },
      expand: ["a", "b"],
      name: "é &",
    });
    expect(parseForm("")).toEqual({});
  });

  it("keep names that only look like places in a list", () => {
    expect(parseForm("metadata[0]=a&metadata[2]=b")).toEqual({ metadata: { 0: "a", 2: "b" } });
    expect(parseForm("metadata[__proto__]=a")).toEqual(
      { metadata: Object.fromEntries([["__proto__", "a"]]) },
    );
  });

  it("are refused when their names contradict each other", () => {
    for (const text of ["a=1&a=2", "a=1&a[b]=2", "a[b]=1&a=2", "a[b=1", "[a]=1", "a[b]c=1", "a]=1"]) {
      expect([text, parseForm(text)]).toEqual([text, null]);
    }
    expect(parseForm(`a${"[b]".repeat(9)}=1`)).toBe(null);
  });
});
