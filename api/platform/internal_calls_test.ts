import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { z } from "zod";
import { createLog } from "../../commerce/log.ts";
import type { Answer, Refusal } from "./answer.ts";
import { bootstrapKeyOnly, serviceTokenOnly } from "./bearer.ts";
import { createFrame } from "./frame.ts";
import { type CallService, internalCalls, UnreachableError } from "./internal_calls.ts";
import type { Call, OperationTable } from "./operation.ts";
import { register } from "./register.ts";

const serviceToken = "internal-calls-test-token";
const table = {
  hold: {
    method: "put",
    path: "/internal/things/{id}",
    tag: "Things",
    summary: "Holds",
    access: "service",
    params: z.object({ id: z.string() }),
    query: z.object({ how: z.string().optional() }),
    body: z.object({ quantity: z.int() }),
    answer: { status: 200, description: "Held.", content: z.unknown() },
  },
} as const satisfies OperationTable;

describe("calls between services", () => {
  let answer: (call: Call<typeof table.hold>) => Promise<Answer | Refusal> | Answer | Refusal;
  let server: Deno.HttpServer<Deno.NetAddr>;
  let inProcess: CallService;
  let overNetwork: CallService;
  let wrongToken: CallService;

  before(() => {
    const log = createLog({ program: "api", write() {}, now: () => new Date(0) });
    const api = createFrame(log);
    register(api, table, { hold: (call) => answer(call) }, {
      log,
      now: () => 0,
      authenticate: bootstrapKeyOnly("another-key-entirely"),
      authenticateService: serviceTokenOnly(serviceToken),
      idempotency: { claim: fail, finish: fail, release: fail },
    });
    server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, api.fetch);
    const origin = `http://127.0.0.1:${server.addr.port}`;
    const here = { names: new Set(["inventory"] as const), fetch: api.fetch };
    const nowhere = { names: new Set<never>(), fetch: api.fetch };
    inProcess = internalCalls({ here, elsewhere: {}, serviceToken, fetch });
    overNetwork = internalCalls({ here: nowhere, elsewhere: { inventory: origin }, serviceToken, fetch });
    wrongToken = internalCalls({ here, elsewhere: {}, serviceToken: "not-the-token-at-all", fetch });
  });
  after(() => server.shutdown());

  const request = { method: "PUT", path: "/internal/things/x?how=fast", body: { quantity: 3 } } as const;
  const bothWays = (says: string, run: (call: CallService) => Promise<void>) => {
    it(`${says}, in one process`, () => run(inProcess));
    it(`${says}, over the network`, () => run(overNetwork));
  };
  const failure = async (called: Promise<unknown>): Promise<Error> => {
    const error = await called.then(() => null, (error) => error);
    expect(error).toBeInstanceOf(UnreachableError);
    return error;
  };

  bothWays("carry what is asked, by whom and for which request", async (call) => {
    answer = ({ params, query, body, caller, from }) => ({
      status: 200,
      body: { params, query, body, caller, requestId: from.trace.requestId, traceId: from.trace.traceId },
    });
    const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
    const trace = { requestId: "request-0001", traceparent: `00-${traceId}-00f067aa0ba902b7-01` };
    expect(await call("inventory", { ...request, trace })).toEqual({
      status: 200,
      body: {
        params: { id: "x" },
        query: { how: "fast" },
        body: { quantity: 3 },
        caller: "service",
        requestId: "request-0001",
        traceId,
      },
    });
  });

  bothWays("hand over refusals as answers", async (call) => {
    answer = () => ({ problem: "out-of-stock", extensions: { shortages: [{ sku: "L" }] } });
    const refused = await call("inventory", request);
    expect(refused).toMatchObject({
      status: 409,
      body: { type: "/problems/out-of-stock", shortages: [{ sku: "L" }] },
    });
    expect((await call("inventory", { ...request, body: { quantity: "3" } })).status).toBe(422);
    expect((await call("inventory", { ...request, path: "/internal/nothing" })).status).toBe(404);
  });

  bothWays("know nothing of what was done after a fault", async (call) => {
    answer = () => {
      throw new Error("the shelf fell");
    };
    expect((await failure(call("inventory", request))).message)
      .toBe("PUT /internal/things/x of inventory: answered 500");
    answer = () => ({ problem: "upstream-unavailable" });
    expect((await failure(call("inventory", request))).message).toContain("answered 503");
    answer = () => ({ problem: "rate-limited" });
    expect((await failure(call("inventory", request))).message).toContain("answered 429");
    answer = () => ({ status: 200, body: "not JSON", headers: { "content-type": "text/plain" } });
    await failure(call("inventory", request));
    answer = () => ({ status: 302, body: null, headers: { location: "https://elsewhere.example/" } });
    expect((await failure(call("inventory", request))).message).toContain("answered 302");
  });

  bothWays("wait no longer than the deadline, and tell whom they leave", async (call) => {
    const left = Promise.withResolvers<void>();
    const late = Promise.withResolvers<Answer>();
    answer = ({ from }) => {
      from.signal.addEventListener("abort", () => left.resolve());
      return late.promise;
    };
    const error = await failure(call("inventory", { ...request, deadlineMs: 40 }));
    expect(error.message).toContain("no answer within 40 ms");
    await left.promise;
    late.resolve({ status: 200, body: null });
  });

  it("reach nobody without the token, or where nobody is known", async () => {
    answer = () => ({ status: 200, body: null });
    expect((await failure(wrongToken("inventory", request))).message).toContain("answered 401");
    expect((await failure(inProcess("payments", request))).message)
      .toBe("PUT /internal/things/x of payments: the service runs nowhere that is known");
    const elsewhere = { payments: "http://127.0.0.1:1" };
    const here = { names: new Set<never>(), fetch: () => Promise.reject(new Error("never")) };
    await failure(internalCalls({ here, elsewhere, serviceToken, fetch })("payments", request));
  });
});

function fail(): Promise<never> {
  return Promise.reject(new Error("no keys here"));
}
