/** What was bought and what it came to, line by line, as the market's law wants it shown. */
import type { MailFormats } from "./formats.ts";
import type { Row } from "./letter.ts";
import type { MailOrder } from "./mail_order.ts";
import type { Say } from "./texts.ts";

/** @param own Keeps a value's direction from its surroundings. */
export function billRows(
  order: MailOrder,
  format: MailFormats,
  say: Say,
  own: (value: string) => string,
): Row[] {
  const { shipping, taxes, taxIsAdded } = order;
  return [
    ...order.lines.map(({ quantity, title, options, totalMinor, exemption }) => ({
      label: own(`${quantity} × ${title}`),
      notes: [...options ? [options] : [], ...exemption ? [say(`exemption.${exemption}`)] : []],
      amount: format.money(totalMinor),
    })),
    row(say("label.subtotal"), order.subtotalMinor, "weak"),
    ...order.discounts.map(({ name, code, amountMinor }) => row(own(name), -amountMinor, undefined, code)),
    ...shipping
      ? [{
        label: say("label.delivery"),
        notes: [shipping.name],
        amount: shipping.amountMinor === 0 ? say("label.free") : format.money(shipping.amountMinor),
      }]
      : [],
    ...taxIsAdded
      ? taxes.map(({ name, rate, amountMinor }) => row(own(`${name} ${format.percent(rate)}`), amountMinor))
      : [],
    ...order.roundingMinor !== 0 ? [row(say("label.rounding"), order.roundingMinor)] : [],
    row(say("label.total"), order.totalMinor, "strong"),
    ...taxIsAdded ? [] : taxes.map(({ name, rate, amountMinor }) =>
      row(
        say("label.tax_contained", { name: own(name), rate: own(format.percent(rate)) }),
        amountMinor,
        "weak",
      )
    ),
  ];

  function row(label: string, amountMinor: number, weight?: Row["weight"], note: string | null = null): Row {
    return {
      label,
      notes: note === null ? [] : [note],
      amount: format.money(amountMinor),
      ...weight && { weight },
    };
  }
}
