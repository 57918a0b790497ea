/**
 * The first instant of a day in a time zone, in milliseconds since the epoch: the boundary that a promotion or a
 * price "from Sunday on" means. Days are 23 to 25 hours long, and where clocks leap at midnight a day does not
 * begin at 00:00.
 *
 * @param isoDate e.g. `2026-03-29`
 * @param timeZone IANA name, e.g. `Europe/Paris`
 * @throws {RangeError} when there is no such date or zone.
 */
export function startOfDay(isoDate: string, timeZone: string): number {
  return Temporal.PlainDate.from(isoDate).toZonedDateTime(timeZone).epochMilliseconds;
}
