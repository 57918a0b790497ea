/** The second pass: a feed's products, some hundreds at a time, held against the catalog; differences are written. */
import type { Client } from "@libsql/client";
import { sql } from "drizzle-orm";
import { draftSkus, type FeedItems } from "../backoffice/feed_items.ts";
import type { Catalog } from "../catalog/connect.ts";
import type { Reads, Tx } from "../catalog/writing/rows.ts";
import { writeCatalog } from "../catalog/writing/transaction.ts";
import type { AttributeBook, FoundValue } from "./attribute_book.ts";
import { type CatalogState, readState } from "./catalog_state.ts";
import type { CategoryBook } from "./category_book.ts";
import { compareUnit, type FeedScope, type KeyedUnit, type UnitChange } from "./compare_unit.ts";
import type { FeedRow } from "./feed_row.ts";
import type { ImportReport, RowRemark } from "./import_report.ts";
import type { ReadyChange, WritePlace } from "./placed_change.ts";
import { type ProductUnit, toUnit } from "./product_unit.ts";
import type { ReadFeed } from "./read_feed.ts";
import { writeChanges } from "./write_changes.ts";

export interface UnitImport {
  readonly catalog: Catalog;
  readonly backoffice: Client;
  readonly items: FeedItems;
  readonly feed: ReadFeed;
  readonly scope: FeedScope;
  readonly place: WritePlace;
  readonly attributes: AttributeBook;
  readonly categories: CategoryBook;
  readonly report: ImportReport;
  readonly reject: (remark: RowRemark) => void;
  readonly now: () => number;
  readonly isStopped: () => boolean;
  readonly onRows: (rows: number) => void;
  /** Rows in a transaction; left out: as many as fit the time it should take. */
  readonly batchRows?: number;
}

/** How long a transaction should take: other writers wait for it. Batches grow and shrink towards it. */
const wantedMs = 400;
const smallestBatch = 50, largestBatch = 1000;

/** Imports all products of a feed. */
export async function importUnits(job: UnitImport): Promise<void> {
  let size = job.batchRows ?? 200;
  let rows = 0;
  let batch: FeedRow[][] = [];
  let waiting = 0;
  for (const members of job.feed.products()) {
    batch.push(members);
    waiting += members.length;
    if (waiting < size) continue;
    if (job.isStopped()) return;
    const tookMs = await importBatch(job, batch);
    rows += waiting;
    job.onRows(rows);
    if (tookMs > 0 && job.batchRows === undefined) {
      const fitting = Math.round(waiting * wantedMs / tookMs);
      size = Math.max(smallestBatch, Math.min(largestBatch, fitting, size * 2));
    }
    batch = [];
    waiting = 0;
    // Native libsql never lets the event loop turn by itself. Here it does: signals are heard, what ended statements
    // hold is freed (gigabytes in a long feed), and others' writes find a gap.
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  if (batch.length > 0 && !job.isStopped()) {
    await importBatch(job, batch);
    job.onRows(rows + waiting);
  }
}

/** @returns How long its transaction took, in milliseconds; 0 where there was nothing to write. */
async function importBatch(job: UnitImport, batch: readonly FeedRow[][]): Promise<number> {
  const { catalog, place, report } = job;
  const skus = batch.flat().map(({ sku }) => sku);
  const state = await readState(catalog.db, skus, place);
  const drafts = await draftSkus(job.backoffice, skus.filter((sku) => !state.variants.has(sku)));
  const units: ProductUnit[] = [];
  for (const members of batch) {
    const free = members.filter((row) => !drafts.has(row.sku));
    for (const { line, sku } of members.filter((row) => drafts.has(row.sku))) {
      job.reject({ line, sku, reason: "id: the shop has it in a draft: publish or delete that first" });
    }
    if (free.length === 0) continue;
    const { unit, refused } = toUnit(free, (name) => job.feed.profile.codeOf(name));
    for (const { row, reason } of refused) job.reject({ line: row.line, sku: row.sku, reason });
    units.push(unit);
  }
  // A unit with something new needs no comparing to know that it has changed.
  const known = units.filter((unit) => unit.variants.every(({ row }) => state.variants.has(row.sku)));
  const keyed = await keyUnits(job, known, (named) => job.attributes.find(catalog.db, named), catalog.db);
  const same = new Set(
    keyed.filter((one) => compareUnit(one, state, job.scope, job.now()).length === 0).map(({ unit }) => unit),
  );
  const changed = units.filter((unit) => !same.has(unit));
  for (const unit of same) report.unchangedVariants += unit.variants.length;
  // Before the catalog: a mark without a variant harms nothing, a variant without a mark would never be missed.
  await job.items.mark(units.flatMap((unit) => unit.variants.map(({ row }) => row.sku)));
  if (changed.length === 0) return 0;
  const started = performance.now();
  await writeUnits(job, changed);
  return performance.now() - started;
}

/** Writes units in one transaction; where that is refused each by itself, so that one stops no other. */
async function writeUnits(job: UnitImport, units: readonly ProductUnit[]): Promise<void> {
  const { catalog, place, report, scope } = job;
  const now = job.now();
  const written = await settled(job, () =>
    writeCatalog(catalog, { now }, async (w) => {
      if (catalog.client.protocol === "file") await makeRoom(w.tx);
      const state = await readState(
        w.tx,
        units.flatMap((unit) => unit.variants.map(({ row }) => row.sku)),
        place,
      );
      const keyed = await keyUnits(job, units, (named) => job.attributes.findOrMake(w, named), w.tx);
      const changes = keyed.flatMap((one) => compareUnit(one, state, scope, now));
      const ready: ReadyChange[] = [];
      for (const change of changes) ready.push({ ...change, categoryId: await categoryOf(job, change, w) });
      await writeChanges(w, ready, place, scope);
      return count(units, state, changes);
    }));
  if (written.ok) {
    job.attributes.keep();
    report.newProducts += written.value.newProducts;
    report.newVariants += written.value.newVariants;
    report.changedProducts += written.value.changedProducts;
    return;
  }
  job.attributes.forget();
  job.categories.forget();
  if (units.length > 1) {
    for (const unit of units) await writeUnits(job, [unit]);
    return;
  }
  for (const { row } of units[0]!.variants) {
    job.reject({ line: row.line, sku: row.sku, reason: written.refusal.message });
  }
}

/**
 * A connection has room for 2 MB of pages, and makes a checkpoint whenever 4 MB were written: a batch writes more than
 * that, and much of it to the same pages as the one before.
 */
async function makeRoom(tx: Tx): Promise<void> {
  await tx.run(sql`PRAGMA cache_size = -32768`);
  await tx.run(sql`PRAGMA wal_autocheckpoint = 8000`);
}

/** A transaction that fails has made nothing: what was remembered of it is forgotten. */
async function settled<T>(job: UnitImport, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    job.attributes.forget();
    job.categories.forget();
    throw error;
  }
}

async function categoryOf(
  job: UnitImport,
  { keyed, product, category }: UnitChange,
  w: Parameters<CategoryBook["findOrMake"]>[0],
): Promise<number | null> {
  if (!category) return null;
  const { unit } = keyed;
  if (unit.category.length > 0) return await job.categories.findOrMake(w, unit.category);
  // A guess is made once, when a product comes in: merchants may move it, and no import moves it back.
  if (product !== null) return null;
  return await job.categories.findOrMake(w, job.feed.guess.decide(unit.variants.map(({ row }) => row)));
}

async function keyUnits(
  job: UnitImport,
  units: readonly ProductUnit[],
  find: (named: ProductUnit["attributes"]) => Promise<FoundValue[]>,
  reads: Reads,
): Promise<KeyedUnit[]> {
  const named = units.flatMap((
    unit,
  ) => [...unit.attributes, ...unit.variants.flatMap(({ options }) => options)]);
  const found = await find(named);
  let at = 0;
  const take = (length: number) => found.slice(at, at += length);
  const keyed: KeyedUnit[] = [];
  for (const unit of units) {
    keyed.push({
      unit,
      values: take(unit.attributes.length),
      options: unit.variants.map(({ options }) => take(options.length)),
      categoryId: unit.category.length === 0 ? null : await job.categories.find(reads, unit.category),
    });
  }
  return keyed;
}

function count(units: readonly ProductUnit[], state: CatalogState, changes: readonly UnitChange[]) {
  const variants = units.flatMap((unit) => unit.variants);
  return {
    newProducts: changes.filter(({ product }) => product === null).length,
    newVariants: variants.filter(({ row }) => !state.variants.has(row.sku)).length,
    changedProducts: new Set(changes.flatMap(({ product }) => product?.id ?? [])).size,
  };
}
