/** Until when an order can be withdrawn from: 14 days from its delivery (Directive 2011/83/EU, article 9). */

const days = 14;

/** The last day to withdraw for what arrives at an instant, as an ISO 8601 date of the zone. */
export function withdrawalDate(deliveredAt: number, timeZone: string): string {
  return withdrawalDateAfter(isoDate(deliveredAt, timeZone));
}

/** The last day to withdraw for what arrives on a date: the day of arrival does not count (article 9(2)). */
export function withdrawalDateAfter(deliveryDate: string): string {
  return Temporal.PlainDate.from(deliveryDate).add({ days }).toString();
}

/** The later of two dates. */
export function later(one: string, other: string): string {
  return one > other ? one : other;
}

/** The date that it is in a time zone (IANA), in ISO 8601. */
export function isoDate(at: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}
