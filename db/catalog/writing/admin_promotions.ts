/** Promotions as merchants read them. */
import { sql } from "drizzle-orm";
import type { AdminPromotion } from "../../../commerce/wire/promotion.ts";
import { type AdminRecords, adminRecords } from "./admin_records.ts";

export const adminPromotions: AdminRecords<AdminPromotion> = adminRecords(
  sql`promotions r`,
  sql`json_object('id', r.public_id,
    'texts', (SELECT json_group_object(l.tag, json_object('name', t.name))
      FROM promotion_texts t JOIN languages l ON l.id = t.language_id WHERE t.promotion_id = r.id),
    'markets', (SELECT json_group_array(code) FROM (SELECT m.code FROM promotion_markets pm
      JOIN markets m ON m.id = pm.market_id WHERE pm.promotion_id = r.id ORDER BY m.position, m.id)),
    'priority', r.priority, 'exclusivityGroup', r.exclusivity_group,
    'rule', json(r.rule), 'conditions', json(r.conditions),
    'validFrom', r.valid_from, 'validUntil', r.valid_until,
    'limits', json_object('total', r.limit_total, 'perCustomer', r.limit_per_customer),
    'coupons', iif(r.needs_coupon,
      (SELECT count(*) FROM promotion_coupons c WHERE c.promotion_id = r.id), NULL),
    'isExhausted', json(iif(r.exhausted, 'true', 'false')))`,
  toAdminPromotion,
);

/** As the database tells it: times in milliseconds. */
type Stored = Omit<AdminPromotion, "validFrom" | "validUntil"> & {
  readonly validFrom: number;
  readonly validUntil: number | null;
};

function toAdminPromotion({ validFrom, validUntil, ...rest }: Stored): AdminPromotion {
  return {
    ...rest,
    validFrom: validFrom === 0 ? null : new Date(validFrom).toISOString(),
    validUntil: validUntil === null ? null : new Date(validUntil).toISOString(),
  };
}
