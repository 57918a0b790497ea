import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { startOfDay } from "./market_day.ts";

const at = (isoDate: string, timeZone: string) => new Date(startOfDay(isoDate, timeZone)).toISOString();

describe("the start of a day", () => {
  it("is midnight of the zone, on days that clocks make shorter and longer too", () => {
    expect(at("2026-03-29", "Europe/Paris")).toBe("2026-03-28T23:00:00.000Z");
    expect(at("2026-03-30", "Europe/Paris")).toBe("2026-03-29T22:00:00.000Z");
    expect(at("2026-10-26", "Europe/Paris")).toBe("2026-10-25T23:00:00.000Z");
    expect(at("2026-06-16", "Asia/Tokyo")).toBe("2026-06-15T15:00:00.000Z");
  });

  it("is one o'clock where clocks leap at midnight", () => {
    expect(at("2026-04-24", "Africa/Cairo")).toBe("2026-04-23T22:00:00.000Z");
  });

  it("refuses what is no date and no zone", () => {
    expect(() => startOfDay("2026-02-30", "Europe/Paris")).toThrow(RangeError);
    expect(() => startOfDay("2026-02-28", "Europe/Atlantis")).toThrow(RangeError);
  });
});
