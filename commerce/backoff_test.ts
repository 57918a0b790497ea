import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { pauseMs } from "./backoff.ts";

const backoff = { firstMs: 200, ceilingMs: 1000 };

describe("pauseMs", () => {
  it("doubles with each failure up to the ceiling", () => {
    expect([1, 2, 3, 4, 60, 5000].map((failures) => pauseMs(failures, backoff, 1)))
      .toEqual([200, 400, 800, 1000, 1000, 1000]);
  });

  it("is scattered between one half and the whole", () => {
    expect([0, 0.5, 1].map((chance) => pauseMs(2, backoff, chance))).toEqual([200, 300, 400]);
  });
});
