import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { couponHashing, normalizeCoupon } from "./coupon_hash.ts";

describe("coupon hashes", () => {
  it("are HMAC-SHA-256 of the code as it counts", () => {
    // echo -n BIENVENUE10 | openssl dgst -sha256 -hmac key
    expect(couponHashing("key")(["BIENVENUE10", " bienvenue 10\n"])).toEqual([
      "c51b001832f4c5d8f363ed42be3a6277d5cc8e5a27301f45b4f35bfb819cc4d5",
      "c51b001832f4c5d8f363ed42be3a6277d5cc8e5a27301f45b4f35bfb819cc4d5",
    ]);
  });

  it("differ by key and by code", () => {
    const [one, other] = [couponHashing("one"), couponHashing("other")];
    expect(new Set([...one(["A", "B"]), ...other(["A"])]).size).toBe(3);
    expect(one([])).toEqual([]);
  });

  it("do not mind how a code is typed", () => {
    expect(["ｗｅｌｃｏｍｅ１０", "Wel come 10", "welcome10"].map(normalizeCoupon)).toEqual([
      "WELCOME10",
      "WELCOME10",
      "WELCOME10",
    ]);
  });
});
