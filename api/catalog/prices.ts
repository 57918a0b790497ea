/** The calls about prices. */
import type { PriceItem, PriceResult } from "../../commerce/wire/admin_catalog.ts";
import { setPrices } from "../../db/catalog/writing/set_prices.ts";
import { isRefusal, type Refusal } from "../platform/answer.ts";
import type { Handlers } from "../platform/operation.ts";
import { type Draft, editDraft } from "./drafts.ts";
import type { catalogOperations } from "./operations.ts";
import { type CatalogService, commit } from "./service.ts";
import { findBySku } from "./variants.ts";

type PriceCalls = "setPrices" | "listPrices";

/** How often the prices of a draft are set that others are changing. */
const maxTries = 5;

export function priceHandlers(service: CatalogService): Pick<Handlers<typeof catalogOperations>, PriceCalls> {
  return {
    async setPrices({ body: { items } }) {
      const written = await commit(service, (w) => setPrices(w, items));
      if (isRefusal(written)) return written;
      const results = await setDraftPrices(service, items, written.value);
      if (isRefusal(results)) return results;
      const { catalogVersion } = written;
      return {
        status: 200,
        body: { items: results, catalogVersion },
        headers: { "x-catalog-version": `${catalogVersion}` },
      };
    },

    async listPrices({ query: { sku } }) {
      const variant = await findBySku(service, sku);
      const items = Object.entries(variant?.prices ?? {}).flatMap(([market, prices]) =>
        prices.map((price) => ({ sku, market, ...price }))
      );
      return { status: 200, body: { items, nextCursor: null } };
    },
  };
}

/** Sets the prices whose SKUs the catalog does not know, where drafts have them. */
async function setDraftPrices(
  service: CatalogService,
  items: readonly PriceItem[],
  results: readonly PriceResult[],
): Promise<PriceResult[] | Refusal> {
  const all = [...results];
  const byDraft = new Map<string, number[]>();
  for (const [i, result] of results.entries()) {
    if (result.status !== "refused" || result.reason !== "unknown-sku") continue;
    const draft = await service.drafts.findBySku(result.sku);
    if (!draft) continue;
    const { id } = draft.document.product;
    byDraft.set(id, [...byDraft.get(id) ?? [], i]);
  }
  for (const [id, indexes] of byDraft) {
    const edited = await editLatest(service, id, indexes.map((i) => items[i]!));
    if (edited === null) continue;
    if (isRefusal(edited)) return edited;
    for (const [nth, i] of indexes.entries()) all[i] = edited[nth]!;
  }
  return all;
}

/** Sets prices of a draft as it is now; null when it is gone. */
async function editLatest(
  service: CatalogService,
  id: string,
  items: readonly PriceItem[],
  tries = 1,
): Promise<PriceResult[] | Refusal | null> {
  const draft: Draft | null = await service.drafts.find(id);
  if (!draft) return null;
  const edited = await editDraft(service, draft, undefined, (w) => setPrices(w, items));
  if (!isRefusal(edited)) return edited.value;
  if (edited.problem === "version-mismatch" && tries < maxTries) {
    return await editLatest(service, id, items, tries + 1);
  }
  return edited;
}
