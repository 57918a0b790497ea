import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { lagMeter } from "./lag.ts";

describe("lag", () => {
  it("is the number of versions behind the primary, asked once a second", async () => {
    const clock = { now: 0 };
    const asked: string[] = [];
    let primary = 12;
    const lag = lagMeter({
      apiUrl: "http://centre",
      now: () => clock.now,
      fetch: (input) => {
        asked.push(String(input));
        return Promise.resolve(Response.json({ status: "ready", catalogVersion: primary }));
      },
    });
    expect([await lag(12), await lag(7), await lag(13)]).toEqual([0, 5, 0]);
    expect(asked).toEqual(["http://centre/readyz"]);
    primary = 20;
    clock.now = 1000;
    expect(await lag(7)).toBe(13);
  });

  it("is not known while the centre is away, unwell or not there", async () => {
    for (
      const answer of [
        () => Promise.reject(new TypeError("refused")),
        () => Promise.resolve(new Response("{}", { status: 503 })),
        () => Promise.resolve(new Response("not JSON")),
        () => Promise.resolve(Response.json({ catalogVersion: "12" })),
      ]
    ) expect(await lagMeter({ apiUrl: "http://centre", now: () => 0, fetch: answer })(7)).toBe(null);
    expect(await lagMeter({ apiUrl: null, now: () => 0, fetch: () => Promise.reject(new Error()) })(7)).toBe(
      null,
    );
  });
});
