/** The central API as a program. */
import { createLog } from "../commerce/log.ts";
import {
  readSettings,
  secretSettings,
  type ServiceName,
  serviceNames,
  type SettingName,
  SettingsError,
} from "../commerce/settings.ts";
import { createApp, createPlatform } from "./app.ts";
import { openCatalogService } from "./catalog/open.ts";
import { openInventoryService } from "./inventory/open.ts";
import { openOrdersService } from "./orders/open.ts";
import { openPaymentsService } from "./payments/open.ts";
import type { Api } from "./platform/environment.ts";
import { stopGracefully } from "./platform/graceful_stop.ts";
import { internalCalls } from "./platform/internal_calls.ts";
import { createRateLimiter, unlimited } from "../commerce/rate_limits.ts";
import type { RunningService } from "./platform/running_service.ts";
import type { OpenService, Shared } from "./platform/shared.ts";
import { startUpkeep, type Upkeep } from "./platform/upkeep.ts";

/** How each service is opened, in the order in which they are. */
const openers: Readonly<Partial<Record<ServiceName, OpenService>>> = {
  catalog: openCatalogService,
  inventory: openInventoryService,
  orders: openOrdersService,
  payments: openPaymentsService,
};

/** What a stop may take, in milliseconds; the supervisor kills after ten seconds. */
const stopMs = 8_000;

/** Opens the services, serves until SIGTERM or SIGINT, finishes what is running, closes. */
async function main(): Promise<void> {
  const secrets: string[] = [];
  const environment = (name: string) => {
    const value = Deno.env.get(name);
    if (value && secretSettings.includes(name as SettingName) && !secrets.includes(value)) {
      secrets.push(value);
    }
    return value;
  };
  const settings = readSettings(environment, [
    "HOST",
    "API_PORT",
    "DATA_DIR",
    "ADMIN_API_KEY",
    "SERVICE_TOKEN",
    "SERVICE_TOKEN_BEFORE",
    "SERVICES",
    "CATALOG_API_URL",
    "INVENTORY_API_URL",
    "ORDERS_API_URL",
    "PAYMENTS_API_URL",
    "LIMITS",
  ]);
  if (settings.SERVICES && settings.SERVICE_TOKEN === undefined) {
    throw new SettingsError(
      "setting SERVICE_TOKEN: it is left out; wanted where SERVICES names some services",
    );
  }
  const encoder = new TextEncoder();
  const log = createLog({
    program: "api",
    write: (line) => void Deno.stdout.writeSync(encoder.encode(`${line}\n`)),
    now: () => new Date(),
    secrets,
  });
  await Deno.mkdir(settings.DATA_DIR, { recursive: true });

  const now = () => Date.now();
  // Without a token given, services of one process know each other by one that nobody else can know.
  const serviceToken = settings.SERVICE_TOKEN ?? crypto.randomUUID();
  const platform = createPlatform({
    adminApiKey: settings.ADMIN_API_KEY,
    serviceToken,
    serviceTokenBefore: settings.SERVICE_TOKEN_BEFORE,
    log,
    now,
  });
  const names = serviceNames.filter((name) => openers[name] && (settings.SERVICES?.has(name) ?? true));
  const elsewhere = {
    catalog: settings.CATALOG_API_URL,
    inventory: settings.INVENTORY_API_URL,
    orders: settings.ORDERS_API_URL,
    payments: settings.PAYMENTS_API_URL,
  };
  const stopping = new AbortController();
  let api: Api | null = null;
  let upkeep: Upkeep | null = null;
  const shared: Shared = {
    platform,
    environment,
    stopping: stopping.signal,
    limitRate: settings.LIMITS ? (rate) => createRateLimiter(rate, now) : unlimited,
    wake: (chore) => upkeep?.wake(chore),
    call: internalCalls({
      here: {
        names: new Set(names),
        fetch(request) {
          if (api === null) throw new Error("the services are being opened");
          return api.fetch(request);
        },
      },
      elsewhere,
      serviceToken,
      fetch,
    }),
  };
  const services: RunningService[] = [];
  for (const name of names) services.push(await openers[name]!(shared));
  api = createApp({ services, elsewhere, platform });
  upkeep = startUpkeep(services.flatMap(({ chores }) => chores), log);
  const server = Deno.serve({
    hostname: settings.HOST,
    port: settings.API_PORT,
    onListen: ({ hostname, port }) => log.info("listening", { hostname, port, services: names }),
  }, api.fetch);

  const signal = await stopSignal();
  log.info("stopping", { signal });
  stopping.abort();
  await stopGracefully({ server, upkeep, services }, log, stopMs);
  log.info("stopped");
  Deno.exit(0);
}

function stopSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      Deno.addSignalListener(signal, () => resolve(signal));
    }
  });
}

try {
  await main();
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  await Deno.stderr.write(new TextEncoder().encode(`${error.message}\n`));
  Deno.exit(1);
}
