import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { readTrace } from "./trace.ts";

const given = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";

describe("readTrace", () => {
  it("takes over the caller's trace with a span of its own", () => {
    const trace = readTrace(new Headers({ traceparent: given, "x-request-id": "req-12345" }));
    expect(trace.requestId).toBe("req-12345");
    expect(trace.traceId).toBe("4bf92f3577b34da6a3ce929d0e0e4736");
    expect(trace.traceparent).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-00$/);
    expect(trace.traceparent).not.toBe(given);
  });

  it("reads the known part of a later version", () => {
    const later = `cc-${given.slice(3)}-what-comes-later`;
    expect(readTrace(new Headers({ traceparent: later })).traceId).toBe("4bf92f3577b34da6a3ce929d0e0e4736");
  });

  for (
    const forged of [
      "",
      "garbage",
      given.toUpperCase(),
      `${given}-more`,
      `ff-${given.slice(3)}`,
      `00-${"0".repeat(32)}-00f067aa0ba902b7-01`,
      `00-4bf92f3577b34da6a3ce929d0e0e4736-${"0".repeat(16)}-01`,
    ]
  ) {
    it(`starts a new trace instead of ${JSON.stringify(forged)}`, () => {
      const trace = readTrace(new Headers({ traceparent: forged }));
      expect(trace.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
      expect(trace.traceId).not.toBe("4bf92f3577b34da6a3ce929d0e0e4736");
    });
  }

  for (const forged of ["short", "a b c d e f", "x".repeat(65), '"},{"level":"info"']) {
    it(`never echoes the request id ${JSON.stringify(forged.slice(0, 20))}`, () => {
      expect(readTrace(new Headers({ "x-request-id": forged })).requestId).toMatch(/^[0-9a-f-]{36}$/);
    });
  }
});
