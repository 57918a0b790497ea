import { beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { z } from "zod";
import { bootstrapKeyOnly } from "./bearer.ts";
import { maxBodyBytes } from "../../commerce/wire/json_body.ts";
import type { Api } from "./environment.ts";
import { createFrame } from "./frame.ts";
import { createLog } from "../../commerce/log.ts";
import type { Handlers, OperationTable } from "./operation.ts";
import { refuseOtherMethods, register } from "./register.ts";

const key = "a-key-for-these-tests";
const thing = z.strictObject({ name: z.string().min(2), size: z.int().min(0).optional() });
const table = {
  readThing: {
    method: "get",
    path: "/v1/things/{id}",
    tag: "Things",
    summary: "Reads",
    access: "public",
    params: z.object({ id: z.string().regex(/^thg_\d+$/) }),
    query: z.strictObject({ limit: z.coerce.number().int().min(1).max(10).default(5) }),
    answer: { status: 200, description: "It.", content: thing },
  },
  changeThing: {
    method: "patch",
    path: "/v1/things/{id}",
    tag: "Things",
    summary: "Changes",
    access: "admin",
    params: z.object({ id: z.string().regex(/^thg_\d+$/) }),
    body: thing,
    conditional: true,
    answer: { status: 200, description: "It.", content: thing },
  },
  breakThing: {
    method: "get",
    path: "/v1/broken",
    tag: "Things",
    summary: "Throws",
    access: "public",
    answer: { status: 200, description: "Never.", content: thing },
  },
} as const satisfies OperationTable;

const handlers: Handlers<typeof table> = {
  readThing: ({ params, query }) => ({ status: 200, body: { name: params.id, size: query.limit } }),
  changeThing: ({ body, expected, caller }) => ({ status: 200, body: { ...body, expected, caller } }),
  breakThing: () => {
    throw new Error("the cellar is flooded");
  },
};

interface Scenario {
  readonly says: string;
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: BodyInit;
  readonly status: number;
  readonly type?: string;
  readonly errors?: readonly { path: string; message: string }[];
}
const authorized = { authorization: `Bearer ${key}`, "if-match": '"7"', "content-type": "application/json" };

const scenarios: readonly Scenario[] = [
  { says: "an unknown path", path: "/v1/nowhere", status: 404, type: "not-found" },
  { says: "an impossible id", path: "/v1/things/prd_1", status: 404, type: "not-found" },
  { says: "malformed percent-encoding", path: "/v1/things/%E0%A4%A", status: 404, type: "not-found" },
  { says: "a null byte", path: "/v1/things/thg_1%00", status: 404, type: "not-found" },
  {
    says: "an unknown query parameter",
    path: "/v1/things/thg_1?colour=red",
    status: 422,
    type: "validation-failed",
    errors: [{ path: "colour", message: "not a known field" }],
  },
  {
    says: "a query parameter given twice",
    path: "/v1/things/thg_1?limit=1&limit=2",
    status: 422,
    type: "validation-failed",
    errors: [{ path: "limit", message: "Invalid input: expected number, received NaN" }],
  },
  {
    says: "another method",
    method: "DELETE",
    path: "/v1/things/thg_1",
    status: 405,
    type: "method-not-allowed",
  },
  { says: "no key", method: "PATCH", headers: { authorization: "" }, status: 401, type: "unauthenticated" },
  {
    says: "a wrong key",
    method: "PATCH",
    headers: { authorization: "Bearer wrong-wrong-wrong-wrong" },
    status: 401,
    type: "unauthenticated",
  },
  {
    says: "another content type",
    method: "PATCH",
    headers: { "content-type": "text/plain" },
    body: "{}",
    status: 415,
    type: "unsupported-media-type",
  },
  { says: "no JSON", method: "PATCH", body: '{"name": "x",', status: 400, type: "malformed-json" },
  { says: "no body", method: "PATCH", status: 400, type: "malformed-json" },
  {
    says: "bytes that are not UTF-8",
    method: "PATCH",
    body: new Uint8Array([0x22, 0xff, 0x22]),
    status: 400,
    type: "malformed-json",
  },
  {
    says: "a body over the limit",
    method: "PATCH",
    body: `"${"x".repeat(maxBodyBytes)}"`,
    status: 413,
    type: "too-large",
  },
  {
    says: "a body of 10 MB that comes in pieces",
    method: "PATCH",
    body: new Blob(Array(10).fill("x".repeat(1024 * 1024))).stream(),
    status: 413,
    type: "too-large",
  },
  {
    says: "deep nesting",
    method: "PATCH",
    body: "[".repeat(200_000) + "]".repeat(200_000),
    status: 422,
    type: "validation-failed",
    errors: [{ path: "", message: "Invalid input: expected object, received array" }],
  },
  {
    says: "fields that do not fit",
    method: "PATCH",
    body: '{"name": "x", "size": -1, "colour": 1, "__proto__": {"admin": true}}',
    status: 422,
    type: "validation-failed",
    errors: [
      { path: "name", message: "Too small: expected string to have >=2 characters" },
      { path: "size", message: "Too small: expected number to be >=0" },
      { path: "colour", message: "not a known field" },
      { path: "__proto__", message: "not a known field" },
    ],
  },
  {
    says: "no If-Match",
    method: "PATCH",
    headers: { "if-match": "" },
    body: '{"name": "ok"}',
    status: 428,
    type: "precondition-required",
  },
  ...['W/"7"', "*", '"7", "8"', "7"].map((header) => ({
    says: `If-Match: ${header}`,
    method: "PATCH",
    headers: { "if-match": header },
    body: '{"name": "ok"}',
    status: 412,
    type: "version-mismatch",
  })),
  { says: "an exception", path: "/v1/broken", status: 500, type: "internal-error" },
];

describe("register", () => {
  let api: Api;
  let lines: string[];

  beforeEach(() => {
    lines = [];
    const log = createLog({
      program: "api",
      write: (line) => lines.push(line),
      now: () => new Date(0),
      secrets: [key],
    });
    api = createFrame(log);
    register(api, table, handlers, {
      log,
      now: () => 0,
      authenticate: bootstrapKeyOnly(key),
      authenticateService: () => Promise.resolve(null),
      idempotency: {
        claim: () => Promise.reject(new Error("not used here")),
        finish: () => Promise.resolve(true),
        release: () => Promise.resolve(),
      },
    });
    refuseOtherMethods(api, Object.values(table));
  });

  it("gives handlers what was validated", async () => {
    const read = await api.request("/v1/things/thg_1");
    expect(await read.json()).toEqual({ name: "thg_1", size: 5 });
    const changed = await api.request("/v1/things/thg_1", {
      method: "PATCH",
      headers: { ...authorized, "content-type": "application/json; charset=utf-8" },
      body: '{"name": "Æther"}',
    });
    expect(await changed.json()).toEqual({ name: "Æther", expected: "7", caller: "admin-api-key" });
  });

  it("answers HEAD where it answers GET", async () => {
    const head = await api.request("/v1/things/thg_1", { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });

  for (
    const { says, method = "GET", path = "/v1/things/thg_1", headers, body, status, type, errors }
      of scenarios
  ) {
    it(`refuses ${says} with ${status} ${type}`, async () => {
      const response = await api.request(
        new Request(`http://api${path}`, { method, headers: { ...authorized, ...headers }, body }),
      );
      expect(response.status).toBe(status);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
      const problem = await response.json();
      expect(problem.type).toBe(`/problems/${type}`);
      expect(problem.status).toBe(status);
      expect(problem.errors).toEqual(errors);
    });
  }

  it("says which methods there are, and how to authenticate", async () => {
    const other = await api.request("/v1/things/thg_1", { method: "PUT" });
    expect(other.headers.get("allow")).toBe("GET, HEAD, PATCH");
    const stranger = await api.request("/v1/things/thg_1", { method: "PATCH" });
    expect(stranger.headers.get("www-authenticate")).toBe('Bearer realm="admin"');
  });

  it("hides an exception from the caller, not from the log", async () => {
    const response = await api.request("/v1/broken?token=secret");
    const text = await response.text();
    expect(text).not.toContain("cellar");
    expect(text).toContain(response.headers.get("x-request-id")!);
    const [exception, request] = lines.map((line) => JSON.parse(line));
    expect(exception).toMatchObject({
      level: "error",
      event: "exception",
      error: { message: "the cellar is flooded" },
    });
    expect(request).toMatchObject({ event: "request", method: "GET", path: "/v1/broken", status: 500 });
    expect(exception.requestId).toBe(request.requestId);
    expect(lines.join()).not.toContain("secret");
  });

  it("answers the caller's request id and trace", async () => {
    const response = await api.request("/v1/nowhere", {
      headers: {
        "x-request-id": "request-1",
        traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
      },
    });
    expect(response.headers.get("x-request-id")).toBe("request-1");
    expect(response.headers.get("traceparent")).toContain("4bf92f3577b34da6a3ce929d0e0e4736");
    expect(JSON.parse(lines[0]!)).toMatchObject({
      requestId: "request-1",
      traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
    });
  });
});
