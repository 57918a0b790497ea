/** Secrets that live as long as the database: links to orders and hashes of addresses are made with them. */
import type { Orders } from "./open.ts";

/** What a secret is for. */
export type KeyName = "order-tokens" | "people";

/** The secret of a purpose, 32 bytes; made by whoever asks first. */
export async function readKey({ queue }: Pick<Orders, "queue">, name: KeyName): Promise<Uint8Array> {
  const fresh = crypto.getRandomValues(new Uint8Array(32)).toHex();
  const [, found] = await queue.write([
    {
      sql: "INSERT INTO keys (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING",
      args: [name, fresh],
    },
    { sql: "SELECT value FROM keys WHERE name = ?", args: [name] },
  ]);
  return Uint8Array.fromHex(String(found!.rows[0]!["value"]));
}
