import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { addressKey, createRateLimiter, unlimited } from "./rate_limits.ts";

describe("createRateLimiter", () => {
  it("allows a burst, then one at a time as they come back", () => {
    let now = 0;
    const limiter = createRateLimiter({ burst: 3, secondsEach: 10 }, () => now);
    expect([1, 2, 3, 4, 5].map(() => limiter.take("a"))).toEqual([0, 0, 0, 10, 10]);
    now = 9_999;
    expect(limiter.take("a")).toBe(1);
    now = 10_000;
    expect([limiter.take("a"), limiter.take("a")]).toEqual([0, 10]);
    now = 1_000_000;
    expect([1, 2, 3, 4].map(() => limiter.take("a"))).toEqual([0, 0, 0, 10]);
  });

  it("counts for each key alone", () => {
    const limiter = createRateLimiter({ burst: 1, secondsEach: 5 }, () => 0);
    expect([limiter.take("a"), limiter.take("a"), limiter.take("b")]).toEqual([0, 5, 0]);
  });

  it("gives the crowd whose addresses are not known the limit of twenty", () => {
    let now = 0;
    const limiter = createRateLimiter({ burst: 3, secondsEach: 60 }, () => now);
    const taken = () => limiter.take(addressKey(null));
    expect(Array.from({ length: 60 }, taken)).toEqual(Array(60).fill(0));
    expect(taken()).toBe(3);
    now = 3_000;
    expect([taken(), taken(), limiter.peek(addressKey(null))]).toEqual([0, 3, 3]);
    expect([1, 2, 3, 4].map(() => limiter.take("203.0.113.7"))).toEqual([0, 0, 0, 60]);
  });

  it("never allows more than its rate, whenever it is asked", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constant(0), fc.nat({ max: 30_000 })), { maxLength: 60 }),
        (pauses) => {
          let now = 0;
          const limiter = createRateLimiter({ burst: 4, secondsEach: 3 }, () => now);
          const allowed: number[] = [];
          for (const pause of pauses) {
            now += pause;
            const wait = limiter.take("a");
            if (wait === 0) allowed.push(now);
            else expect(wait).toBeLessThanOrEqual(3);
          }
          for (const [first, start] of allowed.entries()) {
            for (const [last, end] of allowed.entries()) {
              if (last >= first) {
                expect(last - first + 1).toBeLessThanOrEqual(4 + Math.floor((end - start) / 3_000));
              }
            }
          }
        },
      ),
    );
  });

  it("forgets whoever was seen longest ago, and never one that goes on asking", () => {
    const limiter = createRateLimiter({ burst: 1, secondsEach: 3_600 }, () => 0);
    expect(limiter.take("busy")).toBe(0);
    expect(limiter.take("once")).toBe(0);
    for (let i = 0; i < 60_000; i++) {
      limiter.take(`flood ${i}`);
      if (i % 1_000 === 0) expect(limiter.take("busy")).toBe(3_600);
    }
    expect(limiter.take("once")).toBe(0);
  });

  it("is off when limits are", () => {
    const limiter = unlimited({ burst: 1, secondsEach: 60 });
    expect([1, 2, 3].map(() => limiter.take("a"))).toEqual([0, 0, 0]);
  });
});

describe("addressKey", () => {
  for (
    const [address, key] of [
      ["203.0.113.7", "203.0.113.7"],
      ["::ffff:203.0.113.7", "203.0.113.7"],
      ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
      ["2001:0DB8:0001:0002::9", "2001:db8:1:2::/64"],
      ["2001:db8::1", "2001:db8:0:0::/64"],
      ["::1", "0:0:0:0::/64"],
      [null, "unknown"],
    ] as const
  ) {
    it(`takes ${address} for ${key}`, () => expect(addressKey(address)).toBe(key));
  }
});
