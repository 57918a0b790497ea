import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { bootstrapKeyOnly, serviceTokenOnly } from "./bearer.ts";

const key = "correct-horse-battery";
const scenarios: readonly (readonly [string | undefined, string | null])[] = [
  [`Bearer ${key}`, "admin-api-key"],
  [`bearer ${key}`, "admin-api-key"],
  [undefined, null],
  ["", null],
  ["Bearer", null],
  ["Bearer ", null],
  [key, null],
  [`Basic ${key}`, null],
  [`Bearer ${key}x`, null],
  [`Bearer ${key.slice(0, -1)}`, null],
  [`Bearer ${key} ${key}`, null],
  [`Bearer ${key.toUpperCase()}`, null],
];

describe("bootstrapKeyOnly", () => {
  for (const [header, caller] of scenarios) {
    it(`answers ${caller} for ${header}`, async () => {
      expect(await bootstrapKeyOnly(key)(header)).toBe(caller);
    });
  }

  it("knows nobody without a key", async () => {
    expect(await bootstrapKeyOnly(undefined)("Bearer undefined")).toBe(null);
    expect(await bootstrapKeyOnly(undefined)(`Bearer ${key}`)).toBe(null);
  });
});

describe("serviceTokenOnly", () => {
  it("knows the token and the one that is believed beside it, and no other", async () => {
    const knows = serviceTokenOnly("the-token-of-today", "the-token-before");
    const shown = ["the-token-of-today", "the-token-before", "the-token-beside", "undefined"];
    const callers = await Promise.all(shown.map((token) => knows(`Bearer ${token}`)));
    expect(callers).toEqual(["service", "service", null, null]);
    expect(await serviceTokenOnly("the-token-of-today")("Bearer the-token-before")).toBe(null);
    expect(await serviceTokenOnly(undefined)("Bearer undefined")).toBe(null);
  });
});
