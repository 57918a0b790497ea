/** The pages of one order: shown to whoever has its token, live by server-sent events, and the form that cancels it. */
import { formatBasket, parseBasket } from "../commerce/basket_cookie.ts";
import { isOver, orderId, type PublicOrder } from "../commerce/wire/order.ts";
import { orderUnavailableView, orderUnknownView, orderView } from "../routes/order.tsx";
import type { OrderNotice } from "../routes/order_data.ts";
import { checkoutPaths, localesOf } from "./checkout_handler.ts";
import { forgetKeptForm } from "./kept_form.ts";
import type { KnownCatalog, ServedLocale } from "./known_catalog.ts";
import { isToken, type OrderAccess, orderCookies, readOrderAccess } from "./order_cookie.ts";
import type { OrdersClient, ShopperAddress } from "./orders_client.ts";
import type { PageContext } from "./page.ts";
import type { PageServer } from "./page_server.ts";
import { isOwnForm, readCookie, readForm } from "./request_facts.ts";
import { basketCookie } from "./shopper_cookies.ts";
import { readWaitingOrder, waitingOrderCookie } from "./waiting_order.ts";

export interface OrderHandlerOptions {
  readonly catalog: KnownCatalog;
  readonly pages: PageServer;
  readonly orders: OrdersClient;
  readonly publicUrl: string;
  readonly https: boolean;
  /** Mints an idempotency key that nobody can guess. */
  readonly newKey: () => string;
}

/** Streams that this edge keeps open at once; whoever comes then looks at the page again. */
const maxStreams = 1_000;

export class OrderHandler {
  readonly #options: OrderHandlerOptions;
  #streams = 0;

  constructor(options: OrderHandlerOptions) {
    this.#options = options;
  }

  /** `GET /{locale}/orders/{id}`. With `?token=`, as mails link to it: 303 to the clean address, with a cookie. */
  async show(
    request: Request,
    locale: ServedLocale,
    id: string,
    from: ShopperAddress,
  ): Promise<Response> {
    if (!orderId.safeParse(id).success) return await this.#unknown(request, locale);
    const { searchParams } = new URL(request.url);
    const token = searchParams.get("token");
    if (token !== null) return await this.#withToken(request, token, locale, id, from);
    const access = readOrderAccess(request);
    if (access === null) return await this.#unknown(request, locale);
    const found = await this.#options.orders.read(id, access.token, from);
    if (found.kind === "not-found") return await this.#unknown(request, locale);
    if (found.kind === "unavailable") return await this.#unavailable(request, locale, id);
    const elsewhere = this.#elsewhere(found.order, locale);
    if (elsewhere !== null) return this.#moved(id, access, elsewhere);
    return await this.#order(request, locale, found.order, access, null);
  }

  /** `GET /{locale}/orders/{id}/events`: the centre's stream, passed on for as long as the shopper listens. */
  async events(request: Request, id: string, from: ShopperAddress): Promise<Response> {
    const access = orderId.safeParse(id).success ? readOrderAccess(request) : null;
    // 204 tells a browser not to come back (HTML, section 9.2.3).
    if (access === null) return new Response(null, { status: 204 });
    if (this.#streams >= maxStreams) return later();
    this.#streams++;
    const ended = () => void this.#streams--;
    const stream = await this.#options.orders.events(id, access.token, from);
    if (stream === null) {
      ended();
      return later();
    }
    return new Response(passedOn(stream, ended), {
      headers: {
        "content-type": "text/event-stream",
        "cache-control": "no-store",
        "x-accel-buffering": "no",
      },
    });
  }

  /** `POST /{locale}/orders/{id}`: cancels it, and answers 303 to its page, or the page with why not. */
  async cancel(
    request: Request,
    locale: ServedLocale,
    id: string,
    from: ShopperAddress,
  ): Promise<Response> {
    if (!isOwnForm(request, this.#options.publicUrl)) return new Response("Forbidden", { status: 403 });
    const sent = await readForm(request);
    if (!(sent instanceof URLSearchParams)) return sent ?? new Response("Bad request", { status: 400 });
    const access = orderId.safeParse(id).success ? readOrderAccess(request) : null;
    if (access === null || sent.get("action") !== "cancel") return await this.#unknown(request, locale);
    const { orders } = this.#options;
    // Of one form's own tries: canceling twice is canceling once.
    const outcome = await orders.cancel(id, access.token, this.#options.newKey(), from);
    if (outcome === "canceled") return seeOther(`/${locale.name}/orders/${id}`);
    const found = await orders.read(id, access.token, from);
    if (found.kind !== "order") {
      return found.kind === "not-found"
        ? await this.#unknown(request, locale)
        : await this.#unavailable(request, locale, id);
    }
    const notice = outcome === "refused" ? "cancel-refused" : "cancel-failed";
    return await this.#order(request, locale, found.order, access, notice);
  }

  async #order(
    request: Request,
    locale: ServedLocale,
    order: PublicOrder,
    access: OrderAccess,
    notice: OrderNotice | null,
  ): Promise<Response> {
    const context = this.#options.pages.context(locale, request, {});
    const returns = await context.reader.information(context.scope, "returns");
    const frame = returns?.value.frame ?? await frameOf(context);
    const view = orderView({ frame, order, notice, returns: returns?.value.slug ?? null }, context);
    const status = notice === null ? 200 : notice === "cancel-refused" ? 409 : 503;
    return await this.#options.pages.made(
      view,
      status,
      request,
      locale,
      this.#settled(request, locale, order, access),
    );
  }

  /**
   * The basket that the order was made of has been paid for, and the order stands: it goes. Any later one stays. And an order that waits for
   * no payment is not told of any more.
   */
  #settled(request: Request, locale: ServedLocale, order: PublicOrder, access: OrderAccess) {
    const { catalog, https } = this.#options;
    const waits = order.status === "pending_payment" && order.paymentStatus === "unpaid";
    const isTold = readWaitingOrder(request, locale.market.code) === order.id;
    const cookies = isTold && !waits
      ? [
        waitingOrderCookie(null, locale.market.code, https),
        ...forgetKeptForm(checkoutPaths(catalog, locale), https),
      ]
      : [];
    const isBought = order.paymentStatus !== "unpaid" && !isOver(order.status);
    if (access.basket === null || !isBought) return { cookies };
    cookies.push(...orderCookies(order.id, { ...access, basket: null }, localesOf(catalog, locale), https));
    const now = formatBasket(parseBasket(readCookie(request, "basket") ?? "").lines);
    return now === access.basket ? { count: 0, cookies: [...cookies, basketCookie([], https)] } : { cookies };
  }

  /** A token that the centre does not know must not take the place of one that it does. */
  async #withToken(
    request: Request,
    token: string,
    locale: ServedLocale,
    id: string,
    from: ShopperAddress,
  ): Promise<Response> {
    const { catalog, orders, https } = this.#options;
    const path = `/${locale.name}/orders/${id}`;
    const had = readOrderAccess(request);
    if (!isToken(token) || token === had?.token) return seeOther(path);
    const { kind } = await orders.read(id, token, from);
    if (kind === "not-found" || (kind === "unavailable" && had !== null)) return seeOther(path);
    // The basket is still to be emptied when the order is paid.
    const access = { token, basket: had?.basket ?? null };
    return seeOther(path, orderCookies(id, access, localesOf(catalog, locale), https));
  }

  /** The locale of the order's market, where the address names another one. */
  #elsewhere(order: PublicOrder, { market }: ServedLocale): ServedLocale | null {
    if (order.market === market.code) return null;
    const { locales } = this.#options.catalog;
    return locales.get(`${order.language}-${order.market}`) ??
      [...locales.values()].find((each) => each.market.code === order.market) ?? null;
  }

  #moved(id: string, access: OrderAccess, to: ServedLocale): Response {
    const { catalog, https } = this.#options;
    return seeOther(`/${to.name}/orders/${id}`, orderCookies(id, access, localesOf(catalog, to), https));
  }

  async #unknown(request: Request, locale: ServedLocale): Promise<Response> {
    const context = this.#options.pages.context(locale, request, {});
    return await this.#options.pages.made(
      orderUnknownView(await frameOf(context), context),
      404,
      request,
      locale,
    );
  }

  async #unavailable(request: Request, locale: ServedLocale, id: string): Promise<Response> {
    const context = this.#options.pages.context(locale, request, {});
    const view = orderUnavailableView(await frameOf(context), id, context);
    const answer = await this.#options.pages.made(view, 503, request, locale);
    answer.headers.set("retry-after", "30");
    return answer;
  }
}

async function frameOf({ reader, scope }: PageContext) {
  return (await reader.frame(scope)).value;
}

function seeOther(location: string, cookies: readonly string[] = []): Response {
  // The address that led here may hold a token.
  const headers = new Headers({ location, "cache-control": "no-store", "referrer-policy": "no-referrer" });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}

function later(): Response {
  return new Response(null, { status: 503, headers: { "retry-after": "30", "cache-control": "no-store" } });
}

/** A stream as it comes; `ended` is called once, however it ends. */
function passedOn(body: ReadableStream<Uint8Array>, ended: () => void): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { value, done } = await reader.read();
        if (!done) return controller.enqueue(value);
      } catch {
        // The centre hung up: the browser comes again.
      }
      ended();
      controller.close();
    },
    async cancel(reason) {
      ended();
      await reader.cancel(reason).catch(() => {});
    },
  });
}
