import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { isHoliday } from "./holidays.ts";

/** All holidays of a year, as the function answers day by day. */
function holidaysOf(country: string, region: string | null, year: number): string[] {
  const dates: string[] = [];
  for (let at = Date.UTC(year, 0); at < Date.UTC(year + 1, 0); at += 86_400_000) {
    const date = new Date(at).toISOString().slice(0, 10);
    if (isHoliday(country, region, date)) dates.push(date.slice(5));
  }
  return dates;
}

describe("holidays", () => {
  it("are the eleven of the French labour code", () => {
    expect(holidaysOf("FR", null, 2026)).toEqual(
      "01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25".split(" "),
    );
  });

  it("are those of a subdivision too", () => {
    expect(isHoliday("DE", null, "2026-01-06")).toBe(false);
    expect(isHoliday("DE", "BY", "2026-01-06")).toBe(true);
    expect(isHoliday("DE", "BE", "2026-01-06")).toBe(false);
  });

  it("are England's where the British nation is not known, and Scotland's in Scotland", () => {
    expect(isHoliday("GB", null, "2026-08-31")).toBe(true);
    expect(isHoliday("GB", "LND", "2026-08-31")).toBe(true);
    expect(isHoliday("GB", "SCT", "2026-08-31")).toBe(false);
    expect(isHoliday("GB", "SCT", "2026-08-03")).toBe(true);
  });

  it("take a substitute when they fall on a weekend", () => {
    expect(isHoliday("GB", null, "2026-12-28")).toBe(true);
    expect(isHoliday("US", null, "2026-07-03")).toBe(true);
    expect(isHoliday("JP", null, "2026-05-06")).toBe(true);
  });

  it("are the federal ones in every American state", () => {
    expect(isHoliday("US", "CA", "2026-03-31")).toBe(false);
    expect(holidaysOf("US", "CA", 2026)).toEqual(holidaysOf("US", null, 2026));
  });

  it("are Kuwait's by article 68 of its labour law", () => {
    expect(holidaysOf("KW", null, 2026)).toEqual(
      "01-01 01-16 02-25 02-26 03-20 03-21 03-22 05-26 05-27 05-28 05-29 06-16 08-25".split(" "),
    );
  });

  it("are the Emirates' since 2025", () => {
    expect(holidaysOf("AE", null, 2026)).toEqual(
      "01-01 03-20 03-21 03-22 05-26 05-27 05-28 05-29 06-16 08-25 12-02 12-03".split(" "),
    );
  });

  it("are whole days only", () => {
    // Christmas Eve is one from 13:00 on in Iceland.
    expect(isHoliday("IS", null, "2026-12-24")).toBe(false);
    expect(isHoliday("IS", null, "2026-12-25")).toBe(true);
    // Youth Day is one from noon on in China.
    expect(isHoliday("CN", null, "2026-05-04")).toBe(false);
  });

  it("are none in a country that nobody knows", () => {
    for (const country of ["ZZ", "", "constructor"]) {
      expect(isHoliday(country, "X", "2026-12-25")).toBe(false);
    }
  });
});
