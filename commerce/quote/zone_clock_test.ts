import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { zoneClock } from "./zone_clock.ts";

const zones = [
  "Europe/Paris",
  "America/New_York",
  "Asia/Tokyo",
  "Africa/Cairo",
  "Australia/Lord_Howe",
  "Asia/Kolkata",
];
const second = 1_000;
const from = Date.UTC(2020, 0, 1) / second;
const until = Date.UTC(2040, 0, 1) / second;

describe("the clock of a zone", () => {
  it("shows what Temporal shows, and finds when", () => {
    for (const zone of zones) {
      const clock = zoneClock(zone);
      fc.assert(
        fc.property(fc.integer({ min: from, max: until }), (seconds) => {
          const at = seconds * second;
          const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime();
          expect(clock.read(at)).toBe(local.toZonedDateTime("UTC").epochMilliseconds);
          const plain = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO("UTC")
            .toPlainDateTime();
          expect(clock.instantOf(at)).toBe(plain.toZonedDateTime(zone).epochMilliseconds);
        }),
        { numRuns: 200 },
      );
    }
  });

  it("takes what clocks show twice the first time, and what they skip after the leap", () => {
    const paris = zoneClock("Europe/Paris");
    expect(paris.instantOf(Date.UTC(2026, 9, 25, 2, 30))).toBe(Date.UTC(2026, 9, 25, 0, 30));
    expect(paris.instantOf(Date.UTC(2026, 2, 29, 2, 30))).toBe(Date.UTC(2026, 2, 29, 1, 30));
    const cairo = zoneClock("Africa/Cairo");
    expect(cairo.instantOf(Date.UTC(2026, 3, 24))).toBe(Date.UTC(2026, 3, 23, 22));
    const lordHowe = zoneClock("Australia/Lord_Howe");
    for (let minutes = 0; minutes < 48 * 60; minutes += 5) {
      const reading = Date.UTC(2026, 9, 3) + minutes * 60_000;
      const plain = Temporal.Instant.fromEpochMilliseconds(reading).toZonedDateTimeISO("UTC")
        .toPlainDateTime();
      expect(lordHowe.instantOf(reading)).toBe(
        plain.toZonedDateTime("Australia/Lord_Howe").epochMilliseconds,
      );
    }
  });

  it("refuses what is no zone", () => {
    expect(() => zoneClock("Europe/Atlantis")).toThrow(RangeError);
  });
});
