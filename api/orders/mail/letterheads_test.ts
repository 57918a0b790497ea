import { beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { type InternalAnswer, UnreachableError } from "../../platform/internal_calls.ts";
import { type FindLetterhead, letterheads } from "./letterheads.ts";
import { sampleLetterhead } from "./testing/sample_order.ts";

const place = { language: "en", market: "fr" };

describe("letterheads", () => {
  let now: number, asked: string[], find: FindLetterhead;
  let answer: () => Promise<InternalAnswer>;
  beforeEach(() => {
    [now, asked] = [0, []];
    answer = () => Promise.resolve({ status: 200, body: sampleLetterhead });
    find = letterheads((service, { method, path }) => {
      asked.push(`${service} ${method} ${path}`);
      return answer();
    }, () => now);
  });

  it("are asked of the catalog once a minute, each market and language by itself", async () => {
    for (now of [0, 59_999, 60_000]) expect(await find(place)).toEqual(sampleLetterhead);
    await find({ language: "fr", market: "ch" });
    expect(asked).toEqual([
      "catalog GET /internal/catalog/letterheads/en-fr",
      "catalog GET /internal/catalog/letterheads/en-fr",
      "catalog GET /internal/catalog/letterheads/fr-ch",
    ]);
  });

  it("are used on while the catalog cannot be reached; without one a mail waits", async () => {
    await find(place);
    now = 3_600_000;
    answer = () => Promise.reject(new UnreachableError("catalog is out"));
    expect(await find(place)).toEqual(sampleLetterhead);
    await expect(find({ language: "de", market: "de" })).rejects.toThrow(UnreachableError);
  });

  it("are not made of what is none", async () => {
    answer = () => Promise.resolve({ status: 404, body: {} });
    await expect(find(place)).rejects.toThrow("letterhead: answered 404");
    answer = () => Promise.resolve({ status: 200, body: { pages: [] } });
    await expect(find(place)).rejects.toThrow();
  });
});
