/** Money, numbers and dates as people of a market write them in a language (Unicode CLDR through `Intl`). */
import type { Market } from "../commerce/catalog_view.ts";
import { decimalAmount } from "../commerce/currency.ts";
import { formatTag } from "../commerce/locale.ts";
import { wholePpm } from "../commerce/money.ts";
import type { Formats } from "./page.ts";

/**
 * Formatters of one locale. `Intl` constructors take tens of microseconds, so they are made once.
 *
 * @param language BCP 47 tag.
 * @param market Its reference country decides how numbers are written: `fr` in Switzerland is `fr-CH`.
 */
export function localeFormats(
  language: string,
  market: Pick<Market, "countries" | "currency" | "timeZone">,
): Formats {
  const tag = formatTag(language, market.countries[0]);
  const currency = new Intl.NumberFormat(tag, { style: "currency", currency: market.currency });
  const number = new Intl.NumberFormat(tag);
  const date = new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone: market.timeZone });
  // Days without a time: the same day in any zone.
  const days = new Intl.DateTimeFormat(tag, {
    weekday: "short",
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  });
  const percent = new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 4 });
  return {
    // A decimal string is formatted exactly; a float would not be (ECMA-402, Intl mathematical values).
    money: remember((amountMinor) =>
      currency.format(decimalAmount(amountMinor, market.currency) as Intl.StringNumericLiteral)
    ),
    number: remember((value) => number.format(value)),
    date: (at) => date.format(at),
    days: (earliest, latest) => days.formatRange(Date.parse(earliest), Date.parse(latest)),
    percent: (ppm) => percent.format(ppm / wholePpm),
  };
}

/** Numbers kept in words: a page shows dozens, formatting one takes a microsecond, and shops repeat their prices. */
const maxRemembered = 10_000;

function remember(write: (value: number) => string): (value: number) => string {
  const written = new Map<number, string>();
  return (value) => {
    let text = written.get(value);
    if (text !== undefined) return text;
    if (written.size >= maxRemembered) written.clear();
    written.set(value, text = write(value));
    return text;
  };
}
