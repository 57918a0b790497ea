import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { noWishes, type QuoteWishes } from "../commerce/quote_cookie.ts";
import { changeWishes } from "./quote_wishes.ts";

const change = (fields: Record<string, string>, before: QuoteWishes = noWishes) =>
  changeWishes(before, new URLSearchParams(fields));

describe("the forms of the basket page", () => {
  it("say where to", () => {
    const at = { action: "destination", before: "FR", country: "FR", postalCode: " 75011\n" };
    expect(change(at)).toEqual({
      wishes: { ...noWishes, country: "FR", postalCode: "75011" },
      notice: null,
      section: "delivery",
    });
    expect(change({ ...at, country: "KW", postalCode: "٢٢٠٠٠" })?.wishes.postalCode).toBe("22000");
    expect(change({ ...at, country: "france" })?.wishes).toEqual(noWishes);
    expect(change({ ...at, postalCode: "7".repeat(40) })?.wishes.postalCode).toBe("7".repeat(16));
  });

  it("forget the postal code and the option of the country before, and take a new code", () => {
    const before = { ...noWishes, country: "FR", postalCode: "75011", shippingOption: "pickup" };
    const moved = { action: "destination", before: "FR", country: "DE" };
    expect(change({ ...moved, postalCode: "75011" }, before)?.wishes).toEqual({ ...noWishes, country: "DE" });
    expect(change({ ...moved, postalCode: "10115" }, before)?.wishes.postalCode).toBe("10115");
    const same = { action: "destination", before: "FR", country: "FR", postalCode: "75011" };
    expect(change(same, before)?.wishes).toEqual(before);
  });

  it("say in which state, where the last that was said of state and ZIP code counts", () => {
    const at = { action: "destination", before: "US", country: "US" };
    const to = (fields: object, before: Partial<QuoteWishes> = {}) => {
      const found = change({ ...at, ...fields }, { ...noWishes, country: "US", ...before })!;
      return [found.wishes.region, found.wishes.postalCode];
    };
    expect(to({ region: "NY", postalCode: "" })).toEqual(["NY", null]);
    expect(to({ region: "", postalCode: "94103" })).toEqual([null, "94103"]);
    expect(to({ region: "CA", postalCode: "94103" })).toEqual(["CA", "94103"]);
    // The ZIP code was there and another state was chosen; the state was there and another ZIP code was typed.
    expect(to({ region: "NY", postalCode: "94103" }, { postalCode: "94103" })).toEqual(["NY", null]);
    expect(to({ region: "NY", postalCode: "94103" }, { region: "NY" })).toEqual(["CA", "94103"]);
    // This one reaches over the border.
    expect(to({ region: "CA", postalCode: "89439" })).toEqual(["CA", "89439"]);
    expect(to({ region: "NY", postalCode: "00101" })).toEqual(["NY", "00101"]);
    expect(to({ region: "N Y!", postalCode: "" })).toEqual(["N Y", null]);
    expect(
      change({ ...at, before: "US", country: "CA", region: "NY" }, { ...noWishes, region: "NY" })?.wishes,
    )
      .toEqual({ ...noWishes, country: "CA" });
  });

  it("choose a way of shipping", () => {
    expect(change({ action: "shipping", shippingOption: "express" })?.wishes.shippingOption).toBe("express");
  });

  it("add a coupon once, in the place of one that was mistyped, and remove one", () => {
    const one = change({ action: "coupon", coupon: " ten " })!;
    expect([one.wishes.coupons, one.section]).toEqual([["ten"], "coupons"]);
    expect(change({ action: "coupon", coupon: "ten" }, one.wishes)?.wishes.coupons).toEqual(["ten"]);
    expect(change({ action: "coupon", coupon: "TEN", instead: "ten" }, one.wishes)?.wishes.coupons)
      .toEqual(["TEN"]);
    expect(change({ action: "coupon", coupon: "", instead: "ten" }, one.wishes)?.wishes.coupons).toEqual([]);
    expect(change({ action: "remove-coupon", coupon: "ten" }, one.wishes)?.wishes.coupons).toEqual([]);
  });

  it("say when there are as many coupons as there can be", () => {
    const coupons = Array.from({ length: 10 }, (_, at) => `C${at}`);
    const full = change({ action: "coupon", coupon: "more" }, { ...noWishes, coupons })!;
    expect([full.wishes.coupons, full.notice]).toEqual([coupons, "coupons-full"]);
    const corrected = change({ action: "coupon", coupon: "more", instead: "C9" }, { ...noWishes, coupons })!;
    expect([corrected.wishes.coupons.at(-1), corrected.notice]).toEqual(["more", null]);
  });

  it("name a company, on one line each", () => {
    const { wishes, section } = change({ action: "company", company: "A\u0000B\nGmbH", vatNumber: "" })!;
    expect([wishes.company, wishes.vatNumber, section]).toEqual(["A B GmbH", null, "company"]);
    const half = change({ action: "company", company: "x".repeat(199) + "🕯️", vatNumber: "" })!;
    expect(half.wishes.company).toBe("x".repeat(199));
  });

  it("leave the other forms of the basket alone", () => {
    expect(change({ action: "update", sku: "A", quantity: "1" })).toBeNull();
    expect(change({ sku: "A" })).toBeNull();
  });
});
