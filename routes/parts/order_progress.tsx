import { type PublicOrder, toldEventKinds } from "../../commerce/wire/order.ts";
import type { PageContext } from "../../edge/page.ts";
import type { OrderPageData } from "../order_data.ts";
import { instantFormat } from "../instant_format.ts";
import { pagePath } from "./links.ts";

interface Props {
  readonly data: OrderPageData;
  readonly context: PageContext;
}

/** How the order stands, what to do next, what was sent, and what has happened so far. */
export function OrderProgress({ data, context }: Props) {
  const { t } = context;
  const { order } = data;
  const at = instantFormat(context);
  return (
    <>
      <section class="panel standing" aria-labelledby="standing">
        <h2 id="standing" data-say="">{t(`order.status.${order.status}`)}</h2>
        <p class="lead">{t(`order.means.${order.status}`)}</p>
        {order.endReason && <p>{t(`order.end.${order.endReason}`)}</p>}
        {order.payment && (
          <>
            <p>
              <a class="button button--primary" href={order.payment.url} rel="noreferrer">{t("order.pay")}</a>
            </p>
            {order.payBy && <p class="summary__note">{t("order.pay_by", { time: at(order.payBy) })}</p>}
          </>
        )}
      </section>
      <Shipments order={order} context={context} />
      <section class="panel" aria-labelledby="history">
        <h2 id="history">{t("order.history")}</h2>
        <ol class="history">
          {order.timeline.filter(({ kind }) => toldEventKinds.has(kind)).map((event) => (
            <li>
              <time dateTime={event.at}>{at(event.at)}</time> {t(`order.event.${event.kind}`)}
            </li>
          ))}
        </ol>
      </section>
      {order.cancelable && <CancelForm data={data} context={context} />}
    </>
  );
}

function Shipments({ order, context }: { order: PublicOrder; context: PageContext }) {
  const { t } = context;
  const at = instantFormat(context);
  const shipments = order.fulfilments.flatMap((fulfilment) => fulfilment.shipments);
  if (shipments.length === 0) return null;
  const pieces = (sku: string, quantity: number) => {
    const line = order.lines.find((each) => each.sku === sku);
    return `${context.format.number(quantity)} × ${line?.title ?? sku}`;
  };
  return (
    <section class="panel" aria-labelledby="shipments">
      <h2 id="shipments">{t("order.shipments")}</h2>
      <ul class="shipments">
        {shipments.map((shipment) => (
          <li>
            <p>
              {t("order.sent", { time: at(shipment.shippedAt) })}
              {shipment.carrier && (
                <>
                  {" · "}
                  <bdi>{shipment.carrier}</bdi>
                </>
              )}
            </p>
            {shipment.deliveredAt && <p>{t("order.arrived", { time: at(shipment.deliveredAt) })}</p>}
            {shipment.trackingNumber && (
              <p>
                {t("order.tracking_number")} <bdi>{shipment.trackingNumber}</bdi>
              </p>
            )}
            {shipment.trackingUrl && (
              <p>
                <a href={shipment.trackingUrl} rel="noreferrer">{t("order.track")}</a>
              </p>
            )}
            <p class="summary__note">
              {shipment.lines.map(({ sku, quantity }) => pieces(sku, quantity)).join(", ")}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function CancelForm({ data: { order }, context }: Props) {
  const { t, locale } = context;
  return (
    <details class="fold" id="cancel">
      <summary>{t("order.cancel_title")}</summary>
      <form method="post" action={pagePath(locale, `orders/${order.id}`)}>
        <input type="hidden" name="action" value="cancel" />
        <p>{t(cancelText(order))}</p>
        <button class="button" type="submit">{t("order.cancel")}</button>
      </form>
    </details>
  );
}

/** What becomes of the money. */
function cancelText({ paid, paymentStatus }: PublicOrder): string {
  if (paid.amountMinor > 0) return "order.cancel_paid";
  return paymentStatus === "processing" ? "order.cancel_processing" : "order.cancel_unpaid";
}
