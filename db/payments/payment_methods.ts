/** Which payment methods each market offers. */
import { asc, eq } from "drizzle-orm";
import type { Payments } from "./open.ts";
import { paymentMethods } from "./schema.ts";

export type MarketMethods = typeof paymentMethods.$inferSelect;

/** The markets that choose their methods. */
export function listPaymentMethods({ db }: Payments): Promise<MarketMethods[]> {
  return db.select().from(paymentMethods).orderBy(asc(paymentMethods.market));
}

/** What a market chose, if it did. */
export async function findPaymentMethods(
  { db }: Payments,
  market: string,
): Promise<MarketMethods | undefined> {
  return (await db.select().from(paymentMethods).where(eq(paymentMethods.market, market)))[0];
}

/**
 * Sets what a market offers; nothing: what the Stripe account's settings say.
 *
 * @param revision The one that is replaced; 0: the market has none.
 * @returns Whether that was still the one.
 */
export async function setPaymentMethods(
  { queue }: Payments,
  market: string,
  methods: readonly string[],
  revision: number,
): Promise<boolean> {
  const list = JSON.stringify(methods);
  const [result] = await queue.write([
    revision === 0
      ? {
        sql: "INSERT INTO payment_methods (market, methods) VALUES (?, ?) ON CONFLICT (market) DO NOTHING",
        args: [market, list],
      }
      : {
        sql:
          "UPDATE payment_methods SET methods = ?, revision = revision + 1 WHERE market = ? AND revision = ?",
        args: [list, market, revision],
      },
  ]);
  return result!.rowsAffected === 1;
}
