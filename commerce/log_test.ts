import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { createLog } from "./log.ts";

function collecting(secrets: readonly string[] = []) {
  const lines: string[] = [];
  const log = createLog({
    program: "test",
    write: (line) => lines.push(line),
    now: () => new Date("2026-03-01T12:00:00Z"),
    secrets,
  });
  return { log, lines };
}

describe("createLog", () => {
  it("writes one JSON object a line", () => {
    const { log, lines } = collecting();
    log.info("request", { status: 200, note: "a\nb" });
    expect(lines).toEqual([
      '{"time":"2026-03-01T12:00:00.000Z","level":"info","program":"test","event":"request","status":200,"note":"a\\nb"}',
    ]);
  });

  it("keeps secrets out, wherever they stand", () => {
    const { log, lines } = collecting(["a-very-secret-key"]);
    log.warn("refused", {
      headers: { Authorization: "Bearer abc.def", "x-trace": "ok" },
      deep: [{ refreshToken: "r1", note: "the key was a-very-secret-key, sadly" }],
      address: "libsql://user:pass@db.example/?authToken=xyz&mode=ro",
      url: "libsql://user:pass@db.example/?authToken=xyz&mode=ro",
      said: "sent Bearer abc.def today",
    });
    expect(JSON.parse(lines[0]!)).toEqual({
      time: "2026-03-01T12:00:00.000Z",
      level: "warn",
      program: "test",
      event: "refused",
      headers: { Authorization: "[redacted]", "x-trace": "ok" },
      deep: [{ refreshToken: "[redacted]", note: "the key was [redacted], sadly" }],
      address: "[redacted]",
      url: "libsql://[redacted]@db.example/?authToken=[redacted]&mode=ro",
      said: "sent Bearer [redacted] today",
    });
  });

  it("tells errors with their causes, cleansed", () => {
    const { log, lines } = collecting(["sesame-sesame-sesame"]);
    log.error("failed", {
      error: new Error("sync failed", { cause: new TypeError("bad sesame-sesame-sesame") }),
    });
    const { error } = JSON.parse(lines[0]!);
    expect(error.name).toBe("Error");
    expect(error.message).toBe("sync failed");
    expect(error.stack).toContain("log_test.ts");
    expect(error.cause.message).toBe("bad [redacted]");
  });

  it("survives what JSON cannot hold", () => {
    const { log, lines } = collecting();
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    log.info("odd", { big: 12n, circular, nothing: undefined });
    expect(JSON.parse(lines[0]!).big).toBe("12");
  });
});
