/** The public holidays of the world, from the `date-holidays` package, with what it lacks. */
import Holidays from "date-holidays";

/**
 * Whether a date (ISO 8601) is a public holiday of a country (ISO 3166-1 alpha-2), or of its subdivision (ISO 3166-2
 * without the country) where that has its own. Half holidays are working days. A country that the table does not
 * know has none.
 *
 * Holidays of the Hijri calendar are those of the Umm al-Qura tables; the moon may move them by a day.
 */
export function isHoliday(country: string, region: string | null, isoDate: string): boolean {
  return datesOf(country, placeOf(country, region), Number(isoDate.slice(0, 4))).has(isoDate);
}

/**
 * Countries whose rules are given here, in the grammar of the package, because it does not know the country or is
 * behind its law.
 */
const ownRules: Readonly<Record<string, readonly string[]>> = {
  // Cabinet Resolution 27 of 2024 on public holidays: no longer Isra and Mi'raj or the beginning of Ramadan, but
  // the day of Arafat and both National Days.
  AE: [
    "01-01",
    "1 Shawwal P3D",
    "9 Dhu al-Hijjah P4D",
    "1 Muharram",
    "12 Rabi al-awwal",
    "12-02",
    "12-03",
  ],
  // Law 6 of 2010 on labour in the private sector, article 68.
  KW: [
    "01-01",
    "02-25",
    "02-26",
    "27 Rajab",
    "1 Shawwal P3D",
    "9 Dhu al-Hijjah P4D",
    "1 Muharram",
    "12 Rabi al-awwal",
  ],
};

/** Carriers keep the federal holidays only, not those of a state. */
const nationalOnly: ReadonlySet<string> = new Set(["US"]);

/** Where holidays are those of a part and none is named, most parcels go through this one. */
const usualRegions: Readonly<Record<string, string>> = { GB: "ENG" };

const dayMs = 86_400_000;

/**
 * Computing a year takes milliseconds, so each is computed once. The keys are bounded: subdivisions that the package
 * does not know are not among them, years follow the clock.
 */
const years = new Map<string, ReadonlySet<string>>();

function datesOf(country: string, region: string | null, year: number): ReadonlySet<string> {
  const key = `${country}-${region ?? ""}-${year}`;
  let dates = years.get(key);
  if (dates === undefined) years.set(key, dates = computeYear(country, region, year));
  return dates;
}

/** The subdivisions with holidays of their own, by country. */
const regionsOf = new Map<string, ReadonlySet<string>>();

function placeOf(country: string, region: string | null): string | null {
  const wanted = region ?? usualRegions[country] ?? null;
  if (wanted === null || nationalOnly.has(country)) return null;
  let regions = regionsOf.get(country);
  if (regions === undefined) {
    regionsOf.set(country, regions = new Set(Object.keys(new Holidays().getStates(country) ?? {})));
  }
  return regions.has(wanted) ? wanted : usualRegions[country] ?? null;
}

function computeYear(country: string, region: string | null, year: number): ReadonlySet<string> {
  const dates = new Set<string>();
  for (const { date, start, end, type } of calendarOf(country, region).getHolidays(year)) {
    // A time of day other than midnight marks a half holiday. Hijri days begin the evening before ("-0600"), and
    // `date` is already the day that follows.
    if (type !== "public" || date.slice(11, 19) !== "00:00:00") continue;
    const first = Date.parse(date.slice(0, 10));
    const days = Math.round((end.getTime() - start.getTime()) / dayMs);
    for (let day = 0; day < days; day++) dates.add(new Date(first + day * dayMs).toISOString().slice(0, 10));
  }
  return dates;
}

function calendarOf(country: string, region: string | null): Holidays {
  const own = Object.hasOwn(ownRules, country) ? ownRules[country] : undefined;
  if (own === undefined) return region === null ? new Holidays(country) : new Holidays(country, region);
  const calendar = new Holidays();
  for (const rule of own) calendar.setHoliday(rule, { name: rule, type: "public" });
  return calendar;
}
