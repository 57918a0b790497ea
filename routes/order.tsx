/** `orders/{id}`: what was ordered, how it stands, and what can be done about it. */
import type { VNode } from "preact";
import type { Frame } from "../commerce/catalog_view.ts";
import type { PageContext } from "../edge/page.ts";
import type { OrderPageData } from "./order_data.ts";
import { Island } from "./parts/island.tsx";
import { Layout } from "./parts/layout.tsx";
import { pagePath } from "./parts/links.ts";
import { OrderDetails } from "./parts/order_details.tsx";
import { OrderLines } from "./parts/order_lines.tsx";
import { OrderProgress } from "./parts/order_progress.tsx";

/** Seconds after which a page without JavaScript asks again, and for how long it does. */
const askAgainSeconds = 15;
const askAgainMs = 15 * 60 * 1000;

export function orderView(data: OrderPageData, context: PageContext): VNode {
  const { t, locale } = context;
  const { order } = data;
  const title = t("order.title", { number: order.number });
  const isAwaited = order.status === "pending_payment" || order.status === "payment_processing";
  const isFresh = context.scope.now - Date.parse(order.placedAt) < askAgainMs;
  return (
    <Layout
      context={context}
      frame={data.frame}
      head={{ title: data.notice ? t("basket.title_error", { title }) : title, robots: "noindex" }}
      {...(isAwaited && isFresh && { refreshSeconds: askAgainSeconds })}
    >
      <div class="intro">
        <div class="intro__text">
          <h1>{title}</h1>
        </div>
      </div>
      {data.notice && (
        <div class="notices">
          <p class="notice" role="alert" tabIndex={-1} autofocus>
            {t(data.notice === "cancel-refused" ? "order.cancel_refused" : "order.unavailable")}
          </p>
        </div>
      )}
      <Island
        name="order_status"
        props={{
          events: pagePath(locale, `orders/${order.id}/events`),
          shown: `${order.status} ${order.paymentStatus}`,
        }}
        assets={context.assets}
      />
      <div class="basket order">
        <div class="basket__main">
          <div id="progress" data-part="">
            <OrderProgress data={data} context={context} />
          </div>
          <OrderDetails data={data} context={context} />
        </div>
        <div id="bought" data-part="">
          <OrderLines data={data} context={context} />
        </div>
      </div>
    </Layout>
  );
}

/** 404: no such order, or not for whoever asks; which of the two is not told. */
export function orderUnknownView(frame: Frame, context: PageContext): VNode {
  const { t, locale } = context;
  return (
    <Layout context={context} frame={frame} head={{ title: t("order.unknown_title"), robots: "noindex" }}>
      <div class="message">
        <h1>{t("order.unknown_title")}</h1>
        <p class="lead">{t("order.unknown_text")}</p>
        <a class="button" href={pagePath(locale, "")}>{t("not_found.action")}</a>
      </div>
    </Layout>
  );
}

/** 503: the centre cannot be asked now. */
export function orderUnavailableView(frame: Frame, id: string, context: PageContext): VNode {
  const { t, locale } = context;
  return (
    <Layout
      context={context}
      frame={frame}
      head={{ title: t("order.unavailable_title"), robots: "noindex" }}
      refreshSeconds={2 * askAgainSeconds}
    >
      <div class="message">
        <h1>{t("order.unavailable_title")}</h1>
        <p class="lead">{t("order.unavailable")}</p>
        <a class="button button--primary" href={pagePath(locale, `orders/${id}`)}>{t("order.again")}</a>
      </div>
    </Layout>
  );
}
