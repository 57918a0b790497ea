import { beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { type CouponGuesses, couponGuesses } from "./coupon_guesses.ts";
import { createRateLimiter } from "./rate_limits.ts";

describe("guesses of coupons", () => {
  let now: number;
  let guesses: CouponGuesses;
  beforeEach(() => {
    now = 0;
    guesses = couponGuesses((rate) => createRateLimiter(rate, () => now));
  });
  const unknown = (count: number) => Array.from({ length: count }, () => ({ outcome: "unknown" }));

  it("are thirty from one address, and one more every twenty seconds", () => {
    expect(guesses.count("192.0.2.1", unknown(29))).toBe(0);
    expect(guesses.wait("192.0.2.1")).toBe(0);
    expect(guesses.count("192.0.2.1", unknown(1))).toBe(0);
    expect([guesses.wait("192.0.2.1"), guesses.wait("192.0.2.2")]).toEqual([20, 0]);
    now = 20_000;
    expect(guesses.wait("192.0.2.1")).toBe(0);
    expect(guesses.count("192.0.2.1", unknown(10))).toBe(20);
  });

  it("are no codes that exist, whether they count here or not", () => {
    for (let i = 0; i < 100; i++) {
      expect(guesses.count(null, [{ outcome: "applied" }, { outcome: "expired" }])).toBe(0);
    }
    expect(guesses.wait(null)).toBe(0);
  });
});
