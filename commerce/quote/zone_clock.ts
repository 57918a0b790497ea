/**
 * Between instants and what the clocks of a time zone show. With `Intl` alone: `Temporal` is not in every runtime that
 * an edge runs on (workerd has none).
 *
 * A reading of clocks is a number as well: the milliseconds since the epoch at which UTC shows the same.
 */

const dayMs = 86_400_000;
/** No zone has changed its clocks within a minute since 1973: an offset holds for a whole one. */
const minuteMs = 60_000;
/** Offsets kept of each zone. Quotes of one minute ask for the same few; to look takes as long as pricing a line. */
const maxOffsets = 100;

/** The clocks of a time zone. */
export interface ZoneClock {
  /** What the clocks show at an instant, to the second. */
  read(at: number): number;
  /**
   * The instant at which the clocks show a reading: the first time where they show it twice; where they skip it, as
   * long after the leap as the reading is behind its beginning.
   */
  instantOf(reading: number): number;
}

/** By zone: a formatter takes longer to make than a promise to compute. */
const clocks = new Map<string, ZoneClock>();

/** @throws {RangeError} when there is no such zone. */
export function zoneClock(timeZone: string): ZoneClock {
  const known = clocks.get(timeZone);
  if (known) return known;
  const clock = makeClock(timeZone);
  clocks.set(timeZone, clock);
  return clock;
}

function makeClock(timeZone: string): ZoneClock {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const lookUp = (at: number): number => {
    const shown: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
    for (const { type, value } of format.formatToParts(at)) shown[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
    return Date.UTC(year, month - 1, day, hour, minute, second) - at;
  };
  const offsets = new Map<number, number>();
  const offset = (at: number): number => {
    const minute = Math.floor(at / minuteMs);
    const known = offsets.get(minute);
    if (known !== undefined) return known;
    if (offsets.size >= maxOffsets) offsets.clear();
    const found = lookUp(minute * minuteMs);
    offsets.set(minute, found);
    return found;
  };
  const read = (at: number): number => Math.floor(at / 1000) * 1000 + offset(at);
  return {
    read,
    instantOf(reading) {
      // No zone changes its clocks twice within two days.
      const before = reading - offset(reading - dayMs);
      const after = reading - offset(reading + dayMs);
      if (before === after) return before;
      const fitting = [before, after].filter((at) => read(at) === reading);
      return fitting.length > 0 ? Math.min(...fitting) : before;
    },
  };
}
