/** Instants as people of a market read them. */
import { formatTag } from "../commerce/locale.ts";
import type { PageContext } from "../edge/page.ts";

/** Formats an instant (RFC 3339) with its time of day, in the market's time zone. */
export function instantFormat(
  { locale, market }: Pick<PageContext, "locale" | "market">,
): (instant: string) => string {
  const format = new Intl.DateTimeFormat(formatTag(locale.language, market.countries[0]), {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: market.timeZone,
  });
  return (instant) => format.format(new Date(instant));
}
