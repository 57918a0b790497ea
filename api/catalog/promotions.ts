/** The calls about promotions. Codes of coupons are hashed here: no row and no answer holds one. */
import type { HashCoupons } from "../../commerce/quote/coupon_hash.ts";
import { promotionId, type PromotionInput } from "../../commerce/wire/promotion.ts";
import { listAdminPromotions, readAdminPromotion } from "../../db/catalog/writing/admin_promotions.ts";
import { changesNothing } from "../../db/catalog/writing/changes_nothing.ts";
import { createPromotion, deletePromotion, patchPromotion } from "../../db/catalog/writing/promotions.ts";
import { isRefusal } from "../platform/answer.ts";
import type { Handlers } from "../platform/operation.ts";
import { etag } from "../platform/precondition.ts";
import { claimedIds } from "../platform/claimed_ids.ts";
import { cursorAfter, readCursor } from "./cursor.ts";
import { catalogVersionOf } from "./drafts.ts";
import type { tradeOperations } from "./trade_operations.ts";
import {
  type CatalogService,
  commit,
  commitOnce,
  madeAndRemoved,
  removed,
  shown,
  shownWritten,
} from "./service.ts";

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
  const { catalog } = service;
  const hashed = (codes: PromotionInput["codes"]) => codes && hashCoupons(codes);
  return {
    async createPromotion({ body: { codes, ...input }, claim }) {
      const couponHashes = hashed(codes);
      const made = await commitOnce(service, claim, async (w) => {
        const publicId = await createPromotion(w, { ...input, couponHashes });
        return (await readAdminPromotion({ db: w.tx }, publicId))!.value;
      });
      if (isRefusal(made)) return made;
      if (made.value) return shown(201, made.value, made.catalogVersion, made.catalogVersion);
      const found = await readAdminPromotion(catalog, claimedIds(claim)("prm"));
      return found ? shown(201, found.value, found.version, made.catalogVersion) : madeAndRemoved;
    },

    async listPromotions({ query: { limit, cursor } }) {
      const page = readCursor(cursor, (id) => promotionId.safeParse(id).success);
      if (isRefusal(page)) return page;
      const { items, next } = await listAdminPromotions(catalog, { after: page.after, limit });
      const nextCursor = next === null ? null : cursorAfter(next);
      return { status: 200, body: { items: items.map(({ value }) => value), nextCursor } };
    },

    async readPromotion({ params: { id } }) {
      const found = await readAdminPromotion(catalog, id);
      if (!found) return { problem: "not-found" };
      return { status: 200, body: found.value, headers: { etag: etag(`${found.version}`) } };
    },

    async patchPromotion({ params: { id }, body, expected }) {
      const { codes, ...fields } = body;
      const patch = codes === undefined ? fields : { ...fields, couponHashes: hashed(codes) };
      return shownWritten(
        await commit(service, async (w) => {
          await patchPromotion(w, id, patch, catalogVersionOf(expected));
          return (await readAdminPromotion({ db: w.tx }, id))!;
        }),
        changesNothing(patch),
      );
    },

    async deletePromotion({ params: { id }, expected }) {
      const gone = await commit(service, (w) => deletePromotion(w, id, catalogVersionOf(expected)));
      return isRefusal(gone) ? gone : removed(gone.catalogVersion);
    },
  };
}
