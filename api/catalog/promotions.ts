/** The calls about promotions. Codes of coupons are hashed here: no row and no answer holds one. */
import type { HashCoupons } from "../../commerce/quote/coupon_hash.ts";
import { promotionId, type PromotionInput } from "../../commerce/wire/promotion.ts";
import { adminPromotions } from "../../db/catalog/writing/admin_promotions.ts";
import { changesNothing } from "../../db/catalog/writing/changes_nothing.ts";
import { createPromotion, deletePromotion, patchPromotion } from "../../db/catalog/writing/promotions.ts";
import type { Handlers } from "../platform/operation.ts";
import { recordCalls } from "./record_calls.ts";
import type { CatalogService } from "./service.ts";
import type { tradeOperations } from "./trade_operations.ts";

type PromotionCalls =
  | "createPromotion"
  | "listPromotions"
  | "readPromotion"
  | "patchPromotion"
  | "deletePromotion";

export function promotionHandlers(
  service: CatalogService,
  hashCoupons: HashCoupons,
): Pick<Handlers<typeof tradeOperations>, PromotionCalls> {
  const calls = recordCalls(service, {
    id: promotionId,
    prefix: "prm",
    create: createPromotion,
    patch: patchPromotion,
    delete: deletePromotion,
    changesNothing,
    records: adminPromotions,
  });
  const hashed = (codes: PromotionInput["codes"]) => codes && hashCoupons(codes);
  return {
    createPromotion: ({ body: { codes, ...input }, claim }) =>
      calls.create({ body: { ...input, couponHashes: hashed(codes) }, claim }),
    listPromotions: calls.list,
    readPromotion: calls.read,
    patchPromotion: ({ params, body: { codes, ...fields }, expected }) =>
      calls.patch({
        params,
        body: codes === undefined ? fields : { ...fields, couponHashes: hashed(codes) },
        expected,
      }),
    deletePromotion: calls.delete,
  };
}
