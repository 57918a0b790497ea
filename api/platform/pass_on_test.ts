import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { z } from "zod";
import { createLog } from "../../commerce/log.ts";
import { createFrame } from "./frame.ts";
import type { Operation } from "./operation.ts";
import { passOn } from "./pass_on.ts";

const rest = {
  tag: "Things",
  summary: "A thing",
  answer: { status: 200, description: "", content: z.unknown() },
} as const;
const operations: readonly Operation[] = [
  { ...rest, method: "get", path: "/v1/things/{id}", access: "public" },
  { ...rest, method: "post", path: "/v1/signed", access: "public", raw: true },
  { ...rest, method: "post", path: "/internal/things", access: "service" },
];

describe("passOn", () => {
  let server: Deno.HttpServer<Deno.NetAddr>;
  let answer: (request: Request) => Response | Promise<Response>;
  const log = createLog({ program: "api", write() {}, now: () => new Date(0) });
  const door = (origin = `http://127.0.0.1:${server.addr.port}`) => {
    const api = createFrame(log);
    passOn(api, { origin, operations, fetch, log, deadlineMs: 100 });
    return api;
  };

  beforeEach(() => {
    server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => answer(request));
  });
  afterEach(() => server.shutdown());

  it("hands over what is asked, byte for byte, and what is answered", async () => {
    answer = async (request) =>
      Response.json({
        method: request.method,
        path: request.url.slice(request.url.indexOf("/", 8)),
        hex: (await request.bytes()).toHex(),
        signature: request.headers.get("stripe-signature"),
        key: request.headers.get("authorization"),
        address: request.headers.get("x-shopper-address"),
        requestId: request.headers.get("x-request-id"),
      }, { status: 201, headers: { etag: '"7"', "idempotent-replayed": "true" } });
    const response = await door().request("/v1/signed?a=%20b&c", {
      method: "POST",
      headers: {
        "stripe-signature": "t=1",
        "authorization": "Bearer key",
        "x-shopper-address": "203.0.113.7",
        "x-request-id": "request-1",
      },
      body: new Uint8Array([0, 0xff, 0x7b]),
    });
    expect([response.status, response.headers.get("etag"), response.headers.get("idempotent-replayed")])
      .toEqual([201, '"7"', "true"]);
    expect(response.headers.get("x-request-id")).toBe("request-1");
    expect(await response.json()).toEqual({
      method: "POST",
      path: "/v1/signed?a=%20b&c",
      hex: "00ff7b",
      signature: "t=1",
      key: "Bearer key",
      address: "203.0.113.7",
      requestId: "request-1",
    });
  });

  it("hands over refusals and redirects, and a stream as it comes", async () => {
    answer = () => new Response(null, { status: 405, headers: { allow: "GET" } });
    const refused = await door().request("/v1/things/x", { method: "DELETE" });
    expect([refused.status, refused.headers.get("allow")]).toEqual([405, "GET"]);
    answer = () => new Response(null, { status: 303, headers: { location: "https://pay.example/" } });
    expect((await door().request("/v1/things/x")).headers.get("location")).toBe("https://pay.example/");

    const more = Promise.withResolvers<void>();
    answer = () =>
      new Response(
        new ReadableStream({
          async start(controller) {
            controller.enqueue(new TextEncoder().encode("data: 1\n\n"));
            await more.promise;
            controller.close();
          },
        }),
        { headers: { "content-type": "text/event-stream" } },
      );
    const stream = await door().request("/v1/things/x");
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).toBe("data: 1\n\n");
    more.resolve();
    expect((await reader.read()).done).toBe(true);
  });

  it("has no door to what is between services", async () => {
    answer = () => Response.json({});
    expect((await door().request("/internal/things", { method: "POST" })).status).toBe(404);
  });

  it("answers 503 when the service is gone or silent, or would be asked in a circle", async () => {
    const unavailable = async (response: Response) => {
      expect([response.status, response.headers.get("retry-after"), (await response.json()).type])
        .toEqual([503, "1", "/problems/upstream-unavailable"]);
    };
    await unavailable(await door("http://127.0.0.1:1").request("/v1/things/x"));
    const late = Promise.withResolvers<Response>();
    answer = () => late.promise;
    await unavailable(await door().request("/v1/things/x"));
    late.resolve(new Response());
    const circle = createFrame(log);
    answer = (request) => circle.fetch(request);
    passOn(circle, {
      origin: `http://127.0.0.1:${server.addr.port}`,
      operations,
      fetch,
      log,
      deadlineMs: 10_000,
    });
    await unavailable(await circle.request("/v1/things/x"));
  });
});
