/** The central API as a program. */
import { createLog } from "../commerce/log.ts";
import {
  readSettings,
  secretSettings,
  type ServiceName,
  serviceNames,
  SettingsError,
} from "../commerce/settings.ts";
import { createApp, createPlatform } from "./app.ts";
import { openCatalogService } from "./catalog/open.ts";
import { internalCalls } from "./platform/internal_calls.ts";
import type { OpenService, Shared } from "./platform/shared.ts";
import { startUpkeep, type Upkeep } from "./platform/upkeep.ts";

/** How each service is opened, in the order in which they are. */
const openers: Readonly<Partial<Record<ServiceName, OpenService>>> = {
  catalog: openCatalogService,
};

/** Opens the services, serves until SIGTERM or SIGINT, finishes what is running, closes. */
async function main(): Promise<void> {
  const environment = (name: string) => Deno.env.get(name);
  const settings = readSettings(environment, [
    "HOST",
    "API_PORT",
    "DATA_DIR",
    "ADMIN_API_KEY",
    "SERVICE_TOKEN",
    "SERVICES",
    "CATALOG_API_URL",
    "INVENTORY_API_URL",
    "ORDERS_API_URL",
    "PAYMENTS_API_URL",
  ]);
  const encoder = new TextEncoder();
  const log = createLog({
    program: "api",
    write: (line) => void Deno.stdout.writeSync(encoder.encode(`${line}\n`)),
    now: () => new Date(),
    secrets: secretSettings.flatMap((name) => environment(name) || []),
  });
  await Deno.mkdir(settings.DATA_DIR, { recursive: true });

  // Without a token given, services of one process know each other by one that nobody else can know.
  const serviceToken = settings.SERVICE_TOKEN ?? crypto.randomUUID();
  const platform = createPlatform({
    adminApiKey: settings.ADMIN_API_KEY,
    serviceToken,
    log,
    now: () => Date.now(),
  });
  const names = new Set(settings.SERVICES ?? serviceNames);
  let upkeep: Upkeep | null = null;
  const shared: Shared = {
    platform,
    environment,
    wake: (chore) => upkeep?.wake(chore),
    call: internalCalls({
      here: { names, fetch: (request) => api.fetch(request) },
      elsewhere: {
        catalog: settings.CATALOG_API_URL,
        inventory: settings.INVENTORY_API_URL,
        orders: settings.ORDERS_API_URL,
        payments: settings.PAYMENTS_API_URL,
      },
      serviceToken,
      fetch,
    }),
  };
  const services = [];
  for (const name of serviceNames) {
    if (names.has(name) && openers[name]) services.push(await openers[name](shared));
  }
  const api = createApp({ services, platform });
  upkeep = startUpkeep(services.flatMap(({ chores }) => chores), log);
  const server = Deno.serve({
    hostname: settings.HOST,
    port: settings.API_PORT,
    onListen: ({ hostname, port }) => log.info("listening", { hostname, port, services: [...names] }),
  }, api.fetch);

  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    Deno.addSignalListener(signal, () => {
      log.info("stopping", { signal });
      server.shutdown();
    });
  }
  await server.finished;
  await upkeep.stop();
  for (const service of services.toReversed()) await service.close();
  log.info("stopped");
  Deno.exit(0);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  await Deno.stderr.write(new TextEncoder().encode(`${error.message}\n`));
  Deno.exit(1);
}
