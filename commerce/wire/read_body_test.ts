import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { problemResponse } from "../problem.ts";
import { readJsonBody } from "./json_body.ts";
import { readBody } from "./read_body.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

/** A request whose body is these parts; it never ends when it is left open. */
function request(parts: readonly string[], end: "close" | "open" | "error" = "close"): Request {
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (const part of parts) controller.enqueue(bytes(part));
      if (end === "close") controller.close();
      if (end === "error") controller.error(new Error("hung up"));
    },
  });
  return new Request("http://shop.test/", {
    method: "POST",
    body,
    headers: { "content-type": "application/json" },
  });
}

describe("reading a body", () => {
  it("gives its bytes, in one part or many, or none", async () => {
    expect(await readBody(request(["ab"]), { maxBytes: 4, maxMs: 1000 })).toEqual(bytes("ab"));
    expect(await readBody(request(["ab", "c", "d"]), { maxBytes: 4, maxMs: 1000 })).toEqual(bytes("abcd"));
    expect(await readBody(new Request("http://shop.test/"), { maxBytes: 4, maxMs: 1000 })).toEqual(bytes(""));
  });

  it("ends where the body is too large, however it says so", async () => {
    expect(await readBody(request(["abc", "de"], "open"), { maxBytes: 4, maxMs: 1000 })).toBe("too-large");
    const said = new Request("http://shop.test/", { method: "POST", headers: { "content-length": "5" } });
    expect(await readBody(said, { maxBytes: 4, maxMs: 1000 })).toBe("too-large");
  });

  it("ends when the time is up, or the sender is gone", async () => {
    expect(await readBody(request(["a"], "open"), { maxBytes: 4, maxMs: 10 })).toBe("too-slow");
    expect(await readBody(request([], "error"), { maxBytes: 4, maxMs: 1000 })).toBe("cut-off");
  });
});

describe("a sender who drips", () => {
  let server: Deno.HttpServer<Deno.NetAddr>;
  beforeEach(() => {
    server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (request) => {
      const read = await readJsonBody(request, { maxBytes: 100, maxMs: 60 });
      if (!("fault" in read)) return Response.json(read.value);
      const { problem, detail, headers } = read.fault;
      return problemResponse(problem, { detail, headers: { ...headers } });
    });
  });
  afterEach(() => server.shutdown());

  it("is answered 408 before the body is there, and told that the connection ends", async () => {
    const connection = await Deno.connect({ hostname: "127.0.0.1", port: server.addr.port });
    await connection.write(
      bytes("POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{"),
    );
    let isWaiting = true;
    const dripping = (async () => {
      for (let sent = 1; isWaiting && sent < 90; sent++) {
        await connection.write(bytes(" "));
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    })();
    const buffer = new Uint8Array(4096);
    const length = await connection.read(buffer);
    isWaiting = false;
    await dripping;
    connection.close();
    const answer = new TextDecoder().decode(buffer.subarray(0, length ?? 0));
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer.toLowerCase()).toContain("\r\nconnection: close\r\n");
    expect(answer).toContain('"type":"/problems/request-timeout"');
  });

  it("does not keep others from being answered", async () => {
    const answer = await fetch(`http://127.0.0.1:${server.addr.port}/`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"a":1}',
    });
    expect([answer.status, await answer.json()]).toEqual([200, { a: 1 }]);
  });
});
