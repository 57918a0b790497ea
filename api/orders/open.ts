/** Opening the orders service from the settings. */
import { readSettings } from "../../commerce/settings.ts";
import { readKey } from "../../db/orders/keys.ts";
import { migrateOrders, openOrders } from "../../db/orders/open.ts";
import type { OpenService } from "../platform/shared.ts";
import { openMail } from "./mail/open_mail.ts";
import { orderSecrets } from "./order_secrets.ts";
import { runOrders } from "./running.ts";

/**
 * Unpaid orders that may be open at once, and the units in them (a network address is a household's or an office's), and
 * those that may be placed in an hour with one e-mail address, ended ones too: each is two or three mails.
 */
const openLimits = { perEmail: 3, perAddress: 10, units: 100, unpaidHourly: 6 };

export const openOrdersService: OpenService = async (shared) => {
  const settings = readSettings(shared.environment, [
    "DATA_DIR",
    "ORDERS_URL",
    "ORDERS_TOKEN",
    "PUBLIC_URL",
    "PAYMENT_CAPTURE",
    "LIMITS",
  ]);
  const orders = await openOrders({
    url: settings.ORDERS_URL ?? `file:${settings.DATA_DIR}/orders.db`,
    token: settings.ORDERS_TOKEN,
  });
  // A server's database is migrated by the release command, before any process of the release starts.
  if (orders.client.protocol === "file") await migrateOrders(orders);
  const secrets = orderSecrets({
    tokens: await readKey(orders, "order-tokens"),
    people: await readKey(orders, "people"),
  });
  const publicUrl = settings.PUBLIC_URL ?? "http://localhost:8000";
  return runOrders({
    orders,
    secrets,
    publicUrl,
    mail: await openMail(shared, { orders, secrets, publicUrl }),
    capture: settings.PAYMENT_CAPTURE,
    openLimits: settings.LIMITS ? openLimits : null,
    shared,
  });
};
