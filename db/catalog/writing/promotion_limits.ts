/** Promotions whose limit is reached: the orders service counts, the catalog tells shoppers. */
import { sql } from "drizzle-orm";
import { first } from "./rows.ts";
import type { Writer } from "./transaction.ts";

/** Notes whether a promotion is used up. One that is not there any more, or known to be so, changes nothing. */
export async function setPromotionExhausted(
  w: Writer,
  publicId: string,
  isExhausted: boolean,
): Promise<void> {
  const exhausted = isExhausted ? 1 : 0;
  const found = await first<{ id: number }>(
    w.tx,
    sql`SELECT id FROM promotions WHERE public_id = ${publicId} AND exhausted <> ${exhausted}`,
  );
  if (!found) return;
  await w.tx.run(sql`UPDATE promotions SET exhausted = ${exhausted} WHERE id = ${found.id}`);
  const markets = await w.tx.all<{ id: number }>(
    sql`SELECT market_id AS id FROM promotion_markets WHERE promotion_id = ${found.id}`,
  );
  for (const { id } of markets) w.touch(`promotions:${id}`);
}
