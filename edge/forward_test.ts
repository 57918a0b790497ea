import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { forward } from "./forward.ts";

function centre(answer: (request: Request) => Response | Promise<Response>) {
  const seen: { request: Request; body: string }[] = [];
  const errors: unknown[] = [];
  return {
    seen,
    errors,
    options: {
      apiUrl: "http://centre.internal:8001",
      serviceToken: "a-service-token",
      deadlineMs: 50,
      onError: (error: unknown) => errors.push(error),
      fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
        const request = new Request(input, init);
        seen.push({ request, body: await request.clone().text() });
        return await answer(request);
      },
    },
  };
}

describe("forwarding to the central API", () => {
  it("passes method, path, key and the bytes of the body, and keeps the shopper's cookies", async () => {
    const { seen, options } = centre(() =>
      Response.json({ ok: true }, { status: 201, headers: { etag: '"7"', "set-cookie": "a=b" } })
    );
    const request = new Request("http://edge/api/v1/admin/products?x=1", {
      method: "POST",
      headers: {
        authorization: "Bearer k",
        cookie: "basket=1.1",
        "idempotency-key": "12345678",
        connection: "close",
      },
      body: '{"a": 1}\r\n',
    });
    const answer = await forward(request, "/v1/admin/products?x=1", options);
    expect([answer.status, answer.headers.get("etag"), await answer.json()]).toEqual([201, '"7"', {
      ok: true,
    }]);
    expect(answer.headers.get("set-cookie")).toBe(null);
    const sent = seen[0]!;
    expect(sent.request.url).toBe("http://centre.internal:8001/v1/admin/products?x=1");
    expect(sent.request.method).toBe("POST");
    expect(sent.body).toBe('{"a": 1}\r\n');
    expect(sent.request.headers.get("authorization")).toBe("Bearer k");
    expect(sent.request.headers.get("idempotency-key")).toBe("12345678");
    expect(sent.request.headers.get("cookie")).toBe(null);
  });

  it("tells the centre the shopper's address, and not what a shopper says it is", async () => {
    const { seen, options } = centre(() => Response.json({}));
    const forged = () =>
      new Request("http://edge/api/v1/x", {
        headers: { "x-shopper-address": "10.0.0.1", "x-service-authorization": "Bearer guessed" },
      });
    await forward(forged(), "/v1/x", options, "192.0.2.7");
    await forward(forged(), "/v1/x", options);
    expect(
      seen.map(({ request: { headers } }) => [
        headers.get("x-shopper-address"),
        headers.get("x-service-authorization"),
      ]),
    ).toEqual([["192.0.2.7", "Bearer a-service-token"], [null, null]]);
  });

  it("tells where something is as a shopper reaches it", async () => {
    const locationOf = async (location: string) => {
      const { options } = centre(() => new Response(null, { status: 201, headers: { location } }));
      return (await forward(new Request("http://edge/api/v1/x"), "/v1/x", options)).headers.get("location");
    };
    expect(await locationOf("/v1/orders/ord_1")).toBe("/api/v1/orders/ord_1");
    expect(await locationOf("https://pay.example/v1/c")).toBe("https://pay.example/v1/c");
  });

  it("forwards nothing that leads out of the public API", async () => {
    for (const path of ["/v1/../internal/x", "/v1/%2e%2e/internal/x", "/v1/..\\readyz", "/v1x", "/healthz"]) {
      const { seen, options } = centre(() => new Response("secret"));
      const answer = await forward(new Request("http://edge/api"), path, options);
      expect([path, answer.status, seen.length]).toEqual([path, 404, 0]);
    }
  });

  it("answers 503 and when to come back while the centre is away or silent", async () => {
    for (
      const answer of [
        () => Promise.reject(new TypeError("connection refused")),
        () => new Promise<Response>(() => {}),
      ]
    ) {
      const { errors, options } = centre(answer);
      const silent = {
        ...options,
        fetch: (_: RequestInfo | URL, init?: RequestInit) => Promise.race([answer(), aborted(init!.signal!)]),
      };
      const response = await forward(new Request("http://edge/api/v1/x"), "/v1/x", silent);
      expect([response.status, response.headers.get("retry-after")]).toEqual([503, "5"]);
      expect((await response.json()).type).toBe("/problems/upstream-unavailable");
      expect(errors).toHaveLength(1);
    }
    const none = await forward(new Request("http://edge/api/v1/x"), "/v1/x", {
      ...centre(() => new Response()).options,
      apiUrl: null,
      serviceToken: null,
    });
    expect(none.status).toBe(503);
  });

  it("answers 408 when the time is up before the body is there", async () => {
    const { errors, options } = centre(() => Response.json({}));
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode("{")),
    });
    const request = new Request("http://edge/api/v1/orders", { method: "POST", body });
    // As fetch does it, which waits for the body and for the signal.
    const waiting = (_: RequestInfo | URL, init?: RequestInit) => aborted(init!.signal!);
    const answer = await forward(request, "/v1/orders", { ...options, fetch: waiting });
    expect([answer.status, answer.headers.get("connection")]).toEqual([408, "close"]);
    expect(errors).toEqual([]);
  });
});

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
}
