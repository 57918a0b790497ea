/** How a market's quotes are computed, changed afterwards. */
import { sql } from "drizzle-orm";
import type { AdminMarket, MarketPatch } from "../../../commerce/wire/admin_shop.ts";
import { readAdminMarket } from "./admin_markets.ts";
import { checkDescribed, type Described } from "./content_version.ts";
import type { Writer } from "./transaction.ts";

/**
 * Changes what stays constant, when taxes are rounded, and to what totals are; what is left out stays. Refuses with
 * `not-found`, and with `stale-version` when the market is another than the caller saw.
 *
 * @returns the market as it is now.
 */
export async function patchMarket(
  w: Writer,
  code: string,
  patch: MarketPatch,
  expectedVersion: string,
): Promise<Described<AdminMarket>> {
  const before = await readAdminMarket({ db: w.tx }, code) ??
    w.refuse("not-found", "", `there is no market "${code}"`);
  checkDescribed(w, before, expectedVersion);
  const { priceConstant, taxRounding, cashRoundingMinor } = { ...before.value, ...patch };
  await w.tx.run(sql`UPDATE markets SET price_constant = ${priceConstant}, tax_rounding = ${taxRounding},
    cash_rounding_minor = ${cashRoundingMinor} WHERE code = ${code}`);
  const after = (await readAdminMarket({ db: w.tx }, code))!;
  if (after.version !== before.version) w.touch("markets");
  return after;
}
