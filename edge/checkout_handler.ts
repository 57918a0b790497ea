/**
 * The checkout: one form, which is shown again with what was typed into it until an order comes of it. Private values
 * travel in the bodies of requests and answers, and sealed in a cookie (kept_form.ts).
 */
import { countPieces, formatBasket, parseBasket, setQuantity } from "../commerce/basket_cookie.ts";
import type { BasketRef } from "../commerce/catalog_view.ts";
import type { CouponGuesses } from "../commerce/coupon_guesses.ts";
import type { HashCoupons } from "../commerce/quote/coupon_hash.ts";
import { checkoutView } from "../routes/checkout.tsx";
import { type CheckoutPageData, firstForm, orderParts, readCheckout } from "../routes/checkout_data.ts";
import { type CheckoutForm, inFormOrder, orderOf, readCheckoutForm } from "../routes/checkout_form.ts";
import { afterRefusal, doubtOf, statuses } from "./checkout_outcomes.ts";
import type { KeptForm } from "./kept_form.ts";
import type { KnownCatalog, ServedLocale } from "./known_catalog.ts";
import { orderCookies } from "./order_cookie.ts";
import type { OrdersClient, Placed, ShopperAddress } from "./orders_client.ts";
import type { PersonalContext } from "./page.ts";
import type { PageServer } from "./page_server.ts";
import { formatCookie, isOwnForm, readCookie, readForm } from "./request_facts.ts";
import { allowedWishes, basketCookie, hashWishes, madeAhead, readWishes } from "./shopper_cookies.ts";
import { readWaitingOrder, waitingOrderCookie } from "./waiting_order.ts";

export interface CheckoutHandlerOptions {
  readonly catalog: KnownCatalog;
  readonly pages: PageServer;
  readonly orders: OrdersClient;
  readonly publicUrl: string;
  readonly https: boolean;
  readonly hashCoupons: HashCoupons;
  readonly guesses: CouponGuesses;
  readonly kept: KeptForm;
  /** Mints an idempotency key: 8 to 128 letters, digits, hyphens. */
  readonly newKey: () => string;
}

/** Two tabs of one shopper share the key of the order to come, so that they cannot place it twice. */
const keyCookie = "checkout";
/** Idempotency keys are kept at least as long. */
const keyMaxAgeSeconds = 24 * 3600;
/** After which trying again makes sense; a person is told in words. */
const retryAfterSeconds = "30";

export class CheckoutHandler {
  readonly #options: CheckoutHandlerOptions;

  constructor(options: CheckoutHandlerOptions) {
    this.#options = options;
  }

  /** `GET /{locale}/checkout`. Without a basket there is nothing to check out: 303 to its page. */
  async show(request: Request, locale: ServedLocale, from: ShopperAddress): Promise<Response> {
    const context = this.#context(request, locale, readBasket(request), from);
    const key = readKey(readCookie(request, keyCookie)) ?? this.#options.newKey();
    const form = await this.#options.kept.restore(request, firstForm(context, key));
    const data = await this.#read(context, form, from);
    return data.lines.length === 0 ? toBasket(locale) : this.#answer(request, locale, context, data);
  }

  /** `POST /{locale}/checkout`: 303 to the payment, or the form again. */
  async submit(request: Request, locale: ServedLocale, from: ShopperAddress): Promise<Response> {
    if (!isOwnForm(request, this.#options.publicUrl)) return new Response("Forbidden", { status: 403 });
    const sent = await readForm(request);
    if (!(sent instanceof URLSearchParams)) return sent ?? new Response("Bad request", { status: 400 });
    const read = readCheckoutForm(sent);
    const form = { ...read, key: readKey(read.key) ?? this.#options.newKey() };
    const { kept, catalog, https } = this.#options;
    const cookies = await kept.cookies(request, form, checkoutPaths(catalog, locale), https);
    // A page that a form has made cannot be come back to: what need not be one is got by its address.
    const isGot = cookies.length > 0 && request.headers.get("sec-fetch-mode") === "navigate";
    const answer = await this.#carriedOut(request, locale, form, sent, isGot, from);
    for (const cookie of cookies) answer.headers.append("set-cookie", cookie);
    return answer;
  }

  async #carriedOut(
    request: Request,
    locale: ServedLocale,
    form: CheckoutForm,
    sent: URLSearchParams,
    isGot: boolean,
    from: ShopperAddress,
  ): Promise<Response> {
    const action = sent.get("action");
    const basket = readBasket(request);
    if (action === "fix") {
      return this.#fix(request, locale, form, basket, sent.get("fix")?.split(" ") ?? [], from);
    }
    if (action !== "place" && isGot) return seeOther(locale, "checkout", this.#keyCookies(form.key, locale));
    const context = this.#context(request, locale, basket, from);
    const data = await this.#read(context, action === "place" ? form : { ...form, basket: "" }, from);
    if (data.lines.length === 0) return toBasket(locale);
    if (action !== "place") return this.#answer(request, locale, context, data);

    const wanted = orderOf(form, orderParts(data, context));
    const faults = inFormOrder(new Map([...data.faults, ..."faults" in wanted ? wanted.faults : []]));
    const doubt = doubtOf(data, faults, context);
    if (doubt !== null || "faults" in wanted) {
      return this.#answer(request, locale, context, {
        ...data,
        faults,
        problem: doubt ?? { kind: "refused" },
      });
    }
    const placement = await this.#options.orders.place(wanted.order, form.key, from);
    if (placement.kind === "placed") return this.#placed(placement.order, locale, basket);
    // A key that the centre has answered for is used up; until then it keeps an order from being placed twice.
    const isOpen = placement.kind === "unavailable" || placement.kind === "rate-limited";
    const key = isOpen ? form.key : this.#options.newKey();
    return this.#answer(
      request,
      locale,
      context,
      afterRefusal({ ...data, form: { ...form, key } }, placement),
    );
  }

  /** Takes as many of what there is not enough of as there are. */
  async #fix(
    request: Request,
    locale: ServedLocale,
    form: CheckoutForm,
    basket: readonly BasketRef[],
    wishes: readonly string[],
    from: ShopperAddress,
  ): Promise<Response> {
    const before = await this.#read(this.#context(request, locale, basket, from), form, from);
    let lines = [...basket];
    for (const wish of wishes.slice(0, 100)) {
      const [, sku, pieces] = /^(.{1,64}):(\d{1,3})$/.exec(wish) ?? [];
      const line = before.lines.find((each) => each.sku === sku);
      if (line === undefined || line.quantity <= Number(pieces)) continue;
      const change = setQuantity(lines, line.ref, Number(pieces));
      if (change.kind !== "full") lines = change.lines;
    }
    const cookies = [basketCookie(lines, this.#options.https)];
    if (lines.length === 0) return toBasket(locale, cookies);
    const context = this.#context(request, locale, lines, from);
    const data = await this.#read(context, { ...form, basket: "", shownBy: "edge" }, from);
    return this.#answer(request, locale, context, data, { count: countPieces(lines), cookies });
  }

  /** To the payment; the basket stays until that has succeeded. Where nothing is due, to the order, with no basket. */
  #placed({ id, token, payment }: Placed, locale: ServedLocale, basket: readonly BasketRef[]): Response {
    const { https } = this.#options;
    const access = { token, basket: payment && formatBasket(basket) };
    const locales = localesOf(this.#options.catalog, locale);
    const headers = new Headers({
      "location": payment?.url ?? `/${locale.name}/orders/${id}`,
      "cache-control": "no-store",
      "clear-site-data": madeAhead,
      "referrer-policy": "no-referrer",
    });
    for (const cookie of orderCookies(id, access, locales, https)) headers.append("set-cookie", cookie);
    for (const cookie of this.#keyCookies("", locale)) headers.append("set-cookie", cookie);
    headers.append("set-cookie", waitingOrderCookie(payment && id, locale.market.code, https));
    if (payment === null) headers.append("set-cookie", basketCookie([], https));
    return new Response(null, { status: 303, headers });
  }

  async #answer(
    request: Request,
    locale: ServedLocale,
    context: PersonalContext,
    data: CheckoutPageData,
    more: { readonly count?: number; readonly cookies?: readonly string[] } = {},
  ): Promise<Response> {
    const status = data.problem ? statuses[data.problem.kind] : 200;
    const cookies = [...more.cookies ?? [], ...this.#keyCookies(data.form.key, locale)];
    const view = checkoutView(data, context);
    const answer = await this.#options.pages.made(view, status, request, locale, { ...more, cookies });
    if (status === 429 || status === 503) answer.headers.set("retry-after", retryAfterSeconds);
    return answer;
  }

  async #read(context: PersonalContext, form: CheckoutForm, from: ShopperAddress): Promise<CheckoutPageData> {
    const data = await readCheckout(context, form);
    this.#options.guesses.count(from, data.quote?.coupons ?? []);
    return data;
  }

  #context(
    request: Request,
    locale: ServedLocale,
    basket: readonly BasketRef[],
    from: ShopperAddress,
  ): PersonalContext {
    const { pages, hashCoupons, guesses } = this.#options;
    return {
      ...pages.context(locale, request, {}),
      basket,
      wishes: hashWishes(allowedWishes(readWishes(request), guesses, from).wishes, hashCoupons),
      cameFrom: null,
      waiting: readWaitingOrder(request, locale.market.code),
      notices: [],
    };
  }

  /** One key in all languages of the market. */
  #keyCookies(key: string, locale: ServedLocale): string[] {
    const { catalog, https } = this.#options;
    const maxAgeSeconds = key === "" ? 0 : keyMaxAgeSeconds;
    return checkoutPaths(catalog, locale).map((path) =>
      formatCookie(keyCookie, key, { maxAgeSeconds, https, path })
    );
  }
}

/** Every locale of a locale's market: the language may be changed, the market of an order not. */
export function localesOf(catalog: KnownCatalog, { market }: ServedLocale): string[] {
  return [...catalog.locales.values()].filter((each) => each.market.code === market.code).map(({ name }) =>
    name
  );
}

/** The checkout in each language of a market. */
export function checkoutPaths(catalog: KnownCatalog, locale: ServedLocale): string[] {
  return localesOf(catalog, locale).map((name) => `/${name}/checkout`);
}

function readBasket(request: Request): BasketRef[] {
  return parseBasket(readCookie(request, "basket") ?? "").lines;
}

function readKey(key: string | null): string | null {
  return key !== null && /^[\w-]{8,128}$/.test(key) ? key : null;
}

function toBasket(locale: ServedLocale, cookies: readonly string[] = []): Response {
  return seeOther(locale, "basket", cookies);
}

function seeOther(locale: ServedLocale, page: string, cookies: readonly string[]): Response {
  const headers = new Headers({ "location": `/${locale.name}/${page}`, "cache-control": "no-store" });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}
