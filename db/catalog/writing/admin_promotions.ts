/** Promotions as merchants read them. */
import { type SQL, sql } from "drizzle-orm";
import type { AdminPromotion } from "../../../commerce/wire/promotion.ts";
import {
  type AdminPage,
  cutPage,
  type PageRequest,
  type Readable,
  readRecords,
  type Versioned,
} from "./admin_records.ts";

/** Reads a promotion by its public id. */
export async function readAdminPromotion(
  catalog: Readable,
  publicId: string,
): Promise<Versioned<AdminPromotion> | null> {
  return (await readPromotions(catalog, sql`WHERE p.public_id = ${publicId}`))[0] ?? null;
}

/** Lists promotions, the oldest first. */
export async function listAdminPromotions(
  catalog: Readable,
  { after, limit }: PageRequest,
): Promise<AdminPage<AdminPromotion>> {
  const found = await readPromotions(
    catalog,
    sql`WHERE p.public_id > ${after ?? ""} ORDER BY p.public_id LIMIT ${sql.raw(String(limit + 1))}`,
  );
  return cutPage(found, limit);
}

/** As the database tells it: times in milliseconds. */
type Stored = Omit<AdminPromotion, "validFrom" | "validUntil"> & {
  readonly validFrom: number;
  readonly validUntil: number | null;
};

async function readPromotions(catalog: Readable, rest: SQL): Promise<Versioned<AdminPromotion>[]> {
  const stored = await readRecords<Stored>(
    catalog,
    sql`json_object('id', p.public_id,
      'texts', (SELECT json_group_object(l.tag, json_object('name', t.name))
        FROM promotion_texts t JOIN languages l ON l.id = t.language_id WHERE t.promotion_id = p.id),
      'markets', (SELECT json_group_array(code) FROM (SELECT m.code FROM promotion_markets pm
        JOIN markets m ON m.id = pm.market_id WHERE pm.promotion_id = p.id ORDER BY m.position, m.id)),
      'priority', p.priority, 'exclusivityGroup', p.exclusivity_group,
      'rule', json(p.rule), 'conditions', json(p.conditions),
      'validFrom', p.valid_from, 'validUntil', p.valid_until,
      'limits', json_object('total', p.limit_total, 'perCustomer', p.limit_per_customer),
      'coupons', iif(p.needs_coupon,
        (SELECT count(*) FROM promotion_coupons c WHERE c.promotion_id = p.id), NULL),
      'isExhausted', json(iif(p.exhausted, 'true', 'false')))`,
    sql`p.updated_sequence`,
    sql`FROM promotions p ${rest}`,
  );
  return stored.map(({ value: { validFrom, validUntil, ...rest }, version }) => ({
    value: {
      ...rest,
      validFrom: validFrom === 0 ? null : new Date(validFrom).toISOString(),
      validUntil: validUntil === null ? null : new Date(validUntil).toISOString(),
    },
    version,
  }));
}
