/**
 * Making the cards of all products, in transactions so short that the shop goes on serving and writing: what is written
 * meanwhile makes its cards itself, or lies above the mark (card_mark.ts) and is caught up with. How far it came is
 * stored, so that another process, or this one started anew, goes on from there.
 */
import { sql } from "drizzle-orm";
import { placesPerProduct } from "../card_offers.ts";
import type { Catalog } from "../connect.ts";
import { type CardMark, forgetMark, putMark, readLogRange, readMark } from "./card_mark.ts";
import { deriveCards } from "./derive_cards.ts";
import { readRows, type Tx } from "./rows.ts";
import { inShortWrites } from "./short_writes.ts";
import type { Writer } from "./transaction.ts";

/** How much is made in one transaction: whichever comes first, but one product at least. */
export interface FillLimits {
  readonly products: number;
  /** Rows of `prices`, ended windows included. */
  readonly prices: number;
}

/** Some tenths of a second, and an answer of some 2 MB. */
export const fillLimits: FillLimits = { products: 200, prices: 20_000 };

/** Not bound: it would be no whole number. */
const perProduct = sql.raw(String(placesPerProduct));

/**
 * Makes the cards that are lacking until the mark says that none are.
 *
 * @param now Milliseconds since the epoch.
 * @throws {Error} The database cannot be written; what was made until then stays.
 */
export async function fillCards(catalog: Catalog, now: number, limits = fillLimits): Promise<void> {
  await inShortWrites(catalog, now, (w, share) => fillSome(w, shareOf(limits, share)));
}

/** Makes the cards of all products anew, in the transaction that there is. */
export async function rebuildCards(w: Pick<Writer, "tx" | "now" | "touch">): Promise<void> {
  await forgetMark(w.tx);
  while (!await fillSome(w, fillLimits));
}

function shareOf({ products, prices }: FillLimits, share: number): FillLimits {
  return { products: Math.ceil(products * share), prices: Math.ceil(prices * share) };
}

/** @returns Whether the cards of all products are made. */
async function fillSome(
  { tx, now, touch }: Pick<Writer, "tx" | "now" | "touch">,
  limits: FillLimits,
): Promise<boolean> {
  const mark: CardMark = await readMark(tx) ??
    { begunAt: (await readLogRange(tx)).newest, madeTo: 0, upTo: null };
  if (mark.upTo !== null) return true;
  const { ids, isEnd } = await nextProducts(tx, mark.madeTo, limits);
  const last = ids.at(-1) ?? mark.madeTo;
  await dropStrays(tx, mark.madeTo, isEnd ? null : last);
  await deriveCards(tx, ids.map((id) => `product:${id}`), now);
  await putMark(tx, { begunAt: mark.begunAt, madeTo: last, upTo: isEnd ? mark.begunAt : null });
  // Carried by every page: none that was made before is kept.
  if (isEnd && last > 0) touch("markets");
  return isEnd;
}

/** The products after one, as many as the limits let. */
async function nextProducts(
  tx: Tx,
  after: number,
  limits: FillLimits,
): Promise<{ readonly ids: readonly number[]; readonly isEnd: boolean }> {
  const rows = await readRows<[id: number, prices: number]>(
    tx,
    sql`id, prices`,
    sql`FROM (SELECT p.id, (SELECT count(*) FROM variants v JOIN prices pr ON pr.variant_id = v.id
        WHERE v.product_id = p.id) AS prices
      FROM products p WHERE p.id > ${after} ORDER BY p.id LIMIT ${sql.raw(String(limits.products))})`,
  );
  const ids: number[] = [];
  let sum = 0;
  for (const [id, prices] of rows) {
    if (ids.length > 0 && sum + prices > limits.prices) break;
    sum += prices;
    ids.push(id);
  }
  return { ids, isEnd: ids.length === rows.length && rows.length < limits.products };
}

/** Drops the cards of products that are gone, from one key to another; null: to the end. */
async function dropStrays(tx: Tx, after: number, upTo: number | null): Promise<void> {
  const end = upTo === null ? sql`` : sql`AND id < (${upTo} + 1) * ${perProduct}`;
  for (const table of [sql`product_cards`, sql`product_offers`]) {
    await tx.run(sql`DELETE FROM ${table} WHERE id >= (${after} + 1) * ${perProduct} ${end}
      AND NOT EXISTS (SELECT 1 FROM products p WHERE p.id = ${table}.id / ${perProduct})`);
  }
}
