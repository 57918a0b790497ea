import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { readDemoTrade } from "./demo_trade.ts";
import { demoLanguages, demoMarkets } from "./markets.ts";

describe("the demo shop's trade", () => {
  it("has a standard rate, with its source, in every country that it sells to", async () => {
    const { taxRates } = await readDemoTrade();
    const without = demoMarkets.flatMap(({ countries }) => countries).filter((country) =>
      !taxRates.some((rate) =>
        rate.country === country && rate.category === "standard" && rate.validUntil === null
      )
    );
    expect(without).toEqual([]);
    for (const { source } of taxRates) expect(source.length).toBeGreaterThan(10);
  });

  it("names its promotions in every language", async () => {
    const { promotions } = await readDemoTrade();
    expect(promotions.map(({ rule }) => rule.kind).sort()).toEqual([
      "bundle",
      "buy-x-get-y",
      "free-shipping",
      "gift",
      "percentage",
      "percentage",
    ]);
    const tags = demoLanguages.map(({ tag }) => tag).sort();
    for (const { texts } of promotions) expect(Object.keys(texts).sort()).toEqual(tags);
  });
});
