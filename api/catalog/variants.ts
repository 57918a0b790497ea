/** The calls about variants. A variant's version is its product's. */
import type { VariantCreation } from "../../commerce/wire/admin_calls.ts";
import type { AdminVariant } from "../../commerce/wire/admin_catalog.ts";
import { readCatalogVersion } from "../../db/catalog/writing/admin_lookups.ts";
import { readAdminVariant, readAdminVariantBySku } from "../../db/catalog/writing/admin_products.ts";
import { changesNothing } from "../../db/catalog/writing/changes_nothing.ts";
import { createVariant, deleteVariant, patchVariant } from "../../db/catalog/writing/variants.ts";
import { type Answer, invalid, isRefusal, type Refusal } from "../platform/answer.ts";
import type { Claim } from "../platform/idempotency.ts";
import type { Handlers } from "../platform/operation.ts";
import { staleVersion } from "../platform/precondition.ts";
import { claimedIds } from "../platform/claimed_ids.ts";
import {
  catalogVersionOf,
  type Draft,
  draftVersion,
  editDraft,
  placeOfProduct,
  placeOfVariant,
} from "./drafts.ts";
import type { catalogOperations } from "./operations.ts";
import {
  type CatalogService,
  commit,
  commitOnce,
  madeAndRemoved,
  removed,
  shown,
  shownRead,
  shownWritten,
} from "./service.ts";

type VariantCalls = "createVariant" | "listVariants" | "readVariant" | "patchVariant" | "deleteVariant";

/** How often a variant is added to a draft that others are changing. */
const maxTries = 5;

export function variantHandlers(
  service: CatalogService,
): Pick<Handlers<typeof catalogOperations>, VariantCalls> {
  const { catalog, drafts, now } = service;

  /** The answer to a request whose variant is there already, wherever it is now; null: it is nowhere. */
  async function remade(claim: Claim): Promise<Answer | null> {
    const id = claimedIds(claim)("var");
    const place = await placeOfVariant(service, id);
    if (place === null) return null;
    const version = await readCatalogVersion(catalog);
    if (place !== "catalog") return shown(201, variantOf(place, id)!, draftVersion(place.revision), version);
    const found = await readAdminVariant(catalog, id, now());
    return found && shown(201, found.value, found.version, version);
  }

  async function addToProduct(
    { productId, ...input }: VariantCreation,
    claim: Claim,
  ): Promise<Answer | Refusal> {
    const made = await commitOnce(service, claim, async (w) => {
      const { publicId } = await createVariant(w, productId, input);
      return (await readAdminVariant({ db: w.tx }, publicId, w.now))!.value;
    });
    if (isRefusal(made)) return made.problem === "not-found" ? unknownProduct(productId) : made;
    if (made.value) return shown(201, made.value, made.catalogVersion, made.catalogVersion);
    return await remade(claim) ?? madeAndRemoved;
  }

  async function addToDraft(
    { productId, ...input }: VariantCreation,
    claim: Claim,
    draft: Draft,
    tries = 1,
  ): Promise<Answer | Refusal> {
    const edited = await editDraft(service, draft, undefined, (w) => createVariant(w, productId, input), {
      mint: claimedIds(claim),
    });
    if (!isRefusal(edited)) return await remade(claim) ?? madeAndRemoved;
    const latest = edited.problem === "version-mismatch" ? await drafts.find(productId) : null;
    if (!latest || tries === maxTries) return edited;
    return await addToDraft({ productId, ...input }, claim, latest, tries + 1);
  }

  return {
    async createVariant({ body, claim }) {
      const earlier = await remade(claim);
      if (earlier) return earlier;
      const place = await placeOfProduct(service, body.productId);
      if (place === null) return unknownProduct(body.productId);
      return await (place === "catalog" ? addToProduct(body, claim) : addToDraft(body, claim, place));
    },

    async listVariants({ query: { sku } }) {
      const variant = await findBySku(service, sku);
      return { status: 200, body: { items: variant ? [variant] : [], nextCursor: null } };
    },

    async readVariant({ params: { id } }) {
      const place = await placeOfVariant(service, id);
      if (place !== "catalog" && place !== null) {
        return shownRead({ value: variantOf(place, id)!, version: draftVersion(place.revision) });
      }
      return shownRead(place && await readAdminVariant(catalog, id, now()));
    },

    async patchVariant({ params: { id }, body, expected }) {
      const place = await placeOfVariant(service, id);
      if (place === null) return { problem: "not-found" };
      const unchanged = changesNothing(body, "availabilityByMarket");
      if (place === "catalog") {
        return shownWritten(
          await commit(service, async (w) => {
            await patchVariant(w, id, body, catalogVersionOf(expected));
            return (await readAdminVariant({ db: w.tx }, id, w.now))!;
          }),
          unchanged,
        );
      }
      if (unchanged && expected !== draftVersion(place.revision)) return staleVersion();
      const edited = unchanged
        ? { draft: place }
        : await editDraft(service, place, expected, (w) => patchVariant(w, id, body));
      if (isRefusal(edited)) return edited;
      const { draft } = edited;
      return shown(
        200,
        variantOf(draft, id)!,
        draftVersion(draft.revision),
        await readCatalogVersion(catalog),
      );
    },

    async deleteVariant({ params: { id }, expected }) {
      const place = await placeOfVariant(service, id);
      if (place === null) return { problem: "not-found" };
      if (place === "catalog") {
        const gone = await commit(service, (w) => deleteVariant(w, id, catalogVersionOf(expected)));
        return isRefusal(gone) ? gone : removed(gone.catalogVersion);
      }
      const edited = await editDraft(service, place, expected, (w) => deleteVariant(w, id));
      return isRefusal(edited) ? edited : removed(await readCatalogVersion(catalog));
    },
  };
}

/** The variant that has a SKU: in the catalog, or else in the oldest draft. */
export async function findBySku(
  { catalog, drafts, now }: CatalogService,
  sku: string,
): Promise<AdminVariant | null> {
  const found = await readAdminVariantBySku(catalog, sku, now());
  if (found) return found.value;
  const draft = await drafts.findBySku(sku);
  return draft?.document.product.variants.find((variant) => variant.sku === sku) ?? null;
}

function variantOf({ document }: Draft, id: string): AdminVariant | undefined {
  return document.product.variants.find((variant) => variant.id === id);
}

function unknownProduct(id: string): Refusal {
  return invalid([{ path: "productId", message: `there is no product "${id}"` }]);
}
