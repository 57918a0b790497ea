/** Opening the catalog service from the settings. */
import type { Log } from "../../commerce/log.ts";
import { couponHashing, type HashCoupons } from "../../commerce/quote/coupon_hash.ts";
import { readSettings } from "../../commerce/settings.ts";
import { openBackoffice } from "../../db/backoffice/connect.ts";
import { migrateBackoffice, migrationsFolder as backofficeMigrations } from "../../db/backoffice/migrate.ts";
import { type Catalog, openCatalog } from "../../db/catalog/connect.ts";
import { migrateCatalog, migrationsFolder as catalogMigrations } from "../../db/catalog/migrate.ts";
import { ensureTaxRates } from "../../db/tax_rates/ensure_tax_rates.ts";
import { untilMigrated } from "../../db/platform/until_migrated.ts";
import type { OpenService } from "../platform/shared.ts";
import { boundariesChore } from "./chores.ts";
import { runCatalog } from "./running.ts";

export const openCatalogService: OpenService = async (
  { platform, call, wake, limitRate, stopping, environment },
) => {
  const settings = readSettings(environment, [
    "DATA_DIR",
    "DEMO",
    "CATALOG_URL",
    "CATALOG_TOKEN",
    "BACKOFFICE_URL",
    "BACKOFFICE_TOKEN",
    "OBJECT_STORE_URL",
    "COUPON_KEY",
  ]);
  const hashCoupons = couponHashing(settings.COUPON_KEY);
  const catalog = await openCatalog({
    url: settings.CATALOG_URL ?? `file:${settings.DATA_DIR}/catalog.db`,
    token: settings.CATALOG_TOKEN,
  });
  const backoffice = await openBackoffice({
    url: settings.BACKOFFICE_URL ?? `file:${settings.DATA_DIR}/backoffice.db`,
    token: settings.BACKOFFICE_TOKEN,
  });
  // A server's databases are migrated by the release command, before any process of the release starts.
  const { log } = platform;
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
  // A write may plan a price window that opens before the next one known.
  return runCatalog({
    catalog,
    backoffice,
    hashCoupons,
    platform,
    limitRate,
    call,
    stopping,
    written: () => wake(boundariesChore),
  });
};

/** The demo's code is loaded only where it is wanted: it draws pictures. */
async function loadDemo(
  catalog: Catalog,
  objectStoreUrl: string,
  hashCoupons: HashCoupons,
  log: Log,
): Promise<void> {
  const { loadDemoShop } = await import("../../db/demo/load.ts");
  const { openObjectStore } = await import("../../db/objects/open_object_store.ts");
  const objects = await openObjectStore(objectStoreUrl);
  log.info("demo shop", { ...await loadDemoShop(catalog, objects, Date.now(), hashCoupons) });
}
