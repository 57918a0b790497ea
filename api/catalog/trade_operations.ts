/** The catalog service's calls about what a basket costs: quotes and promotions. */
import { z } from "zod";
import { pageQuery, removal } from "../../commerce/wire/admin_calls.ts";
import {
  adminPromotion,
  promotionId,
  promotionInput,
  promotionList,
  promotionPatch,
  writtenPromotion,
} from "../../commerce/wire/promotion.ts";
import { quoteAnswer, quoteBody } from "../../commerce/wire/quote.ts";
import type { OperationTable } from "../platform/operation.ts";

const promotion = z.object({ id: promotionId });
const written = { etag: true, catalogVersion: true } as const;

export const tradeOperations = {
  quote: {
    method: "post",
    path: "/v1/quotes",
    tag: "Catalog",
    summary: "What a basket costs",
    description:
      "Prices, promotions, shipping and taxes of a basket at this moment, explained line by line. Nothing is stored. An edge answers it from its copy of the catalog, the central API from the catalog itself: of the same version the same bytes. Without `shipTo` nothing is said of shipping; taxes that are not in the prices need it, too. Whoever tries many coupon codes that do not exist is told to wait.",
    access: "public",
    body: quoteBody,
    answer: { status: 200, description: "The quote.", content: quoteAnswer },
    problems: ["rate-limited"],
  },

  createPromotion: {
    method: "post",
    path: "/v1/admin/promotions",
    tag: "Promotions",
    summary: "Creates a promotion",
    description:
      "It is used by every quote from `validFrom` on, higher priorities first. Its codes are kept as keyed hashes and cannot be read again.",
    access: "admin",
    body: promotionInput,
    idempotent: true,
    answer: { status: 201, description: "The new promotion.", content: writtenPromotion, ...written },
    problems: ["conflict"],
  },
  listPromotions: {
    method: "get",
    path: "/v1/admin/promotions",
    tag: "Promotions",
    summary: "All promotions, the oldest first",
    access: "admin",
    query: pageQuery,
    answer: { status: 200, description: "A page of promotions.", content: promotionList },
  },
  readPromotion: {
    method: "get",
    path: "/v1/admin/promotions/{id}",
    tag: "Promotions",
    summary: "A promotion",
    access: "admin",
    params: promotion,
    answer: { status: 200, description: "The promotion.", content: adminPromotion, etag: true },
  },
  patchPromotion: {
    method: "patch",
    path: "/v1/admin/promotions/{id}",
    tag: "Promotions",
    summary: "Changes a promotion",
    description:
      "What is left out stays, what is given replaces: texts, conditions, limits and codes as a whole. An empty patch changes nothing, not even the version.",
    access: "admin",
    params: promotion,
    body: promotionPatch,
    conditional: true,
    answer: {
      status: 200,
      description: "The promotion as it is now.",
      content: writtenPromotion,
      ...written,
    },
  },
  deletePromotion: {
    method: "delete",
    path: "/v1/admin/promotions/{id}",
    tag: "Promotions",
    summary: "Deletes a promotion",
    description: "Its coupons are unknown from then on. One that is over need not be deleted.",
    access: "admin",
    params: promotion,
    conditional: true,
    answer: { status: 200, description: "It is gone.", content: removal, catalogVersion: true },
  },
} as const satisfies OperationTable;
