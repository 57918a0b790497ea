import { before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { z } from "zod";
import { maxBodyBytes } from "../../commerce/wire/json_body.ts";
import { createLog } from "../../commerce/log.ts";
import { QueueFullError } from "../../db/platform/writer_queue.ts";
import { bootstrapKeyOnly, serviceTokenOnly } from "./bearer.ts";
import type { Api } from "./environment.ts";
import { createFrame } from "./frame.ts";
import type { Handlers, OperationTable } from "./operation.ts";
import { register } from "./register.ts";
import { shopperAddressHeader } from "../../commerce/wire/shopper_address.ts";

const adminKey = "a-key-for-these-tests";
const serviceToken = "a-token-for-these-tests";
const rest = { tag: "Things", summary: "A thing" } as const;
const table = {
  within: {
    ...rest,
    method: "post",
    path: "/internal/things",
    access: "service",
    body: z.strictObject({ name: z.string() }),
    answer: { status: 200, description: "It.", content: z.unknown() },
  },
  signed: {
    ...rest,
    method: "post",
    path: "/v1/signed",
    access: "public",
    raw: true,
    answer: { status: 200, description: "It.", content: z.unknown() },
  },
  stream: {
    ...rest,
    method: "get",
    path: "/v1/stream",
    access: "public",
    answer: { status: 200, description: "Events.", content: "text/event-stream" },
  },
  crowded: {
    ...rest,
    method: "get",
    path: "/v1/crowded",
    access: "public",
    answer: { status: 200, description: "Never.", content: z.unknown() },
  },
} as const satisfies OperationTable;

const handlers: Handlers<typeof table> = {
  within: ({ body, caller, from }) => ({ status: 200, body: { ...body, caller, address: from.address } }),
  signed: ({ bytes, from }) => ({
    status: 200,
    body: { hex: bytes.toHex(), signature: from.header("stripe-signature") },
  }),
  stream: () => ({
    status: 200,
    body: new Blob(["data: 1\n\n", "data: 2\n\n"]).stream(),
    headers: { "content-type": "text/event-stream" },
  }),
  crowded: () => {
    throw new QueueFullError("write: 4096 writes wait already");
  },
};

describe("operations between services, and those that take or give more than JSON", () => {
  let api: Api;
  const lines: Record<string, unknown>[] = [];

  before(() => {
    const log = createLog({
      program: "api",
      write: (line) => lines.push(JSON.parse(line)),
      now: () => new Date(0),
    });
    const never = () => Promise.reject(new Error("no keys here"));
    api = createFrame(log);
    register(api, table, handlers, {
      log,
      now: () => 0,
      authenticate: bootstrapKeyOnly(adminKey),
      authenticateService: serviceTokenOnly(serviceToken),
      idempotency: { claim: never, finish: never, release: never },
    });
  });

  const within = (authorization: string | null, headers: Record<string, string> = {}) =>
    api.request("/internal/things", {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...authorization !== null && { authorization },
        ...headers,
      },
      body: '{"name": "lamp"}',
    });

  it("are open to the service token, and to no other key", async () => {
    const answer = await within(`Bearer ${serviceToken}`, { [shopperAddressHeader]: "203.0.113.7" });
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { name: "lamp", caller: "service", address: "203.0.113.7" },
    ]);
    for (const wrong of [null, `Bearer ${adminKey}`, `Bearer ${serviceToken}x`, "Bearer ", serviceToken]) {
      const refused = await within(wrong);
      expect([wrong, refused.status, (await refused.json()).type]).toEqual([
        wrong,
        401,
        "/problems/unauthenticated",
      ]);
      expect(refused.headers.get("www-authenticate")).toBe('Bearer realm="service"');
    }
  });

  it("get the bytes of the body as they were sent", async () => {
    const bytes = new Uint8Array([0x7b, 0x20, 0xff, 0x00, 0x0a]);
    const answer = await api.request("/v1/signed", {
      method: "POST",
      headers: { "stripe-signature": "t=1,v1=2" },
      body: bytes,
    });
    expect(await answer.json()).toEqual({ hex: bytes.toHex(), signature: "t=1,v1=2" });
    const large = await api.request("/v1/signed", { method: "POST", body: new Uint8Array(maxBodyBytes + 1) });
    expect([large.status, (await large.json()).type]).toEqual([413, "/problems/too-large"]);
  });

  it("may answer a stream", async () => {
    const answer = await api.request("/v1/stream");
    expect(answer.headers.get("content-type")).toBe("text/event-stream");
    expect(await answer.text()).toBe("data: 1\n\ndata: 2\n\n");
  });

  it("answer 503 when the database cannot take more, and say so in the log", async () => {
    const answer = await api.request("/v1/crowded");
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "1"]);
    expect((await answer.json()).type).toBe("/problems/upstream-unavailable");
    expect(lines.at(-2)).toMatchObject({
      level: "warn",
      event: "unavailable",
      error: { name: "QueueFullError", message: "write: 4096 writes wait already" },
    });
  });
});
