import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { couponGuesses } from "../../commerce/coupon_guesses.ts";
import { createRateLimiter } from "../../commerce/rate_limits.ts";
import { isRefusal } from "../platform/answer.ts";
import { quoteHandlers } from "./quotes.ts";

describe("quotes at the centre", () => {
  it("look at no codes of an address that has tried too many", async () => {
    const guesses = couponGuesses((rate) => createRateLimiter(rate, () => 0));
    const { quote } = quoteHandlers({
      guesses,
      now: () => 0,
      hashCoupons: (codes) => [...codes],
      hasMarket: () => Promise.resolve(false),
      readView: () => Promise.resolve(null),
    });
    const ask = async (address: string, coupons?: string[]) => {
      const body = { market: "fr", language: "fr", lines: [{ sku: "A", quantity: 1 }], coupons };
      const answer = await quote({ body, from: { address } } as Parameters<typeof quote>[0]);
      return isRefusal(answer) && [answer.problem, answer.headers?.["retry-after"]];
    };
    guesses.count("192.0.2.1", Array.from({ length: 30 }, () => ({ outcome: "unknown" })));
    expect(await ask("192.0.2.1", ["A"])).toEqual(["rate-limited", "20"]);
    // Looked at, and refused for another reason: there is no market here.
    expect(await ask("192.0.2.1")).toEqual(["validation-failed", undefined]);
    expect(await ask("192.0.2.2", ["A"])).toEqual(["validation-failed", undefined]);
  });
});
