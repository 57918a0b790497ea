/** The first counts of a new product's variants, which the inventory gets before the catalog gets the product. */
import type { Availability } from "../../commerce/catalog_view.ts";
import type { ProductInput } from "../../commerce/wire/admin_catalog.ts";
import { openingAnswer, type OpeningInput } from "../../commerce/wire/internal_inventory.ts";
import { createProduct } from "../../db/catalog/writing/create_product.ts";
import { findRequest } from "../../db/catalog/writing/transaction.ts";
import { isRefusal, type Refusal } from "../platform/answer.ts";
import { claimedIds } from "../platform/claimed_ids.ts";
import type { Claim } from "../platform/idempotency.ts";
import type { CallService } from "../platform/internal_calls.ts";
import { type CatalogService, rehearse } from "./service.ts";

/**
 * Sets first counts, once for each key, and answers what shoppers are to be told of each SKU.
 *
 * @throws {UnreachableError} The inventory cannot be reached: whether it was done is not known.
 */
export type OpenStock = (
  key: string,
  items: OpeningInput["items"],
) => Promise<ReadonlyMap<string, Availability> | Refusal>;

/** Sets them in the inventory, wherever it runs. */
export function openStockBy(call: CallService): OpenStock {
  return async (key, items) => {
    const path = `/internal/inventory/openings/${key}`;
    const { status, body } = await call("inventory", { method: "PUT", path, body: { items } });
    if (status === 409) {
      return { problem: "conflict", detail: "There is no location whose stock is for sale." };
    }
    if (status !== 200) throw new Error(`set the first counts of ${items.length} SKUs: answered ${status}`);
    return new Map(openingAnswer.parse(body).items.map(({ sku, availability }) => [sku, availability]));
  };
}

/**
 * The product as it is to be made, its stock counted already where its variants say how much there is: so it is never
 * for sale without its stock, and the answer is sent when that can be reserved. A product that would be refused sets
 * no stock.
 */
export async function withStock(
  service: CatalogService,
  openStock: OpenStock,
  input: ProductInput,
  claim: Claim,
): Promise<ProductInput | Refusal> {
  const counted = input.variants.flatMap(({ sku, onHand }) => onHand === undefined ? [] : [{ sku, onHand }]);
  // Made by an earlier try of this request, it had its stock before.
  if (counted.length === 0 || await findRequest({ db: service.catalog.db }, claim.requestHash)) return input;
  const rehearsed = await rehearse(service, (w) => createProduct(w, input), { mint: claimedIds(claim) });
  if (isRefusal(rehearsed)) return rehearsed;
  const told = await openStock(claim.requestHash, counted);
  if (isRefusal(told)) return told;
  return {
    ...input,
    variants: input.variants.map((variant) => ({
      ...variant,
      availability: told.get(variant.sku) ?? variant.availability,
    })),
  };
}
