/** The calls about products. */
import { productId } from "../../commerce/wire/public_ids.ts";
import type { ProductInput } from "../../commerce/wire/admin_catalog.ts";
import { readCatalogVersion } from "../../db/catalog/writing/admin_lookups.ts";
import { listAdminProducts, readAdminProduct } from "../../db/catalog/writing/admin_products.ts";
import type { Readable } from "../../db/catalog/writing/admin_records.ts";
import { changesNothing } from "../../db/catalog/writing/changes_nothing.ts";
import { createProduct } from "../../db/catalog/writing/create_product.ts";
import { deleteProduct } from "../../db/catalog/writing/delete_product.ts";
import { patchProduct } from "../../db/catalog/writing/patch_product.ts";
import { readPortable } from "../../db/catalog/writing/portable_product.ts";
import { type Answer, isRefusal, type Refusal } from "../platform/answer.ts";
import type { Claim } from "../platform/idempotency.ts";
import type { Handlers } from "../platform/operation.ts";
import { staleVersion } from "../platform/precondition.ts";
import { claimedIds } from "../platform/claimed_ids.ts";
import { cursorAfter, readCursor } from "./cursor.ts";
import {
  catalogVersionOf,
  type Draft,
  draftVersion,
  editDraft,
  placeOfProduct,
  publish,
  withdraw,
} from "./drafts.ts";
import { type OpenStock, withStock } from "./opening_stock.ts";
import type { catalogOperations } from "./operations.ts";
import {
  type CatalogService,
  commit,
  commitOnce,
  madeAndRemoved,
  rehearse,
  removed,
  shown,
  shownRead,
  shownWritten,
} from "./service.ts";

type ProductCalls = "createProduct" | "listProducts" | "readProduct" | "patchProduct" | "deleteProduct";

export function productHandlers(
  service: CatalogService,
  openStock: OpenStock,
): Pick<Handlers<typeof catalogOperations>, ProductCalls> {
  const { catalog, drafts, now } = service;
  return {
    createProduct: ({ body, claim }) =>
      (body.status === "draft" ? createDraft : createActive)(service, openStock, body, claim),

    async listProducts({ query: { status, limit, cursor } }) {
      const page = readCursor(cursor, (id) => productId.safeParse(id).success);
      if (isRefusal(page)) return page;
      const [listed, kept] = await Promise.all([
        status === "draft" ? null : listAdminProducts(catalog, { after: page.after, limit }, now()),
        status === "active" ? [] : drafts.list(page.after, limit + 1),
      ]);
      const byId = new Map(kept.map(({ document }) => [document.product.id, document.product]));
      // A product that is in both is moving: the catalog is right.
      for (const { value } of listed?.items ?? []) byId.set(value.id, value);
      const found = [...byId.values()].sort((a, b) => a.id < b.id ? 1 : -1);
      const items = found.slice(0, limit);
      const more = found.length > limit || typeof listed?.next === "string";
      return { status: 200, body: { items, nextCursor: more ? cursorAfter(items.at(-1)!.id) : null } };
    },

    async readProduct({ params: { id } }) {
      const place = await placeOfProduct(service, id);
      if (place !== "catalog" && place !== null) {
        return shownRead({ value: place.document.product, version: draftVersion(place.revision) });
      }
      return shownRead(place && await readAdminProduct(catalog, id, now()));
    },

    async patchProduct({ params: { id }, body: { status, ...patch }, expected }) {
      const place = await placeOfProduct(service, id);
      if (place === null) return { problem: "not-found" };
      const version = catalogVersionOf(expected);
      if (place !== "catalog") {
        if (status !== "active") {
          if (changesNothing(patch, "texts")) {
            return await shownDraft(
              catalog,
              expected === draftVersion(place.revision) ? { draft: place } : staleVersion(),
            );
          }
          return await shownDraft(
            catalog,
            await editDraft(service, place, expected, (w) => patchProduct(w, id, patch)),
          );
        }
        return shownWritten(
          await publish(service, place, expected, async (w) => {
            await patchProduct(w, id, patch);
            return (await readAdminProduct({ db: w.tx }, id, w.now))!;
          }),
        );
      }
      if (status === "draft") {
        return await shownDraft(
          catalog,
          await withdraw(
            service,
            id,
            (w) => patchProduct(w, id, patch, version),
            (w) => deleteProduct(w, id, version),
          ),
        );
      }
      return shownWritten(
        await commit(service, async (w) => {
          await patchProduct(w, id, patch, version);
          return (await readAdminProduct({ db: w.tx }, id, w.now))!;
        }),
        changesNothing(patch, "texts"),
      );
    },

    async deleteProduct({ params: { id }, expected }) {
      const place = await placeOfProduct(service, id);
      if (place === null) return { problem: "not-found" };
      if (place === "catalog") {
        const gone = await commit(service, (w) => deleteProduct(w, id, catalogVersionOf(expected)));
        return isRefusal(gone) ? gone : removed(gone.catalogVersion);
      }
      const gone = expected === draftVersion(place.revision) &&
        await drafts.remove(id, place.revision, now());
      return gone ? removed(await readCatalogVersion(catalog)) : staleVersion();
    },
  };
}

async function createActive(
  service: CatalogService,
  openStock: OpenStock,
  body: ProductInput,
  claim: Claim,
): Promise<Answer | Refusal> {
  const input = await withStock(service, openStock, body, claim);
  if (isRefusal(input)) return input;
  const made = await commitOnce(service, claim, async (w) => {
    const { publicId } = await createProduct(w, input);
    return (await readAdminProduct({ db: w.tx }, publicId, w.now))!.value;
  });
  if (isRefusal(made)) return made;
  if (made.value) return shown(201, made.value, made.catalogVersion, made.catalogVersion);
  return await remade(service, claim) ?? madeAndRemoved;
}

async function createDraft(
  service: CatalogService,
  openStock: OpenStock,
  body: ProductInput,
  claim: Claim,
): Promise<Answer | Refusal> {
  const earlier = await remade(service, claim);
  if (earlier) return earlier;
  const input = await withStock(service, openStock, body, claim);
  if (isRefusal(input)) return input;
  const rehearsed = await rehearse(service, async (w) => {
    const { publicId } = await createProduct(w, input);
    // The keys of a rehearsal go to others.
    return { ...await readPortable(w, publicId), keys: null };
  }, { mint: claimedIds(claim) });
  if (isRefusal(rehearsed)) return rehearsed;
  // A rival try of the same request may have added it: then it is there already, under the same id.
  await service.drafts.add(rehearsed.value);
  return await remade(service, claim) ?? madeAndRemoved;
}

/** The answer to a request whose product is there already, wherever it is now; null: it is nowhere. */
async function remade(service: CatalogService, claim: Claim): Promise<Answer | null> {
  const id = claimedIds(claim)("prd");
  const place = await placeOfProduct(service, id);
  if (place === null) return null;
  const version = await readCatalogVersion(service.catalog);
  if (place !== "catalog") return shown(201, place.document.product, draftVersion(place.revision), version);
  const found = await readAdminProduct(service.catalog, id, service.now());
  return found && shown(201, found.value, found.version, version);
}

async function shownDraft(
  catalog: Readable,
  written: { readonly draft: Draft } | Refusal,
): Promise<Answer | Refusal> {
  if (isRefusal(written)) return written;
  const { document, revision } = written.draft;
  return shown(200, document.product, draftVersion(revision), await readCatalogVersion(catalog));
}
