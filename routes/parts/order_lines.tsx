import type { PublicOrder } from "../../commerce/wire/order.ts";
import type { PageContext } from "../../edge/page.ts";
import type { OrderPageData } from "../order_data.ts";
import { OrderSums, SumRow } from "./order_sums.tsx";
import { OrderedLine } from "./ordered_line.tsx";

/** What was bought, what it cost, and what of it was paid and given back. */
export function OrderLines({ data: { order }, context }: { data: OrderPageData; context: PageContext }) {
  const { t, format } = context;
  return (
    <section class="summary checkout__review" aria-labelledby="summary">
      <h2 class="summary__label" id="summary">{t("order.items")}</h2>
      <ul class="order-lines">
        {order.lines.map((line) => <Line key={line.sku} line={line} context={context} />)}
      </ul>
      <OrderSums
        sums={order}
        pieces={order.lines.reduce((sum, { quantity }) => sum + quantity, 0)}
        totalLabel={t("quote.total")}
        context={context}
      >
        <SumRow label={t("checkout.payment")}>{t(`order.payment.${order.paymentStatus}`)}</SumRow>
        {order.refunded.amountMinor > 0 && (
          <SumRow label={t("order.refunded")}>{format.money(order.refunded.amountMinor)}</SumRow>
        )}
        {order.refunds.filter(({ status }) => status === "pending").map(({ amount }) => (
          <SumRow label={t("order.refund_pending")}>{format.money(amount.amountMinor)}</SumRow>
        ))}
      </OrderSums>
    </section>
  );
}

function Line({ line, context }: { line: PublicOrder["lines"][number]; context: PageContext }) {
  const { image } = line;
  return (
    <OrderedLine
      picture={image && (
        <img
          src={new URL(image.url, context.publicUrl).pathname}
          width={image.width}
          height={image.height}
          alt=""
          loading="lazy"
        />
      )}
      line={line}
      unitMinor={line.unitPrice.amountMinor}
      totalMinor={line.total.amountMinor}
      context={context}
    />
  );
}
