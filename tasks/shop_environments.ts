/** What each process of a shop on one machine is told: ports that are free, secrets minted on the spot. */
import { join } from "node:path";
import { readSettings, SettingsError } from "../commerce/settings.ts";
import { complete } from "./environment.ts";
import { keptSecret } from "./kept_secret.ts";
import type { Environment } from "./processes.ts";

/** What a person may want to know of the shop. */
export interface KnownOfShop {
  /** Where shoppers find it, without a slash at the end. */
  readonly url: string;
  /** Where this machine finds its edge. */
  readonly localUrl: string;
  /** Where the central API listens. */
  readonly apiUrl: string;
  readonly adminKey: string;
  /** Where `adminKey` is kept; null when it was given as a setting. */
  readonly adminKeyFile: string | null;
  /** Where the Stripe sandbox is; null when payments go to Stripe itself. */
  readonly sandboxUrl: string | null;
  /** Where mails can be read that were sent nowhere; null when there is a mail server. */
  readonly mailUrl: string | null;
}

export interface ShopEnvironments extends KnownOfShop {
  readonly api: Environment;
  /** Of the edge, and of its syncer. */
  readonly edge: Environment;
  /** Null where a key of the real Stripe is set. */
  readonly sandbox: Environment | null;
}

/**
 * Completes the environment for each process. Secrets that were not given are minted once and kept in `DATA_DIR`.
 *
 * @throws {SettingsError} when a setting cannot be used or a port is taken.
 */
export async function shopEnvironments(environment: Environment): Promise<ShopEnvironments> {
  const settings = readSettings((name) => environment[name], [
    "HOST",
    "PORT",
    "API_PORT",
    "ADMIN_API_KEY",
    "SERVICE_TOKEN",
    "STRIPE_SECRET_KEY",
    "STRIPE_SANDBOX_PORT",
    "SMTP_URL",
  ]);
  if (settings.PORT === settings.API_PORT && settings.PORT !== 0) {
    throw new SettingsError(
      `settings PORT and API_PORT: both are ${settings.PORT}, wanted two different ports`,
    );
  }
  const port = freePort("PORT", settings.HOST, settings.PORT);
  const apiPort = freePort("API_PORT", "127.0.0.1", settings.API_PORT);
  const completed = complete(environment);
  const folder = completed["DATA_DIR"]!;
  await makeFolder(folder);
  const kept = (file: string, prefix: string) => keptSecret(join(folder, file), prefix);

  const url = completed["PUBLIC_URL"] ?? `http://localhost:${port}`;
  const apiUrl = `http://127.0.0.1:${apiPort}`;
  const stripe = settings.STRIPE_SECRET_KEY !== undefined ? null : {
    port: sandboxPort(settings.HOST, settings.STRIPE_SANDBOX_PORT, [port, apiPort]),
    secrets: {
      STRIPE_SECRET_KEY: await kept("stripe_secret_key", "sk_test"),
      STRIPE_WEBHOOK_SECRET: await kept("stripe_webhook_secret", "whsec"),
    },
  };
  const sandboxUrl = stripe && `http://127.0.0.1:${stripe.port}`;
  const serviceToken = settings.SERVICE_TOKEN ?? await kept("service_token", "svc");
  const adminKey = settings.ADMIN_API_KEY ?? await kept("admin_api_key", "adm");
  return {
    url,
    localUrl: `http://${localName(settings.HOST)}:${port}`,
    apiUrl,
    adminKey,
    adminKeyFile: settings.ADMIN_API_KEY === undefined ? join(folder, "admin_api_key") : null,
    sandboxUrl,
    mailUrl: settings.SMTP_URL === undefined ? `${apiUrl}/mail/` : null,
    api: {
      ...completed,
      HOST: "127.0.0.1",
      API_PORT: String(apiPort),
      PUBLIC_URL: url,
      ADMIN_API_KEY: adminKey,
      SERVICE_TOKEN: serviceToken,
      ...stripe && { STRIPE_API_BASE: sandboxUrl!, ...stripe.secrets },
    },
    edge: {
      ...completed,
      PORT: String(port),
      API_URL: apiUrl,
      SERVICE_TOKEN: serviceToken,
      ...sandboxUrl !== null && { PAYMENT_ORIGIN: sandboxUrl },
    },
    sandbox: stripe && {
      ...completed,
      API_URL: apiUrl,
      STRIPE_SANDBOX_PORT: String(stripe.port),
      ...stripe.secrets,
    },
  };
}

/** The folder of the data, where it can be made. */
async function makeFolder(path: string): Promise<void> {
  try {
    await Deno.mkdir(path, { recursive: true });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new SettingsError(`setting DATA_DIR: ${JSON.stringify(path)} cannot be used: ${why}`);
  }
}

/** The port, if it can be listened on; of 0, one that is free now. */
function freePort(setting: "PORT" | "API_PORT", hostname: string, port: number): number {
  const free = tryPort(hostname, port);
  if (free !== null) return free;
  throw new SettingsError(
    `setting ${setting}: another program already listens on ${hostname}:${port}; ` +
      `stop it, or choose another port, e.g. ${setting}=${port + 100}`,
  );
}

/** The sandbox's port; when it is taken, one that is free now: nobody needs to know it. */
function sandboxPort(hostname: string, wanted: number, taken: readonly number[]): number {
  return (taken.includes(wanted) ? null : tryPort(hostname, wanted)) ?? tryPort(hostname, 0)!;
}

/** The port, or one that is free now for 0; null when another program listens on it. */
function tryPort(hostname: string, port: number): number | null {
  try {
    const listener = Deno.listen({ hostname: hostname.replace(/^\[|\]$/g, ""), port });
    const free = listener.addr.port;
    listener.close();
    return free;
  } catch (error) {
    if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    return null;
  }
}

/** What this machine calls an address that programs listen on. */
function localName(host: string): string {
  const name = host.replace(/^\[|\]$/g, "");
  if (name === "::" || name === "0.0.0.0") return "127.0.0.1";
  return name.includes(":") ? `[${name}]` : name;
}
