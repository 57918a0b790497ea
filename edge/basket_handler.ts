/**
 * The basket: forms that change its cookie, the page that shows it, and the same as JSON for the drawer.
 *
 * Nothing here asks the centre (design decision 5).
 */
import { addToBasket, countPieces, parseBasket, setQuantity } from "../commerce/basket_cookie.ts";
import type { BasketPage, BasketRef } from "../commerce/catalog_view.ts";
import type { CouponGuesses } from "../commerce/coupon_guesses.ts";
import type { HashCoupons } from "../commerce/quote/coupon_hash.ts";
import { formatWishes } from "../commerce/quote_cookie.ts";
import {
  type BasketAction,
  basketActions,
  type BasketAnswer,
  maxLineQuantity,
} from "../commerce/wire/shop.ts";
import { basketPage } from "../routes/basket.tsx";
import type { KnownCatalog, ServedLocale } from "./known_catalog.ts";
import type { Notice } from "./page.ts";
import { readNotices } from "./notices.ts";
import type { PageServer } from "./page_server.ts";
import type { ShopperAddress } from "./orders_client.ts";
import { pictureAddress } from "../commerce/picture_address.ts";
import { type ChangedWishes, changeWishes } from "./quote_wishes.ts";
import { formatCookie, isOwnForm, readCookie, readForm, wantsJson } from "./request_facts.ts";
import {
  allowedWishes,
  basketCookie,
  basketMaxAgeSeconds,
  hashWishes,
  madeAhead,
  readWishes,
} from "./shopper_cookies.ts";

export interface BasketHandlerOptions {
  readonly catalog: KnownCatalog;
  readonly pages: PageServer;
  readonly publicUrl: string;
  readonly https: boolean;
  readonly now: () => number;
  readonly hashCoupons: HashCoupons;
  readonly guesses: CouponGuesses;
}

/** A form's fields, when they can be understood. */
interface Wish {
  readonly action: BasketAction;
  readonly sku: string;
  readonly quantity: number;
}

export class BasketHandler {
  readonly #options: BasketHandlerOptions;

  constructor(options: BasketHandlerOptions) {
    this.#options = options;
  }

  /** `GET /{locale}/basket`. A cookie with lines that are not sold here is repaired, and the shopper told. */
  show(request: Request, locale: ServedLocale, from: ShopperAddress): Promise<Response> {
    const { lines, intact } = this.#read(request);
    const repaired: Notice[] = intact ? [] : ["basket-repaired"];
    if (wantsJson(request)) return this.#json(locale, lines, repaired, intact);
    const { hashCoupons, guesses } = this.#options;
    const { wishes, isLimited } = allowedWishes(readWishes(request), guesses, from);
    const limited: Notice[] = isLimited ? ["coupons-limited"] : [];
    const notices = [...new Set([...readNotices(request), ...repaired, ...limited])];
    return this.#options.pages.private(
      basketPage,
      request,
      locale,
      {},
      { basket: lines, notices, wishes: hashWishes(wishes, hashCoupons) },
      (data) => {
        guesses.count(from, data.estimate?.quote?.coupons ?? []);
        const kept = keptLines(data);
        return {
          count: countPieces(kept),
          cookies: intact && data.dropped.length === 0 ? [] : [this.#cookie(kept)],
        };
      },
    );
  }

  /** `POST /{locale}/basket`: answers 303 to the basket page, or the basket as JSON (409: as it still is). */
  async change(request: Request, locale: ServedLocale): Promise<Response> {
    if (!isOwnForm(request, this.#options.publicUrl)) return new Response("Forbidden", { status: 403 });
    const { lines, intact } = this.#read(request);
    const form = await readForm(request);
    if (form instanceof Response) return form;
    const changedWishes = form && changeWishes(readWishes(request), form);
    if (changedWishes) return this.#remember(changedWishes, locale);
    const wish = form && readWish(form);
    const { lines: changed, notice } = wish
      ? await this.#apply(lines, wish, locale)
      : { lines, notice: "unavailable" as Notice };
    const notices: Notice[] = intact ? [notice] : [notice, "basket-repaired"];
    if (wantsJson(request)) return this.#json(locale, changed, notices, false);
    return new Response(null, {
      status: 303,
      headers: [
        [
          "location",
          `/${locale.name}/basket?${new URLSearchParams(notices.map((each) => ["notice", each]))}`,
        ],
        ["cache-control", "no-store"],
        ["clear-site-data", madeAhead],
        ["set-cookie", this.#cookie(changed)],
      ],
    });
  }

  /** Answers 303 to the section of the basket page that the form stands in. */
  #remember({ wishes, notice, section }: ChangedWishes, locale: ServedLocale): Response {
    const value = formatWishes(wishes);
    const told: Notice | null = value === null ? "coupons-full" : notice;
    const headers = new Headers({
      "location": `/${locale.name}/basket${told ? `?notice=${told}` : ""}#${section}`,
      "cache-control": "no-store",
      "clear-site-data": madeAhead,
    });
    if (value !== null) {
      const maxAgeSeconds = value === "" ? 0 : basketMaxAgeSeconds;
      headers.set(
        "set-cookie",
        formatCookie("quote", value, { maxAgeSeconds, https: this.#options.https }),
      );
    }
    return new Response(null, { status: 303, headers });
  }

  #read(request: Request): { lines: BasketRef[]; intact: boolean } {
    return parseBasket(readCookie(request, "basket") ?? "");
  }

  async #apply(
    lines: BasketRef[],
    wish: Wish,
    locale: ServedLocale,
  ): Promise<{ lines: BasketRef[]; notice: Notice }> {
    const { reader } = this.#options.catalog;
    const scope = { locale: locale.locale, priceList: "standard", now: this.#options.now() };
    const ref = await reader.variantRef(scope, wish.sku);
    if (ref === null) return { lines, notice: "unavailable" };
    const change = wish.action === "add"
      ? addToBasket(lines, ref, wish.quantity)
      : setQuantity(lines, ref, wish.action === "remove" ? 0 : wish.quantity);
    if (change.kind === "full") return { lines, notice: "basket-full" };
    const notice = wish.action === "add"
      ? "added"
      : wish.action === "remove" || wish.quantity === 0
      ? "removed"
      : "updated";
    return { lines: change.lines, notice };
  }

  /** @param intact Whether the cookie may stay as it is. */
  async #json(
    locale: ServedLocale,
    lines: readonly BasketRef[],
    notices: readonly Notice[],
    intact: boolean,
  ): Promise<Response> {
    const scope = { locale: locale.locale, priceList: "standard", now: this.#options.now() };
    const { value } = await this.#options.catalog.reader.basket(scope, lines);
    const kept = keptLines(value);
    const answer: BasketAnswer = {
      notice: notices.length > 0 ? notices.map((each) => locale.t(`notice.${each}`)).join(" ") : null,
      count: countPieces(kept),
      lines: value.lines.map((line) => ({
        sku: line.sku,
        title: line.title,
        href: `/${locale.name}/p/${encodeURIComponent(line.slug)}?sku=${encodeURIComponent(line.sku)}`,
        options: line.options,
        quantity: line.quantity,
        total: locale.format.money(line.totalMinor),
        image: line.image && pictureAddress(line.image.key, 160, "webp"),
      })),
      subtotal: locale.format.money(value.subtotalMinor),
    };
    const headers = new Headers({
      "content-type": "application/json",
      "cache-control": "private, no-store",
      "vary": "Accept",
    });
    if (!intact || value.dropped.length > 0) {
      headers.set("set-cookie", this.#cookie(kept));
      headers.set("clear-site-data", madeAhead);
    }
    const refused = notices.includes("unavailable") || notices.includes("basket-full");
    return new Response(JSON.stringify(answer), { status: refused ? 409 : 200, headers });
  }

  #cookie(lines: readonly BasketRef[]): string {
    return basketCookie(lines, this.#options.https);
  }
}

/** The lines that can be bought here, as the cookie has them. */
function keptLines({ lines }: BasketPage): BasketRef[] {
  return lines.map(({ ref, quantity }) => ({ ref, quantity }));
}

/** What a form asks for; null when that cannot be understood or is absurd. */
function readWish(form: URLSearchParams): Wish | null {
  const action = basketActions.find((each) => each === (form.get("action") ?? "add"));
  const sku = form.get("sku") ?? "";
  const pieces = action === "remove" ? "0" : form.get("quantity") ?? "1";
  if (!action || sku === "" || sku.length > 64 || !/^\d{1,3}$/.test(pieces)) return null;
  const quantity = Number(pieces);
  if (quantity > maxLineQuantity || (action === "add" && quantity === 0)) return null;
  return { action, sku, quantity };
}
