/** Which days of the week are not worked, by country. */

/** ISO weekdays, 1 is Monday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const saturdayAndSunday: readonly Weekday[] = [6, 7];
const fridayAndSaturday: readonly Weekday[] = [5, 6];

/** Where it is not Saturday and Sunday: CLDR 48, supplemental week data. The UAE left this list in January 2022. */
const elsewhere: Readonly<Record<string, readonly Weekday[]>> = {
  AF: [4, 5],
  BH: fridayAndSaturday,
  DZ: fridayAndSaturday,
  EG: fridayAndSaturday,
  IL: fridayAndSaturday,
  IN: [7],
  IQ: fridayAndSaturday,
  IR: [5],
  JO: fridayAndSaturday,
  KW: fridayAndSaturday,
  LY: fridayAndSaturday,
  OM: fridayAndSaturday,
  QA: fridayAndSaturday,
  SA: fridayAndSaturday,
  SD: fridayAndSaturday,
  SY: fridayAndSaturday,
  UG: [7],
  YE: fridayAndSaturday,
};

/** The weekend of a country (ISO 3166-1 alpha-2). */
export function weekendOf(country: string): readonly Weekday[] {
  return Object.hasOwn(elsewhere, country) ? elsewhere[country]! : saturdayAndSunday;
}
