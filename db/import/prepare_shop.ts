/** A shop for a feed that comes into an empty catalog. */
import { sql } from "drizzle-orm";
import type { Catalog } from "../catalog/connect.ts";
import { ensureHouse } from "../catalog/writing/organizations.ts";
import { first } from "../catalog/writing/rows.ts";
import { saveLanguage } from "../catalog/writing/save_language.ts";
import { saveMarket } from "../catalog/writing/save_market.ts";
import { writeCatalog } from "../catalog/writing/transaction.ts";
import { readDemoTrade, writeTrade } from "../demo/demo_trade.ts";
import { demoLanguages, demoMarkets } from "../demo/markets.ts";

/**
 * Gives a catalog that has no market the demo shop's languages, markets, taxes and shipping, for a merchant to
 * change. Any other catalog is left as it is.
 *
 * @param now Milliseconds since the epoch.
 * @returns Whether it did.
 */
export async function prepareShop(catalog: Catalog, now: number): Promise<boolean> {
  if (await first(catalog.db, sql`SELECT 1 FROM markets LIMIT 1`)) return false;
  const trade = await readDemoTrade();
  const written = await writeCatalog(catalog, { now }, async (w) => {
    if (await first(w.tx, sql`SELECT 1 FROM markets LIMIT 1`)) return false;
    for (const language of demoLanguages) await saveLanguage(w, language);
    for (const market of demoMarkets) await saveMarket(w, market);
    await ensureHouse(w);
    // The demo's promotions are about products that are not here.
    await writeTrade(w, { ...trade, promotions: [] }, new Map(), () => []);
    return true;
  });
  if (!written.ok) throw new Error(`Cannot prepare the shop: ${written.refusal.message}`);
  return written.value;
}
