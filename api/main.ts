/** The central API as a program. */
import { couponHashing, type HashCoupons } from "../commerce/quote/coupon_hash.ts";
import { readSettings, SettingsError } from "../commerce/settings.ts";
import { openBackoffice } from "../db/backoffice/connect.ts";
import { edgeReports } from "../db/backoffice/edge_reports.ts";
import { migrateBackoffice, migrationsFolder as backofficeMigrations } from "../db/backoffice/migrate.ts";
import { type Catalog, openCatalog } from "../db/catalog/connect.ts";
import { migrateCatalog, migrationsFolder as catalogMigrations } from "../db/catalog/migrate.ts";
import { readCatalogVersion } from "../db/catalog/writing/admin_lookups.ts";
import { ensureTaxRates } from "../db/tax_rates/ensure_tax_rates.ts";
import { untilMigrated } from "../db/until_migrated.ts";
import { createApp } from "./app.ts";
import { createInternalApp, internalPrefix } from "./internal/app.ts";
import { VersionWatch } from "./internal/version_watch.ts";
import { boundariesChore, catalogChores } from "./catalog/chores.ts";
import { createLog, type Log } from "../commerce/log.ts";
import { startUpkeep } from "./platform/upkeep.ts";

/** Milliseconds between looks for versions that another process wrote, while an edge waits for news. */
const lookForVersionsMs = 100;

/** Opens the databases, serves until SIGTERM or SIGINT, finishes what is running, closes. */
async function main(): Promise<void> {
  const settings = readSettings((name) => Deno.env.get(name), [
    "HOST",
    "API_PORT",
    "DATA_DIR",
    "DEMO",
    "ADMIN_API_KEY",
    "SERVICE_TOKEN",
    "CATALOG_URL",
    "CATALOG_TOKEN",
    "BACKOFFICE_URL",
    "BACKOFFICE_TOKEN",
    "OBJECT_STORE_URL",
    "COUPON_KEY",
  ]);
  const { ADMIN_API_KEY: adminApiKey, CATALOG_TOKEN: catalogToken, BACKOFFICE_TOKEN: backofficeToken } =
    settings;
  const { SERVICE_TOKEN: serviceToken } = settings;
  const encoder = new TextEncoder();
  const log = createLog({
    program: "api",
    write: (line) => void Deno.stdout.writeSync(encoder.encode(`${line}\n`)),
    now: () => new Date(),
    secrets: [adminApiKey, serviceToken, catalogToken, backofficeToken, settings.COUPON_KEY].filter((value) =>
      value !== undefined
    ),
  });
  const hashCoupons = couponHashing(settings.COUPON_KEY);

  await Deno.mkdir(settings.DATA_DIR, { recursive: true });
  const catalog = await openCatalog({
    url: settings.CATALOG_URL ?? `file:${settings.DATA_DIR}/catalog.db`,
    token: catalogToken,
  });
  const backoffice = await openBackoffice({
    url: settings.BACKOFFICE_URL ?? `file:${settings.DATA_DIR}/backoffice.db`,
    token: backofficeToken,
  });
  // A server's databases are migrated by the release command, before any process of the release starts.
  if (backoffice.protocol === "file") await migrateBackoffice(backoffice);
  else {
    await untilMigrated({
      name: "backoffice",
      client: backoffice,
      migrationsFolder: backofficeMigrations,
      log,
    });
  }
  if (catalog.client.protocol === "file") {
    await migrateCatalog(catalog);
    const loaded = await ensureTaxRates(catalog, Date.now());
    if (loaded > 0) log.info("tax rates", { loaded });
    const objects = settings.OBJECT_STORE_URL ?? `file:${settings.DATA_DIR}/objects`;
    if (settings.DEMO) await loadDemo(catalog, objects, hashCoupons, log);
  } else {
    await untilMigrated({
      name: "catalog",
      client: catalog.client,
      migrationsFolder: catalogMigrations,
      log,
    });
  }

  const now = () => Date.now();
  const upkeep = startUpkeep(catalogChores({ catalog, backoffice, now }), log);
  const watch = new VersionWatch({
    read: () => readCatalogVersion(catalog),
    everyMs: lookForVersionsMs,
    onError: (error) => log.warn("catalog cannot be asked for its version", { error }),
  });
  const written = () => {
    watch.wake();
    // A write may plan a price window that opens before the next one known.
    upkeep.wake(boundariesChore);
  };
  const api = createApp({ catalog, backoffice, adminApiKey, hashCoupons, log, now, written });
  const internal = createInternalApp({ watch, reports: edgeReports(backoffice), serviceToken, log, now });
  const server = Deno.serve({
    hostname: settings.HOST,
    port: settings.API_PORT,
    onListen: ({ hostname, port }) => log.info("listening", { hostname, port }),
  }, (request) => (new URL(request.url).pathname.startsWith(internalPrefix) ? internal : api).fetch(request));

  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    Deno.addSignalListener(signal, () => {
      log.info("stopping", { signal });
      watch.close();
      server.shutdown();
    });
  }
  await server.finished;
  await upkeep.stop();
  catalog.close();
  backoffice.close();
  log.info("stopped");
  Deno.exit(0);
}

/** The demo's code is loaded only where it is wanted: it draws pictures. */
async function loadDemo(
  catalog: Catalog,
  objectStoreUrl: string,
  hashCoupons: HashCoupons,
  log: Log,
): Promise<void> {
  const { loadDemoShop } = await import("../db/demo/load.ts");
  const { openObjectStore } = await import("../db/objects/open_object_store.ts");
  const objects = await openObjectStore(objectStoreUrl);
  log.info("demo shop", { ...await loadDemoShop(catalog, objects, Date.now(), hashCoupons) });
}

try {
  await main();
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  await Deno.stderr.write(new TextEncoder().encode(`${error.message}\n`));
  Deno.exit(1);
}
