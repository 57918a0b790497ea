/** What is asked before an order is placed, and ids under which none is placed any more. */
import type { Client } from "@libsql/client";
import { openUnits, unpaidSince } from "./insert_order.ts";
import type { Orders } from "./open.ts";
import { hadOrder } from "./redemptions.ts";

export interface PlacingHistory {
  /** Unpaid orders of this person, and of this address, that are open now. */
  readonly openOfEmail: number;
  readonly openOfAddress: number;
  /** Units in them: in the person's, or in the address's if those are more. */
  readonly openUnits: number;
  /** Orders of this person that were placed since `since` and never paid, ended ones too. */
  readonly unpaidOfEmail: number;
  /** Whether an order of this person was ever paid, whatever became of it, or is being paid. */
  readonly hasOrdered: boolean;
  /** Those of the candidates that cannot be used. */
  readonly abandoned: ReadonlySet<string>;
}

/**
 * @param candidates Ids that the order could have.
 * @param since Milliseconds since the epoch.
 */
export async function readPlacingHistory(
  client: Client,
  { emailKey, addressKey, candidates, since }: {
    emailKey: string;
    addressKey: string | null;
    candidates: readonly string[];
    since: number;
  },
): Promise<PlacingHistory> {
  const [counts, found] = await client.batch([
    {
      sql: `SELECT (SELECT count(*) FROM orders WHERE email_key = ?1 AND checkout = 'open') AS of_email,
        (SELECT count(*) FROM orders WHERE address_key = ?2 AND checkout = 'open') AS of_address,
        max(${openUnits("email_key", "?1")}, ${openUnits("address_key", "?2")}) AS of_units,
        ${unpaidSince("?1", "?3")} AS of_unpaid, ${hadOrder("?1")} AS has_ordered`,
      args: [emailKey, addressKey, BigInt(since)],
    },
    {
      sql: "SELECT order_id FROM abandoned WHERE order_id IN (SELECT value FROM json_each(?))",
      args: [JSON.stringify(candidates)],
    },
  ], "read");
  const row = counts!.rows[0]!;
  return {
    openOfEmail: Number(row["of_email"]),
    openOfAddress: Number(row["of_address"]),
    openUnits: Number(row["of_units"]),
    unpaidOfEmail: Number(row["of_unpaid"]),
    hasOrdered: Number(row["has_ordered"]) === 1,
    abandoned: new Set(found!.rows.map((each) => String(each["order_id"]))),
  };
}

/**
 * Gives ids up, unless there is an order of that id: no try that is still under way can write one afterwards.
 *
 * @returns Those that are given up now.
 */
export async function abandonOrders(
  { queue }: Pick<Orders, "queue">,
  ids: readonly string[],
  now: number,
): Promise<string[]> {
  const list = JSON.stringify(ids);
  const [, found] = await queue.write([
    {
      sql: `INSERT INTO abandoned (order_id, at) SELECT value, ? FROM json_each(?)
        WHERE value NOT IN (SELECT id FROM orders WHERE id = value) ON CONFLICT (order_id) DO NOTHING`,
      args: [now, list],
    },
    {
      sql:
        "SELECT order_id FROM abandoned WHERE order_id IN (SELECT value FROM json_each(?)) ORDER BY order_id",
      args: [list],
    },
  ]);
  return found!.rows.map((row) => String(row["order_id"]));
}

/** Forgets ids that nobody can ask for any more: keys of requests are kept for two days. */
export async function pruneAbandoned({ queue }: Pick<Orders, "queue">, now: number): Promise<void> {
  await queue.write([{ sql: "DELETE FROM abandoned WHERE at <= ?", args: [now - 7 * 24 * 3_600_000] }]);
}
