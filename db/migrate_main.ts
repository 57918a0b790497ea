/**
 * The migrating process: brings every database to this version's schema, gives a catalog without tax rates the
 * built-in ones, and ends. In production it is the release command, which runs before any process of the new version
 * starts: so a migration only ever adds, and the version that is still running goes on working (decision 10).
 */
import { readSettings } from "../commerce/settings.ts";
import { openBackoffice } from "./backoffice/connect.ts";
import { migrateBackoffice, migrationsFolder as backofficeMigrations } from "./backoffice/migrate.ts";
import { openCatalog } from "./catalog/connect.ts";
import { migrateCatalog, migrationsFolder as catalogMigrations } from "./catalog/migrate.ts";
import { assertAllApplied } from "./migration_guard.ts";
import { ensureTaxRates } from "./tax_rates/ensure_tax_rates.ts";

const settings = readSettings((name) => Deno.env.get(name), [
  "DATA_DIR",
  "CATALOG_URL",
  "CATALOG_TOKEN",
  "BACKOFFICE_URL",
  "BACKOFFICE_TOKEN",
]);
await Deno.mkdir(settings.DATA_DIR, { recursive: true });

const catalog = await openCatalog({
  url: settings.CATALOG_URL ?? `file:${settings.DATA_DIR}/catalog.db`,
  token: settings.CATALOG_TOKEN,
});
await migrateCatalog(catalog);
await assertAllApplied(catalog.client, catalogMigrations);
await ensureTaxRates(catalog, Date.now());
catalog.close();

const backoffice = await openBackoffice({
  url: settings.BACKOFFICE_URL ?? `file:${settings.DATA_DIR}/backoffice.db`,
  token: settings.BACKOFFICE_TOKEN,
});
await migrateBackoffice(backoffice);
await assertAllApplied(backoffice, backofficeMigrations);
backoffice.close();
