/** Opening the payments service from the settings. */
import { readSettings, SettingsError } from "../../commerce/settings.ts";
import { migratePayments, openPayments } from "../../db/payments/open.ts";
import type { OpenService } from "../platform/shared.ts";
import { runPayments } from "./running.ts";
import { createStripe } from "./stripe/client.ts";

/** Nobody has so many cards that do not work. */
const declineLimit = 10;

export const openPaymentsService: OpenService = async (shared) => {
  const settings = readSettings(shared.environment, [
    "DATA_DIR",
    "PAYMENTS_URL",
    "PAYMENTS_TOKEN",
    "STRIPE_SECRET_KEY",
    "STRIPE_WEBHOOK_SECRET",
    "STRIPE_API_BASE",
    "LIMITS",
  ]);
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret } = settings;
  if (secretKey !== undefined && webhookSecret === undefined) {
    throw new SettingsError(
      "setting STRIPE_WEBHOOK_SECRET: it is left out; wanted where STRIPE_SECRET_KEY is set",
    );
  }
  const database = await openPayments({
    url: settings.PAYMENTS_URL ?? `file:${settings.DATA_DIR}/payments.db`,
    token: settings.PAYMENTS_TOKEN,
  });
  // A server's database is migrated by the release command, before any process of the release starts.
  if (database.client.protocol === "file") await migratePayments(database);
  if (secretKey === undefined) shared.platform.log.warn("no Stripe account: STRIPE_SECRET_KEY is left out");
  const stripe = createStripe({
    secretKey: secretKey ?? "none",
    apiBase: settings.STRIPE_API_BASE,
    fetch: secretKey === undefined ? noAccount : fetch,
  });
  return runPayments({
    database,
    stripe,
    webhookSecret,
    declineLimit: settings.LIMITS ? declineLimit : null,
    shared,
  });
};

/** Without an account nothing can be paid, and everything else goes on. */
function noAccount(): Promise<Response> {
  return Promise.reject(new TypeError("there is no Stripe account"));
}
