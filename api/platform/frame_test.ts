import { beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { createLog } from "../../commerce/log.ts";
import { serviceAway } from "../../commerce/wire/service_away.ts";
import { DatabaseUnavailableError } from "../../db/platform/failure.ts";
import { createFrame } from "./frame.ts";
import { UnreachableError } from "./internal_calls.ts";

describe("a request that something out of reach was needed for", () => {
  let lines: { level: string; event: string }[];

  beforeEach(() => {
    lines = [];
  });

  async function answered(error: Error): Promise<[number, Record<string, string>]> {
    const log = createLog({
      program: "api",
      write: (line) => lines.push(JSON.parse(line)),
      now: () => new Date(0),
    });
    const api = createFrame(log);
    api.get("/", () => Promise.reject(error));
    const { status, headers } = await api.request("/");
    return [status, Object.fromEntries(headers)];
  }

  it("is told to come again, whoever wrapped the reason", async () => {
    const away = new DatabaseUnavailableError("no answer");
    const wrapped = new Error("Failed query: select 1", { cause: new Error("batch", { cause: away }) });
    for (const error of [away, wrapped]) {
      const [status, headers] = await answered(error);
      expect([status, headers]).toEqual([
        503,
        expect.objectContaining({ "retry-after": "1", ...serviceAway }),
      ]);
    }
    expect(lines.filter(({ event }) => event !== "request").map(({ level }) => level)).toEqual([
      "warn",
      "warn",
    ]);
  });

  it("learns that the service is there when only a neighbour is not", async () => {
    const [status, headers] = await answered(new UnreachableError("payments is out"));
    expect([status, headers["retry-after"]]).toEqual([503, "1"]);
    for (const name of Object.keys(serviceAway)) expect(headers).not.toHaveProperty(name);
  });

  it("is told of nothing else", async () => {
    expect((await answered(new Error("broken", { cause: new TypeError("deeper") })))[0]).toBe(500);
  });
});
