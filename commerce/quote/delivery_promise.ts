/**
 * When an order arrives, as a range of dates.
 *
 * Dates are counted as days since 1970-01-01 and never pass through a local time: an hour that a change of clocks
 * skips or repeats moves no promise. The time zone is asked for two things only: today's date, and when the cut-off
 * strikes.
 */
import type { ShippingMethod } from "./view.ts";
import { weekendOf } from "./weekends.ts";
import { zoneClock } from "./zone_clock.ts";

/** Whether nobody works on a date (ISO 8601) in a country or its subdivision (ISO 3166-2 without the country). */
export type IsHoliday = (country: string, region: string | null, isoDate: string) => boolean;

/** What a promise depends on. */
export interface PromiseQuestion {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Of the market (IANA): the cut-off is on its clock, and the promised dates are its dates. */
  readonly timeZone: string;
  /** ISO 3166-1 alpha-2: whose weekends and holidays count until the parcel is handed over. */
  readonly origin: string;
  /** Whose weekends and holidays count on the way. */
  readonly destination: { readonly country: string; readonly region: string | null };
  readonly method: Pick<ShippingMethod, "cutOffMinutes" | "handlingDays" | "transitDays" | "saturdays">;
  readonly isHoliday: IsHoliday;
}

/** Dates in ISO 8601, `earliest` never after `latest`. */
export interface DeliveryPromise {
  readonly earliest: string;
  readonly latest: string;
}

/**
 * The range of dates on which an order of this moment arrives. It is taken up on the day it is placed when that is a
 * working day of the origin and the cut-off has not struck (at the cut-off itself it is too late), else on the next
 * working day. `handlingDays` working days later it is handed over, and `transitDays` working days of the carrier in
 * the destination later it arrives. Nothing arrives on a day on which the carrier does not work.
 */
export function deliveryPromise(question: PromiseQuestion): DeliveryPromise {
  const { origin, destination, method, isHoliday } = question;
  const worksAtOrigin = (day: number) => isWorkingDay(day, origin, null, false, isHoliday);
  const carries = (day: number) =>
    isWorkingDay(day, destination.country, destination.region, method.saturdays, isHoliday);

  const takenUp = advance(firstDay(question), 0, worksAtOrigin);
  const handedOver = advance(takenUp, method.handlingDays, worksAtOrigin);
  const earliest = advance(handedOver, method.transitDays.earliest, carries);
  const latest = advance(
    handedOver,
    Math.max(method.transitDays.earliest, method.transitDays.latest),
    carries,
  );
  return { earliest: isoDate(earliest), latest: isoDate(latest) };
}

const dayMs = 86_400_000;

/** No country closes for longer: beyond it a calendar is wrong, and must not keep a quote searching. */
const longestClosureDays = 30;

/**
 * Today in the market, or tomorrow once the cut-off has struck. What the clocks show twice strikes the first time;
 * what they skip strikes when they have.
 */
function firstDay({ now, timeZone, method }: PromiseQuestion): number {
  const clock = zoneClock(timeZone);
  const day = Math.floor(clock.read(now) / dayMs);
  const cutOff = clock.instantOf(day * dayMs + method.cutOffMinutes * 60_000);
  return now < cutOff ? day : day + 1;
}

/** For a count of 0 the day itself if it is a working day, else the next one; otherwise so many working days after. */
function advance(day: number, count: number, works: (day: number) => boolean): number {
  let reached = count === 0 ? nextWorkingDay(day, works) : day;
  for (let left = count; left > 0; left--) reached = nextWorkingDay(reached + 1, works);
  return reached;
}

function nextWorkingDay(day: number, works: (day: number) => boolean): number {
  for (let later = day; later < day + longestClosureDays; later++) {
    if (works(later)) return later;
  }
  return day + longestClosureDays;
}

function isWorkingDay(
  day: number,
  country: string,
  region: string | null,
  saturdays: boolean,
  isHoliday: IsHoliday,
): boolean {
  const weekday = weekdayOf(day);
  if (weekendOf(country).some((off) => off === weekday) && !(saturdays && weekday === 6)) return false;
  return !isHoliday(country, region, isoDate(day));
}

/** ISO weekday; 1970-01-01 was a Thursday. */
function weekdayOf(day: number): number {
  return (day + 3) % 7 + 1;
}

function isoDate(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}
