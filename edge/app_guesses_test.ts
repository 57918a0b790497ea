/** Guessing coupons through the edge, with limits on. */
import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { type DemoEdge, demoEdge } from "../tests/support/demo_edge.ts";

const sku = "TOVE-MUG-SAGE-SINGLE";
const good = "BIENVENUE10";

let demo: DemoEdge;
let basket: string;
before(async () => {
  demo = await demoEdge({ limits: true });
  demo.clock.fixed = Date.now();
  const added = await demo.form("/fr-fr/basket", { sku });
  basket = added.headers.get("set-cookie")!.split(";")[0]!;
});
after(() => demo.close());

const later = (seconds: number) => demo.clock.fixed! += seconds * 1000;
const quote = (coupons?: readonly string[]) =>
  demo.request("/api/v1/quotes", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ market: "fr", language: "fr", lines: [{ sku, quantity: 1 }], coupons }),
  });
const page = async (path: string, codes: readonly string[]) => {
  const wishes = new URLSearchParams(codes.map((code) => ["k", code]));
  const answer = await demo.request(path, { headers: { cookie: `${basket}; quote=${wishes}` } });
  return await answer.text();
};
const told = "Trop de codes inexistants";

describe("guessing coupons", () => {
  it("is answered 429 after thirty, with a good code too, and quotes without codes go on", async () => {
    for (let i = 0; i < 3; i++) {
      const codes = Array.from({ length: 10 }, (_, at) => `GUESS-${i}-${at}`);
      expect((await quote(codes)).status).toBe(200);
    }
    const refused = await quote([good]);
    expect([refused.status, refused.headers.get("retry-after"), (await refused.json()).type])
      .toEqual([429, "20", "/problems/rate-limited"]);
    expect((await quote()).status).toBe(200);
    later(20);
    const looked = await quote([good]);
    expect([looked.status, (await looked.json()).coupons[0].outcome]).toEqual([200, "applied"]);
  });

  it("is no way around by the pages: codes count for nothing there until later", async () => {
    later(600);
    expect(await page("/fr-fr/basket", [good])).not.toContain(told);
    for (let i = 0; i < 15; i++) {
      await page("/fr-fr/basket", [`GUESS-${i}`]);
      await page("/fr-fr/checkout", [`GUESS-${i}`]);
    }
    const limited = await page("/fr-fr/basket", [good]);
    expect(limited).toContain(told);
    expect(limited).not.toContain(good);
    expect(await page("/fr-fr/checkout", [good])).not.toContain(good);
    expect(await page("/fr-fr/basket", [])).not.toContain(told);
    later(20);
    expect(await page("/fr-fr/basket", [good])).toContain(good);
  });
});
