import { beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { serviceAway } from "../commerce/wire/service_away.ts";
import { CircuitOpenError } from "../commerce/circuit.ts";
import { breakingFetch } from "./circuit_breaker.ts";

describe("a circuit breaker", () => {
  let clock: number;
  let asked: string[];
  let reply: (url: string) => Promise<Response>;
  let call: typeof fetch;
  const down = () => Promise.reject(new TypeError("connection refused"));
  const up = () => Promise.resolve(new Response("ok"));
  const orders = "http://api/v1/orders";

  beforeEach(() => {
    [clock, asked, reply] = [1_000, [], up];
    call = breakingFetch({
      failures: 3,
      pause: { firstMs: 1_000, ceilingMs: 4_000 },
      fetch: (input) => {
        asked.push(String(input));
        return reply(String(input));
      },
      targetOf: (url, method) => `${method} ${url.pathname.split("/")[2]!}`,
      now: () => clock,
      chance: () => 1,
    });
  });

  const outcome = async (url = orders, init?: RequestInit) =>
    await call(url, init).then((answer) => answer.status, (error: Error) => error.name);

  async function fail(times: number) {
    reply = down;
    for (let i = 0; i < times; i++) await outcome();
    asked = [];
  }

  it("asks no more after failures in a row, and says so at once", async () => {
    await fail(2);
    expect(await outcome()).toBe("TypeError");
    expect(await outcome()).toBe("CircuitOpenError");
    expect(asked).toHaveLength(1);
    await expect(call(orders)).rejects.toThrow(CircuitOpenError);
  });

  it("leaves other targets alone", async () => {
    await fail(3);
    reply = up;
    expect([await outcome(), await outcome("http://api/v1/markets")]).toEqual(["CircuitOpenError", 200]);
  });

  it("lets one try after the pause, and closes when that succeeds", async () => {
    await fail(3);
    clock += 1_000;
    const trial = Promise.withResolvers<Response>();
    reply = () => trial.promise;
    const first = outcome();
    expect(await outcome()).toBe("CircuitOpenError");
    trial.resolve(new Response("ok"));
    expect(await first).toBe(200);
    expect(await Promise.all([outcome(), outcome()])).toHaveLength(2);
    expect(asked).toHaveLength(3);
  });

  it("waits longer each time that the trial fails, up to a bound", async () => {
    await fail(3);
    const pauses: number[] = [];
    for (let i = 0; i < 4; i++) {
      const from = clock;
      while (await outcome() === "CircuitOpenError") clock += 500;
      pauses.push(clock - from);
    }
    expect(pauses).toEqual([1_000, 2_000, 4_000, 4_000]);
  });

  it("counts failures in a row only", async () => {
    await fail(2);
    reply = up;
    await outcome();
    await fail(2);
    expect(await outcome()).toBe("TypeError");
  });

  for (
    const [status, counts] of [[502, true], [503, true], [504, true], [500, false], [429, false]] as const
  ) {
    it(`takes ${status} for ${counts ? "a failure" : "an answer"}`, async () => {
      reply = () => Promise.resolve(new Response(null, { status }));
      for (let i = 0; i < 3; i++) await outcome();
      expect(await outcome()).toBe(counts ? "CircuitOpenError" : status);
    });
  }

  it("tells a target that is away from one that cannot do what was asked", async () => {
    const problem = (headers: Record<string, string>) => () =>
      Promise.resolve(
        new Response("{}", {
          status: 503,
          headers: { "content-type": "application/problem+json", ...headers },
        }),
      );
    reply = problem({});
    for (let i = 0; i < 6; i++) expect(await outcome()).toBe(503);
    reply = problem(serviceAway);
    for (let i = 0; i < 3; i++) expect(await outcome()).toBe(503);
    expect(await outcome()).toBe("CircuitOpenError");
    // Another method may be another target.
    expect(await outcome(orders, { method: "POST" })).toBe(503);
  });

  it("does not blame the target for a caller that went away or sends slowly", async () => {
    reply = () => Promise.reject(new DOMException("gone", "AbortError"));
    for (let i = 0; i < 5; i++) expect(await outcome()).toBe("AbortError");
    reply = () => Promise.reject(new DOMException("late", "TimeoutError"));
    for (let i = 0; i < 5; i++) {
      expect(await outcome(orders, { method: "POST", body: new ReadableStream() })).toBe("TimeoutError");
    }
    for (let i = 0; i < 3; i++) expect(await outcome()).toBe("TimeoutError");
    expect(await outcome()).toBe("CircuitOpenError");
  });
});
