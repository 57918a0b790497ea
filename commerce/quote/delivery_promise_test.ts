import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { deliveryPromise, type PromiseQuestion } from "./delivery_promise.ts";
import { isHoliday } from "./holidays.ts";
import { weekendOf } from "./weekends.ts";

const parcel = {
  cutOffMinutes: 14 * 60,
  handlingDays: 0,
  transitDays: { earliest: 1, latest: 2 },
  saturdays: false,
};

function question(now: string, more: Partial<PromiseQuestion> = {}): PromiseQuestion {
  return {
    now: Date.parse(now),
    timeZone: "Europe/Paris",
    origin: "FR",
    destination: { country: "FR", region: null },
    method: parcel,
    isHoliday: () => false,
    ...more,
  };
}

describe("delivery promise", () => {
  it("counts from today until the cut-off, and from tomorrow at it", () => {
    expect(deliveryPromise(question("2026-06-15T13:59:59.999+02:00")))
      .toEqual({ earliest: "2026-06-16", latest: "2026-06-17" });
    expect(deliveryPromise(question("2026-06-15T14:00:00+02:00")))
      .toEqual({ earliest: "2026-06-17", latest: "2026-06-18" });
  });

  it("delivers on the day of the handover when the transit takes none, but on a working day of the destination", () => {
    const method = { ...parcel, transitDays: { earliest: 0, latest: 0 } };
    // Friday: in Kuwait nobody delivers before Sunday.
    expect(deliveryPromise(question("2026-06-19T08:00:00Z", { method })).earliest).toBe("2026-06-19");
    const destination = { country: "KW", region: null };
    expect(deliveryPromise(question("2026-06-19T08:00:00Z", { method, destination })).earliest)
      .toBe("2026-06-21");
  });

  it("lets a cut-off of midnight and one of 24:00 mean never and always today", () => {
    const at = (cutOffMinutes: number) =>
      deliveryPromise(question("2026-06-15T23:59:59+02:00", { method: { ...parcel, cutOffMinutes } }))
        .earliest;
    expect([at(0), at(1440)]).toEqual(["2026-06-17", "2026-06-16"]);
  });

  it("strikes a cut-off that the clocks skip when they have", () => {
    // Cairo, Friday 24 April 2026: 00:00 becomes 01:00, so 00:30 is meant to be 01:30.
    const at = (now: string) =>
      deliveryPromise(question(now, { timeZone: "Africa/Cairo", method: { ...parcel, cutOffMinutes: 30 } }))
        .earliest;
    expect([at("2026-04-23T22:29:59Z"), at("2026-04-23T22:30:00Z")]).toEqual(["2026-04-27", "2026-04-28"]);
  });

  it("asks for the holidays of the origin up to the handover, of the destination and its region after", () => {
    const asked = new Set<string>();
    deliveryPromise(question("2026-06-15T08:00:00Z", {
      destination: { country: "DE", region: "BY" },
      method: { ...parcel, handlingDays: 1 },
      isHoliday: (country, region, date) => (asked.add(`${country} ${region} ${date}`), false),
    }));
    expect([...asked]).toEqual([
      "FR null 2026-06-15",
      "FR null 2026-06-16",
      "DE BY 2026-06-17",
      "DE BY 2026-06-18",
    ]);
  });

  it("ends, whatever the calendar says", () => {
    expect(deliveryPromise(question("2026-06-15T08:00:00Z", { isHoliday: () => true })))
      .toEqual({ earliest: "2026-09-14", latest: "2026-10-15" });
  });

  it("never ends before it begins, though the row says so", () => {
    const method = { ...parcel, transitDays: { earliest: 4, latest: 2 } };
    expect(deliveryPromise(question("2026-06-15T08:00:00Z", { method })))
      .toEqual({ earliest: "2026-06-19", latest: "2026-06-19" });
  });

  const zones = [
    "Europe/Paris",
    "America/New_York",
    "Asia/Kuwait",
    "Asia/Tokyo",
    "Pacific/Apia",
    "Africa/Cairo",
  ];
  const anyQuestion = fc.record({
    now: fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2035, 0) }),
    timeZone: fc.constantFrom(...zones),
    origin: fc.constantFrom("FR", "US", "KW", "JP", "AE", "IN"),
    destination: fc.record({
      country: fc.constantFrom("FR", "US", "KW", "JP", "AE", "IN", "ZZ"),
      region: fc.constant(null),
    }),
    method: fc.record({
      cutOffMinutes: fc.integer({ min: 0, max: 1440 }),
      handlingDays: fc.integer({ min: 0, max: 10 }),
      transitDays: fc.record({ earliest: fc.nat(5), latest: fc.integer({ min: 5, max: 12 }) }),
      saturdays: fc.boolean(),
    }),
    isHoliday: fc.constant(isHoliday),
  });

  it("is a range of working days that begins no earlier than today in the market", () => {
    fc.assert(
      fc.property(anyQuestion, (asked) => {
        const { earliest, latest } = deliveryPromise(asked);
        const today = Temporal.Instant.fromEpochMilliseconds(asked.now).toZonedDateTimeISO(asked.timeZone)
          .toPlainDate();
        expect(earliest >= today.add({ days: asked.method.handlingDays }).toString()).toBe(true);
        expect(latest >= earliest).toBe(true);
        const { destination, method } = asked;
        for (const date of [earliest, latest]) {
          expect(isHoliday(destination.country, null, date)).toBe(false);
          const weekday = Temporal.PlainDate.from(date).dayOfWeek;
          const isOff = weekendOf(destination.country).some((off) => off === weekday);
          expect(isOff && !(weekday === 6 && method.saturdays)).toBe(false);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("never comes sooner for an order placed later", () => {
    fc.assert(
      fc.property(anyQuestion, fc.nat(10 * 86_400_000), (asked, wait) => {
        const one = deliveryPromise(asked), later = deliveryPromise({ ...asked, now: asked.now + wait });
        expect(later.earliest >= one.earliest && later.latest >= one.latest).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
