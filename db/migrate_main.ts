/**
 * The migrating process: brings every database to this version's schema, gives a catalog without tax rates the
 * built-in ones, and ends. In production it is the release command, which runs before any process of the new version
 * starts: so a migration only ever adds, and the version that is still running goes on working (decision 10).
 */
import { databaseSettings, readSettings } from "../commerce/settings.ts";
import { migrationsFolder as backofficeMigrations } from "./backoffice/migrate.ts";
import { openCatalog } from "./catalog/connect.ts";
import { migrateCatalog, migrationsFolder as catalogMigrations } from "./catalog/migrate.ts";
import { migrationsFolder as inventoryMigrations } from "./inventory/open.ts";
import { assertAllApplied } from "./migration_guard.ts";
import { migrationsFolder as ordersMigrations } from "./orders/open.ts";
import { migrationsFolder as paymentsMigrations } from "./payments/open.ts";
import { migrateDatabase } from "./platform/migrate.ts";
import { openDatabase } from "./platform/open_database.ts";
import { ensureTaxRates } from "./tax_rates/ensure_tax_rates.ts";

const settings = readSettings((name) => Deno.env.get(name), databaseSettings);
await Deno.mkdir(settings.DATA_DIR, { recursive: true });

const catalog = await openCatalog({
  url: settings.CATALOG_URL ?? `file:${settings.DATA_DIR}/catalog.db`,
  token: settings.CATALOG_TOKEN,
});
await migrateCatalog(catalog);
await assertAllApplied(catalog.client, catalogMigrations);
await ensureTaxRates(catalog, Date.now());
catalog.close();

const { BACKOFFICE_URL, BACKOFFICE_TOKEN, INVENTORY_URL, INVENTORY_TOKEN } = settings;
await migrate("backoffice", BACKOFFICE_URL, BACKOFFICE_TOKEN, backofficeMigrations);
await migrate("inventory", INVENTORY_URL, INVENTORY_TOKEN, inventoryMigrations);
await migrate("orders", settings.ORDERS_URL, settings.ORDERS_TOKEN, ordersMigrations);
await migrate("payments", settings.PAYMENTS_URL, settings.PAYMENTS_TOKEN, paymentsMigrations);

async function migrate(
  name: string,
  url: string | undefined,
  token: string | undefined,
  migrationsFolder: string,
): Promise<void> {
  const database = await openDatabase({ url: url ?? `file:${settings.DATA_DIR}/${name}.db`, token });
  await migrateDatabase(database.client, migrationsFolder);
  await assertAllApplied(database.client, migrationsFolder);
  await database.close();
}
