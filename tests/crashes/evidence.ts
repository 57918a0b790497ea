/** What a shop and its payment provider have on record after a test, for the checks of invariants. */
import { join } from "node:path";
import { type Client, createClient, type InValue } from "@libsql/client";
import { createStripe } from "../../api/payments/stripe/client.ts";
import { metadataOf } from "../../api/payments/stripe/facts.ts";
import { databaseUrl, type OrderShop, stripeKey } from "../support/order_shop.ts";
import type { Reply } from "../support/order_shopper.ts";
import { copyDatabase, databaseFile, servedFile } from "../support/sqld_databases.ts";

/** Money that Stripe took. */
export interface Charge {
  readonly id: string;
  readonly orderId: string;
  readonly amountMinor: number;
  /** What of it Stripe gave back. */
  readonly refundedMinor: number;
}

/** What a shopper was told under an idempotency key, however often they asked. */
export interface Told {
  readonly key: string;
  readonly replies: readonly Pick<Reply, "status" | "body">[];
}

/** The databases of the services that sell. */
export interface Books {
  readonly inventory: Client;
  readonly orders: Client;
  readonly payments: Client;
  close(): void;
}

export interface Evidence {
  readonly books: Books;
  readonly charges: readonly Charge[];
  /** Message-IDs of the mails that were sent. */
  readonly mails: readonly string[];
  readonly told: readonly Told[];
  /** Units that there ever were, by SKU. */
  readonly stock: ReadonlyMap<string, number>;
  /** How many orders could have the coupon. */
  readonly couponLimit: number;
}

const bookNames = ["inventory", "orders", "payments"] as const;

/** Databases as files, where nobody else has them open. */
export type Copy = Pick<OrderShop, "folder" | "servers">;

/** Opens the databases of a shop where it has them, or a copy of them. */
export function openBooks(shop: Pick<OrderShop, "folder" | "servers">): Books {
  const [inventory, orders, payments] = bookNames.map((name) =>
    createClient({ url: databaseUrl(shop, name), timeout: 5_000 })
  );
  const books = { inventory: inventory!, orders: orders!, payments: payments! };
  return {
    ...books,
    close() {
      for (const client of Object.values(books)) client.close();
    },
  };
}

/** Copies the databases of a shop whose processes have all ended, or a copy of them. */
export async function copyBooks({ folder, servers }: Pick<OrderShop, "folder" | "servers">): Promise<Copy> {
  const copy = await Deno.makeTempDir({ dir: folder });
  const fileOf = servers.length > 0 ? servedFile : databaseFile;
  for (const name of bookNames) await copyDatabase(fileOf(folder, name), databaseFile(copy, name));
  return { folder: copy, servers: [] };
}

/** Rows as objects. */
export async function select<Row>(client: Client, sql: string, args: InValue[] = []): Promise<Row[]> {
  const { rows, columns } = await client.execute({ sql, args });
  return rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at]])) as Row);
}

/** What the sandbox says it took and gave back, asked as Stripe is asked. */
export async function listCharges(sandboxUrl: string): Promise<Charge[]> {
  const stripe = createStripe({ secretKey: stripeKey, apiBase: sandboxUrl, fetch });
  const intents = await Array.fromAsync(stripe.paymentIntents.list({ limit: 100 }));
  const orderOf = new Map(
    intents.map(({ id, metadata }) => [id, metadata[metadataOf.orderId] ?? "no order"]),
  );
  const charges = await Array.fromAsync(stripe.charges.list({ limit: 100 }));
  return charges.filter(({ status, captured }) => status === "succeeded" && captured).map((charge) => ({
    id: charge.id,
    orderId: orderOf.get(String(charge.payment_intent)) ?? "no intent",
    amountMinor: charge.amount,
    refundedMinor: charge.amount_refunded,
  }));
}

/** The Message-IDs of all mails in the shop's folder, without their domain. */
export async function listMails(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name } of Deno.readDir(join(folder, "mail"))) {
    if (!name.endsWith(".eml")) continue;
    const text = await Deno.readTextFile(join(folder, "mail", name));
    found.push(/^Message-ID:\s*<([^@>]+)@/mi.exec(text)?.[1] ?? `none in ${name}`);
  }
  return found;
}
