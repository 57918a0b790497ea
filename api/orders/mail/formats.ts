/** Money and dates in mails, as people of the market write them. */
import { decimalAmount } from "../../../commerce/currency.ts";
import { formatTag } from "../../../commerce/locale.ts";
import type { MailOrder } from "./mail_order.ts";

export interface MailFormats {
  money(amountMinor: number): string;
  /** The day of an instant. */
  day(epochMs: number): string;
  /** A day without a time, in ISO 8601. */
  date(isoDate: string): string;
  dates(earliest: string, latest: string): string;
  percent(fraction: number): string;
  country(code: string): string;
  list(words: readonly string[]): string;
}

/** @param country Decides, with the language, how numbers are written; null: the language alone does. */
export function mailFormats(
  { language, currency, timeZone }: Pick<MailOrder, "language" | "currency" | "timeZone">,
  country: string | null,
): MailFormats {
  const tag = formatTag(language, country ?? undefined);
  const amounts = new Intl.NumberFormat(tag, { style: "currency", currency });
  const percents = new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 4 });
  const instants = new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone });
  const days = new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone: "UTC" });
  const countries = new Intl.DisplayNames(tag, { type: "region" });
  const lists = new Intl.ListFormat(tag);
  return {
    money: (amountMinor) => amounts.format(decimalAmount(amountMinor, currency) as Intl.StringNumericLiteral),
    day: (epochMs) => instants.format(epochMs),
    date: (isoDate) => days.format(Date.parse(isoDate)),
    dates: (earliest, latest) => days.formatRange(Date.parse(earliest), Date.parse(latest)),
    percent: (fraction) => percents.format(fraction),
    list: (words) => lists.format(words),
    country: (code) => countries.of(code) ?? code,
  };
}
