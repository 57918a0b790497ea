/** Promotions: rows that edges know and quotes use. */
import { sql } from "drizzle-orm";
import type { PromotionId } from "../../../commerce/ids.ts";
import type { PromotionInput, PromotionPatch } from "../../../commerce/wire/promotion.ts";
import { promotionCoupons, promotionMarkets, promotions, promotionTexts } from "../schema.ts";
import { adminPromotions } from "./admin_promotions.ts";
import { changesNothing } from "./changes_nothing.ts";
import { findLanguage } from "./lookups.ts";
import { checkPromotion, type PromotionRecord } from "./promotion_checks.ts";
import { insertRows, readRows, takeLastingIds } from "./rows.ts";
import type { Writer } from "./transaction.ts";
import { findVersioned } from "./versions.ts";

/** Codes come here as their keyed hashes (commerce/quote/coupon_hash.ts); null: none is needed. */
interface Hashed {
  readonly couponHashes: readonly string[] | null;
}
export type HashedPromotion = Omit<PromotionInput, "codes"> & Hashed;
export type HashedPromotionPatch = Omit<PromotionPatch, "codes"> & Partial<Hashed>;

/** Creates a promotion. Refuses what names things that are not in the shop, and amounts in several currencies. */
export async function createPromotion(w: Writer, input: HashedPromotion): Promise<PromotionId> {
  const { couponHashes, ...record } = input;
  const [id = 0] = await takeLastingIds(w.tx, "promotions", [null]);
  const publicId = w.mint("prm", w.now);
  await insertRows(w.tx, promotions, [{
    id,
    publicId,
    ...await columnsOf(w, record),
    needsCoupon: couponHashes === null ? 0 : 1,
    exhausted: 0,
    updatedSequence: 0,
  }]);
  await writeParts(w, id, record);
  await writeCoupons(w, id, couponHashes);
  w.stamp("promotions", id);
  return publicId;
}

/**
 * Changes a promotion: what is left out stays, what is given replaces. Refuses as {@linkcode createPromotion} does.
 *
 * @param expectedVersion The version that the caller saw; left out: whatever there is.
 */
export async function patchPromotion(
  w: Writer,
  publicId: string,
  patch: HashedPromotionPatch,
  expectedVersion?: number,
): Promise<void> {
  const id = await findVersioned(w, "promotions", publicId, expectedVersion);
  if (changesNothing(patch)) return;
  const { couponHashes, ...fields } = patch;
  const { id: _, coupons: __, isExhausted: ___, ...was } =
    (await adminPromotions.read({ db: w.tx }, publicId))!
      .value;
  const record: PromotionRecord = { ...was, ...fields };
  const {
    priority,
    exclusivityGroup,
    rule,
    conditions,
    validFrom,
    validUntil,
    limitTotal,
    limitPerCustomer,
  } = await columnsOf(w, record);
  await w.tx.run(sql`UPDATE promotions SET priority = ${priority}, exclusivity_group = ${exclusivityGroup},
    rule = ${rule}, conditions = ${conditions}, valid_from = ${validFrom}, valid_until = ${validUntil},
    exhausted = iif(limit_total IS ${limitTotal}, exhausted, 0),
    limit_total = ${limitTotal}, limit_per_customer = ${limitPerCustomer} WHERE id = ${id}`);
  await removeParts(w, id);
  await writeParts(w, id, record);
  if (couponHashes !== undefined) {
    const needsCoupon = couponHashes === null ? 0 : 1;
    await w.tx.run(sql`UPDATE promotions SET needs_coupon = ${needsCoupon} WHERE id = ${id}`);
    await w.tx.run(sql`DELETE FROM promotion_coupons WHERE promotion_id = ${id}`);
    await writeCoupons(w, id, couponHashes);
  }
  w.stamp("promotions", id);
}

/** Deletes a promotion with its coupons: a shopper who has one is told that it is unknown. */
export async function deletePromotion(w: Writer, publicId: string, expectedVersion?: number): Promise<void> {
  const id = await findVersioned(w, "promotions", publicId, expectedVersion);
  await removeParts(w, id);
  await w.tx.run(sql`DELETE FROM promotion_coupons WHERE promotion_id = ${id}`);
  await w.tx.run(sql`DELETE FROM promotions WHERE id = ${id}`);
}

async function columnsOf(w: Writer, record: PromotionRecord) {
  await checkPromotion(w, record);
  const { priority, exclusivityGroup, rule, conditions, limits } = record;
  return {
    priority,
    exclusivityGroup,
    rule: JSON.stringify(rule),
    conditions: JSON.stringify(conditions),
    validFrom: record.validFrom === null ? 0 : Date.parse(record.validFrom),
    validUntil: record.validUntil === null ? null : Date.parse(record.validUntil),
    limitTotal: limits.total,
    limitPerCustomer: limits.perCustomer,
  };
}

async function writeParts(
  w: Writer,
  promotionId: number,
  { markets, texts }: PromotionRecord,
): Promise<void> {
  const directory = await w.directory();
  const marketIds = markets.map((code) => directory.markets.get(code)!.id);
  await insertRows(w.tx, promotionMarkets, marketIds.map((marketId) => ({ marketId, promotionId })));
  for (const id of marketIds) w.touch(`promotions:${id}`);
  const rows = [];
  for (const [language, { name }] of Object.entries(texts)) {
    rows.push({ promotionId, languageId: await findLanguage(w, language, `texts.${language}`), name });
  }
  await insertRows(w.tx, promotionTexts, rows);
}

async function removeParts(w: Writer, promotionId: number): Promise<void> {
  const markets = await readRows<[number]>(
    w.tx,
    sql`market_id`,
    sql`FROM promotion_markets WHERE promotion_id = ${promotionId}`,
  );
  for (const [id] of markets) w.touch(`promotions:${id}`);
  await w.tx.run(sql`DELETE FROM promotion_markets WHERE promotion_id = ${promotionId}`);
  await w.tx.run(sql`DELETE FROM promotion_texts WHERE promotion_id = ${promotionId}`);
}

async function writeCoupons(w: Writer, promotionId: number, hashes: Hashed["couponHashes"]): Promise<void> {
  const rows = [...new Set(hashes)].map((hash) => ({ promotionId, hash }));
  await insertRows(w.tx, promotionCoupons, rows);
}
