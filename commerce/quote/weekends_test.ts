import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { weekendOf } from "./weekends.ts";

describe("weekends", () => {
  for (
    const [country, days] of [
      ["FR", [6, 7]],
      ["AE", [6, 7]],
      ["KW", [5, 6]],
      ["SA", [5, 6]],
      ["IN", [7]],
      ["ZZ", [6, 7]],
      ["toString", [6, 7]],
    ] as const
  ) it(`${country}: ${days.join(" and ")}`, () => expect(weekendOf(country)).toEqual(days));

  it("is what CLDR says of every country that this runtime knows", () => {
    const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
    for (const country of letters.flatMap((first) => letters.map((second) => first + second))) {
      const locale: Intl.Locale & { getWeekInfo?: () => { weekend: number[] } } = new Intl.Locale(
        `und-${country}`,
      );
      // Codes of the past (NT, the neutral zone) are read as a country of today.
      if (locale.region !== country) continue;
      expect([country, ...weekendOf(country)]).toEqual([country, ...locale.getWeekInfo!().weekend]);
    }
  });
});
