/** Until when an order can be withdrawn from: 14 days from its delivery (Directive 2011/83/EU, article 9). */

const days = 14;
const dayMs = 24 * 3_600_000;

/** The last day to withdraw for what arrives at an instant, as an ISO 8601 date of the zone. */
export function withdrawalDate(deliveredAt: number, timeZone: string): string {
  return withdrawalDateAfter(isoDate(deliveredAt, timeZone));
}

/** The last day to withdraw for what arrives on a date: the day of arrival does not count (article 9(2)). */
export function withdrawalDateAfter(deliveryDate: string): string {
  return new Date(Date.parse(`${deliveryDate}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** The later of two dates. */
export function later(one: string, other: string): string {
  return one > other ? one : other;
}

/** The date that it is in a time zone (IANA), in ISO 8601. */
export function isoDate(at: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" })
    .formatToParts(at);
  const part = (type: string) => parts.find((each) => each.type === type)!.value;
  return `${part("year")}-${part("month")}-${part("day")}`;
}
