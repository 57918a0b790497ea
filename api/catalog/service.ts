/** What the catalog service works with, and its two ways to write: for good, and to see what would come of it. */
import type { EdgeReports } from "../../db/backoffice/edge_reports.ts";
import type { productDrafts } from "../../db/backoffice/product_drafts.ts";
import type { Catalog } from "../../db/catalog/connect.ts";
import type { Versioned } from "../../db/catalog/writing/admin_records.ts";
import type { PortableProduct } from "../../db/catalog/writing/portable_product.ts";
import {
  findRequest,
  writeCatalog,
  type WriteOptions,
  type Writer,
} from "../../db/catalog/writing/transaction.ts";
import { type Answer, isRefusal, type Refusal } from "../platform/answer.ts";
import type { Claim } from "../platform/idempotency.ts";
import { etag, type RecordVersion } from "../platform/precondition.ts";
import { claimedIds } from "../platform/claimed_ids.ts";
import { toRefusal } from "./refusals.ts";

export interface CatalogService {
  readonly catalog: Catalog;
  readonly drafts: ReturnType<typeof productDrafts<PortableProduct>>;
  /** What the machines of the edge serve. */
  readonly reports: EdgeReports;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Called after each write of the catalog. */
  readonly written: () => void;
}

/** A write that is in the catalog. */
export interface Committed<T> {
  readonly value: T;
  readonly catalogVersion: number;
}

/** Runs one catalog transaction; a refused one changed nothing. */
export async function commit<T>(
  service: CatalogService,
  work: (w: Writer) => Promise<T>,
  options: Omit<WriteOptions, "now"> = {},
): Promise<Committed<T> | Refusal> {
  const written = await writeCatalog(service.catalog, { now: service.now(), ...options }, work);
  if (!written.ok) return toRefusal(written.refusal);
  service.written();
  return written;
}

/**
 * Runs the catalog transaction of a claimed request, unless an earlier try of it did: its process died between
 * the commit and the storing of the answer. The look and the write are one transaction, so that no lease needs
 * to be trusted.
 *
 * @returns `value: null` when an earlier try did it.
 */
export function commitOnce<T>(
  service: CatalogService,
  claim: Claim,
  work: (w: Writer) => Promise<T>,
): Promise<Committed<T | null> | Refusal> {
  return commit(service, async (w) => {
    return await findRequest({ db: w.tx }, claim.requestHash) ? null : await work(w);
  }, { requestHash: claim.requestHash, mint: claimedIds(claim) });
}

/** Runs work in a catalog transaction that is always rolled back, and answers what it answered. */
export async function rehearse<T>(
  service: CatalogService,
  work: (w: Writer) => Promise<T>,
  options: Omit<WriteOptions, "now"> = {},
): Promise<{ readonly value: T } | Refusal> {
  try {
    return await commit(service, async (w): Promise<never> => {
      throw new Rehearsed(await work(w));
    }, options);
  } catch (error) {
    if (error instanceof Rehearsed) return { value: error.value as T };
    throw error;
  }
}

class Rehearsed extends Error {
  constructor(readonly value: unknown) {
    super("rehearsed");
  }
}

/** The answer that shows a record as it is; null: there is none. */
export function shownRead(
  found: { readonly value: object; readonly version: RecordVersion | number } | null,
): Answer | Refusal {
  if (!found) return { problem: "not-found" };
  return { status: 200, body: found.value, headers: { etag: etag(`${found.version}`) } };
}

/** The answer that shows a record after a write. */
export function shown(
  status: 200 | 201,
  record: object,
  version: RecordVersion | number,
  catalogVersion: number,
): Answer {
  return {
    status,
    body: { ...record, catalogVersion },
    headers: { etag: etag(`${version}`), "x-catalog-version": `${catalogVersion}` },
  };
}

/**
 * The answer to a change of a record in the catalog.
 *
 * @param written The record after it, with the version that it had until then.
 * @param unchanged Whether the change asked for nothing: the version is still that one.
 */
export function shownWritten(
  written: Committed<Versioned<object>> | Refusal,
  unchanged = false,
): Answer | Refusal {
  if (isRefusal(written)) return written;
  const { value: { value, version }, catalogVersion } = written;
  return shown(200, value, unchanged ? version : catalogVersion, catalogVersion);
}

/** The answer to a deletion. */
export function removed(catalogVersion: number): Answer {
  return { status: 200, body: { catalogVersion }, headers: { "x-catalog-version": `${catalogVersion}` } };
}

/** The answer to the retry of a request whose record is not there any more. */
export const madeAndRemoved: Refusal = {
  problem: "conflict",
  detail: "An earlier try of this request succeeded, and what it made was deleted since.",
};
