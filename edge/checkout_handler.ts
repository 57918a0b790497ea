/**
 * The checkout: one form, which is shown again with what was typed into it until an order comes of it. Private values
 * travel in the bodies of requests and answers only.
 */
import { countPieces, formatBasket, parseBasket, setQuantity } from "../commerce/basket_cookie.ts";
import type { BasketRef } from "../commerce/catalog_view.ts";
import type { HashCoupons } from "../commerce/quote/coupon_hash.ts";
import { checkoutView } from "../routes/checkout.tsx";
import {
  type CheckoutPageData,
  type CheckoutProblem,
  firstForm,
  orderParts,
  readCheckout,
} from "../routes/checkout_data.ts";
import {
  type CheckoutFaults,
  type CheckoutForm,
  fieldOf,
  inFormOrder,
  orderOf,
  readCheckoutForm,
} from "../routes/checkout_form.ts";
import type { KnownCatalog, ServedLocale } from "./known_catalog.ts";
import { orderCookies } from "./order_cookie.ts";
import type { OrdersClient, Placed, Placement, ShopperAddress } from "./orders_client.ts";
import type { PersonalContext } from "./page.ts";
import type { PageServer } from "./page_server.ts";
import { formatCookie, isOwnForm, readCookie, readForm } from "./request_facts.ts";
import { basketCookie, hashWishes, madeAhead, readWishes } from "./shopper_cookies.ts";

export interface CheckoutHandlerOptions {
  readonly catalog: KnownCatalog;
  readonly pages: PageServer;
  readonly orders: OrdersClient;
  readonly publicUrl: string;
  readonly https: boolean;
  readonly hashCoupons: HashCoupons;
  /** Mints an idempotency key: 8 to 128 letters, digits, hyphens. */
  readonly newKey: () => string;
}

/** Two tabs of one shopper share the key of the order to come, so that they cannot place it twice. */
const keyCookie = "checkout";
/** Idempotency keys are kept at least as long. */
const keyMaxAgeSeconds = 24 * 3600;
/** After which trying again makes sense; a person is told in words. */
const retryAfterSeconds = "30";

const statuses: Readonly<Record<CheckoutProblem["kind"], number>> = {
  "faults": 422,
  "total-known": 409,
  "total-changed": 409,
  "basket-changed": 409,
  "out-of-stock": 409,
  "unshippable": 409,
  "key-reused": 409,
  "refused": 422,
  "rate-limited": 429,
  "unavailable": 503,
};

export class CheckoutHandler {
  readonly #options: CheckoutHandlerOptions;

  constructor(options: CheckoutHandlerOptions) {
    this.#options = options;
  }

  /** `GET /{locale}/checkout`. Without a basket there is nothing to check out: 303 to its page. */
  async show(request: Request, locale: ServedLocale): Promise<Response> {
    const context = this.#context(request, locale, readBasket(request));
    const key = readKey(readCookie(request, keyCookie)) ?? this.#options.newKey();
    const data = await readCheckout(context, firstForm(context, key));
    return data.lines.length === 0 ? toBasket(locale) : this.#answer(request, locale, context, data);
  }

  /** `POST /{locale}/checkout`: 303 to the payment, or the form again. */
  async submit(request: Request, locale: ServedLocale, from: ShopperAddress): Promise<Response> {
    if (!isOwnForm(request, this.#options.publicUrl)) return new Response("Forbidden", { status: 403 });
    const sent = await readForm(request);
    if (!(sent instanceof URLSearchParams)) return sent ?? new Response("Bad request", { status: 400 });
    const read = readCheckoutForm(sent);
    const form = { ...read, key: readKey(read.key) ?? this.#options.newKey() };
    const action = sent.get("action");
    const basket = readBasket(request);
    if (action === "fix") return this.#fix(request, locale, form, basket, sent.get("fix")?.split(" ") ?? []);
    const context = this.#context(request, locale, basket);
    const data = await readCheckout(context, action === "place" ? form : { ...form, basket: "" });
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
  ): Promise<Response> {
    const before = await readCheckout(this.#context(request, locale, basket), form);
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
    const context = this.#context(request, locale, lines);
    const data = await readCheckout(context, { ...form, basket: "", shownBy: "edge" });
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
    headers.append("set-cookie", this.#keyCookie("", locale));
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
    const cookies = [...more.cookies ?? [], this.#keyCookie(data.form.key, locale)];
    const view = checkoutView(data, context);
    const answer = await this.#options.pages.made(view, status, request, locale, { ...more, cookies });
    if (status === 429 || status === 503) answer.headers.set("retry-after", retryAfterSeconds);
    return answer;
  }

  #context(request: Request, locale: ServedLocale, basket: readonly BasketRef[]): PersonalContext {
    const { pages, hashCoupons } = this.#options;
    return {
      ...pages.context(locale, request, {}),
      basket,
      wishes: hashWishes(readWishes(request), hashCoupons),
      cameFrom: null,
      notices: [],
    };
  }

  #keyCookie(key: string, locale: ServedLocale): string {
    return formatCookie(keyCookie, key, {
      maxAgeSeconds: key === "" ? 0 : keyMaxAgeSeconds,
      https: this.#options.https,
      path: `/${locale.name}/checkout`,
    });
  }
}

/** Every locale of a locale's market: the language may be changed, the market of an order not. */
export function localesOf(catalog: KnownCatalog, { market }: ServedLocale): string[] {
  return [...catalog.locales.values()].filter((each) => each.market.code === market.code).map(({ name }) =>
    name
  );
}

function readBasket(request: Request): BasketRef[] {
  return parseBasket(readCookie(request, "basket") ?? "").lines;
}

function readKey(key: string | null): string | null {
  return key !== null && /^[\w-]{8,128}$/.test(key) ? key : null;
}

/** Why a form is not sent to the centre: it would be refused, or the shopper has not seen what it would cost. */
function doubtOf(
  data: CheckoutPageData,
  faults: CheckoutFaults,
  { basket }: PersonalContext,
): CheckoutProblem | null {
  const { form, quote } = data;
  if (faults.size > 0) return { kind: "faults" };
  if (form.basket !== formatBasket(basket)) return { kind: "basket-changed" };
  if (form.shownBy === "centre" && form.shownMinor !== null) return null;
  if (quote === null) return { kind: "refused" };
  if (quote.unshippable.length > 0) return { kind: "unshippable" };
  if (!data.isComplete) return { kind: "refused" };
  if (form.shownMinor === null) return { kind: "total-known" };
  const nowMinor = quote.total.amountMinor;
  return form.shownMinor === nowMinor
    ? null
    : { kind: "total-changed", beforeMinor: form.shownMinor, nowMinor };
}

function afterRefusal(
  data: CheckoutPageData,
  placement: Exclude<Placement, { kind: "placed" }>,
): CheckoutPageData {
  switch (placement.kind) {
    case "price-changed": {
      const { quote } = placement.change;
      const nowMinor = quote.total.amountMinor;
      return {
        ...data,
        quote,
        isComplete: true,
        form: { ...data.form, shownBy: "centre" },
        problem: { kind: "total-changed", beforeMinor: data.form.shownMinor ?? nowMinor, nowMinor },
      };
    }
    case "out-of-stock": {
      const lines = placement.shortages.map(({ sku, available }) => ({
        sku,
        available,
        title: data.lines.find((line) => line.sku === sku)?.title ?? sku,
      }));
      return { ...data, problem: { kind: "out-of-stock", lines } };
    }
    case "invalid": {
      const fields = placement.paths.flatMap((path) => fieldOf(path) ?? []);
      const faults = new Map(fields.map((field) => [field, "wrong" as const]));
      return { ...data, faults, problem: { kind: fields.length > 0 ? "faults" : "refused" } };
    }
    default:
      return { ...data, problem: { kind: placement.kind } };
  }
}

function toBasket(locale: ServedLocale, cookies: readonly string[] = []): Response {
  const headers = new Headers({ "location": `/${locale.name}/basket`, "cache-control": "no-store" });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}
