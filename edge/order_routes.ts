/** The addresses of checkout and orders. */
import type { Context, Hono } from "hono";
import { CheckoutHandler, type CheckoutHandlerOptions } from "./checkout_handler.ts";
import type { ServedLocale } from "./known_catalog.ts";
import { OrderHandler } from "./order_handler.ts";

/** How the application makes handlers of pages. */
export interface RouteHelpers {
  readonly localized: (
    handle: (c: Context, locale: ServedLocale) => Promise<Response>,
  ) => (c: Context) => Response | Promise<Response>;
  /** The shopper's address. */
  readonly from: (c: Context) => string | null;
}

export function addOrderRoutes(
  app: Hono,
  options: Omit<CheckoutHandlerOptions, "newKey">,
  { localized, from }: RouteHelpers,
): void {
  const newKey = () => crypto.randomUUID();
  const checkout = new CheckoutHandler({ ...options, newKey });
  const order = new OrderHandler({ ...options, newKey });
  const id = (c: Context) => c.req.param("id")!;
  app.get("/:locale/checkout", localized((c, locale) => checkout.show(c.req.raw, locale, from(c))));
  app.post("/:locale/checkout", localized((c, locale) => checkout.submit(c.req.raw, locale, from(c))));
  app.get("/:locale/orders/:id", localized((c, locale) => order.show(c.req.raw, locale, id(c), from(c))));
  app.post("/:locale/orders/:id", localized((c, locale) => order.cancel(c.req.raw, locale, id(c), from(c))));
  app.get("/:locale/orders/:id/events", localized((c) => order.events(c.req.raw, id(c), from(c))));
}
