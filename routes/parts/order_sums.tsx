import type { ComponentChildren } from "preact";
import { wholePpm } from "../../commerce/money.ts";
import type { PublicOrder } from "../../commerce/wire/order.ts";
import type { PageContext } from "../../edge/page.ts";

/** What a quote and an order have in common. */
type Sums =
  & Pick<PublicOrder, "subtotal" | "discounts" | "taxes" | "taxTreatment" | "total">
  & { readonly [Key in "rounding" | "note"]?: PublicOrder[Key] }
  & { readonly shipping: Pick<NonNullable<PublicOrder["shipping"]>, "name" | "amount"> | null };

/** What an order comes to: every amount that the total is made of, and the taxes in it. */
export function OrderSums({ sums, pieces, totalLabel, context, children }: {
  sums: Sums;
  pieces: number;
  totalLabel: string;
  context: PageContext;
  /** Rows after the total. */
  children?: ComponentChildren;
}) {
  const { t, format, market } = context;
  const money = ({ amountMinor }: { amountMinor: number }) => format.money(amountMinor);
  const percent = ({ rate, statedRate = rate }: Sums["taxes"][number]) =>
    format.percent(Math.round(statedRate * wholePpm));
  const { shipping, rounding } = sums;
  return (
    <>
      <dl class="totals">
        <SumRow
          label={t("basket.subtotal")}
          note={t("basket.pieces", { count: pieces, shown: format.number(pieces) })}
        >
          {money(sums.subtotal)}
        </SumRow>
        {sums.discounts.map(({ name, code, amount }) => (
          <SumRow label={<bdi>{name}</bdi>} note={code && <bdi>{code}</bdi>}>
            {format.money(-amount.amountMinor)}
          </SumRow>
        ))}
        {shipping && (
          <SumRow label={t("quote.delivery")} note={<bdi>{shipping.name}</bdi>}>
            {shipping.amount.amountMinor === 0 ? t("quote.free") : money(shipping.amount)}
          </SumRow>
        )}
        {!market.pricesIncludeTax &&
          sums.taxes.map((tax) => (
            <SumRow label={<bdi>{tax.name}</bdi>} note={percent(tax)}>{money(tax.amount)}</SumRow>
          ))}
        {rounding && <SumRow label={t("quote.rounding")}>{money(rounding)}</SumRow>}
        <SumRow label={totalLabel} kind="totals__total">
          <strong class="summary__amount">{money(sums.total)}</strong>
        </SumRow>
        {market.pricesIncludeTax &&
          sums.taxes.map((tax) => (
            <SumRow
              label={t("quote.tax_contained", { name: tax.name, rate: percent(tax) })}
              kind="summary__note"
            >
              {money(tax.amount)}
            </SumRow>
          ))}
        {children}
      </dl>
      {sums.note && <p class="notice">{t(`quote.note.${sums.note}`)}</p>}
      {sums.taxTreatment === "export" && <p class="notice">{t("quote.export")}</p>}
    </>
  );
}

/** Says that the total will be another, as long as nobody said where to. */
export function AmountsToCome({ sums, context: { t, market } }: {
  sums: Pick<Sums, "taxTreatment">;
  context: PageContext;
}) {
  if (sums.taxTreatment !== "unknown") return null;
  return (
    <p class="summary__note">
      {t(market.pricesIncludeTax ? "quote.delivery_to_come" : "quote.delivery_and_tax_to_come")}
    </p>
  );
}

/** A name and an amount. */
export function SumRow({ label, note, kind, children }: {
  label: ComponentChildren;
  note?: ComponentChildren;
  kind?: string;
  children: ComponentChildren;
}) {
  return (
    <div class={kind}>
      <dt>{label} {note && <span class="summary__note">{note}</span>}</dt>
      <dd>{children}</dd>
    </div>
  );
}
