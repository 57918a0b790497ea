/**
 * Drafts: products kept outside the catalog (design decision 11) but held to its rules.
 *
 * A change of a draft is rehearsed: the draft is put into the catalog, changed there as a product is, read, and
 * all of it rolled back. What moves between the two databases is locked while it does; where a crash leaves it in
 * both, the catalog is right.
 */
import type { StoredDraft } from "../../db/backoffice/product_drafts.ts";
import { isListed } from "../../db/catalog/writing/admin_lookups.ts";
import {
  insertPortable,
  makeRoom,
  type PortableProduct,
  readPortable,
} from "../../db/catalog/writing/portable_product.ts";
import type { Writer } from "../../db/catalog/writing/transaction.ts";
import { isRefusal, type Refusal } from "../platform/answer.ts";
import { type RecordVersion, staleVersion } from "../platform/precondition.ts";
import { type CatalogService, commit, type Committed, rehearse } from "./service.ts";

export type Draft = StoredDraft<PortableProduct>;

/** How long a move between the databases may take. */
const moveMs = 30_000;

/** A draft's version, which no product in the catalog can have. */
export function draftVersion(revision: number): RecordVersion {
  return `draft-${revision}`;
}

/** The version of a product in the catalog that a caller expects; -1, which none has, when it is a draft's. */
export function catalogVersionOf(expected: RecordVersion): number {
  return /^\d{1,15}$/.test(expected) ? Number(expected) : -1;
}

/** Where a record is: in the catalog, in a draft, or nowhere. */
export type Place = "catalog" | Draft | null;

/** Where a product is. */
export function placeOfProduct(service: CatalogService, id: string): Promise<Place> {
  return placeOf(service, () => service.drafts.find(id), () => isListed(service.catalog, "products", id));
}

/** Where a variant is. */
export function placeOfVariant(service: CatalogService, id: string): Promise<Place> {
  return placeOf(
    service,
    () => service.drafts.findByVariant(id),
    () => isListed(service.catalog, "variants", id),
  );
}

async function placeOf(
  service: CatalogService,
  findDraft: () => Promise<Draft | null>,
  isInCatalog: () => Promise<boolean>,
): Promise<Place> {
  if (await isInCatalog()) return "catalog";
  const draft = await findDraft();
  if (draft && !await isListed(service.catalog, "products", draft.document.product.id)) return draft;
  // It may have been published between the two looks.
  return await isInCatalog() ? "catalog" : null;
}

/** A draft after a change, and what the change answered. */
export interface Edited<T> {
  readonly draft: Draft;
  readonly value: T;
}

/**
 * Changes a draft as a product in the catalog is changed.
 *
 * @param expected The version that the caller saw; left out: as it was found.
 */
export async function editDraft<T>(
  service: CatalogService,
  { document, revision }: Draft,
  expected: RecordVersion | undefined,
  work: (w: Writer) => Promise<T>,
  options?: Parameters<typeof rehearse>[2],
): Promise<Edited<T> | Refusal> {
  if (expected !== undefined && expected !== draftVersion(revision)) return staleVersion();
  const rehearsed = await rehearse(service, async (w) => {
    // What a draft wants may be taken by now: that is for the publishing to refuse, and for edits to put right.
    await makeRoom(w, document);
    await insertPortable(w, document);
    const value = await work(w);
    // The keys that a rehearsal gave to what is new go to others.
    return { value, document: { ...await readPortable(w, document.product.id), keys: document.keys } };
  }, options);
  if (isRefusal(rehearsed)) return rehearsed;
  const changed = rehearsed.value;
  if (!await service.drafts.replace(changed.document, revision, service.now())) return staleVersion();
  return { draft: { document: changed.document, revision: revision + 1 }, value: changed.value };
}

/**
 * Moves a draft into the catalog, with a last change to it, in one catalog transaction.
 *
 * @param work What else happens in the transaction, once the product is there.
 */
export async function publish<T>(
  service: CatalogService,
  { document, revision }: Draft,
  expected: RecordVersion,
  work: (w: Writer) => Promise<T>,
): Promise<Committed<T> | Refusal> {
  const { drafts, now } = service;
  const { id } = document.product;
  const locked = expected === draftVersion(revision) &&
    await drafts.lock(id, revision, now(), now() + moveMs);
  if (!locked) return staleVersion();
  const published = await commit(service, async (w) => {
    await insertPortable(w, document);
    return await work(w);
  });
  if (isRefusal(published)) await drafts.unlock(id);
  else await drafts.discard(id);
  return published;
}

/**
 * Moves a product out of the catalog.
 *
 * @param change A last change to it.
 * @param remove Deletes it, if it is still as `change` saw it.
 */
export async function withdraw(
  service: CatalogService,
  id: string,
  change: (w: Writer) => Promise<void>,
  remove: (w: Writer) => Promise<void>,
): Promise<{ readonly draft: Draft } | Refusal> {
  const { drafts, now } = service;
  const rehearsed = await rehearse(service, async (w) => {
    await change(w);
    return await readPortable(w, id);
  });
  if (isRefusal(rehearsed)) return rehearsed;
  const document = rehearsed.value;
  const revision = await drafts.receive(document, now(), now() + moveMs);
  if (revision === null) return staleVersion();
  const withdrawn = await commit(service, remove);
  if (isRefusal(withdrawn)) {
    await settleDraft(service, id);
    return withdrawn;
  }
  if (!await drafts.unlock(id)) await drafts.add(document);
  return { draft: { document, revision } };
}

/** Clears up after moves that a crash cut short, long after their locks ended. */
export async function settleDrafts(service: CatalogService): Promise<void> {
  for (const id of await service.drafts.abandoned(service.now() - 20 * moveMs)) {
    await settleDraft(service, id);
  }
}

async function settleDraft(service: CatalogService, id: string): Promise<void> {
  if (await isListed(service.catalog, "products", id)) await service.drafts.discard(id);
  else await service.drafts.unlock(id);
}
