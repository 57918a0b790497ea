/** The five calls about records that live in the catalog alone: categories, promotions, synonyms. */
import type { z } from "zod";
import type { IdPrefix } from "../../commerce/ids.ts";
import type { AdminRecords } from "../../db/catalog/writing/admin_records.ts";
import type { Writer } from "../../db/catalog/writing/transaction.ts";
import { type Answer, isRefusal, type Refusal } from "../platform/answer.ts";
import { claimedIds } from "../platform/claimed_ids.ts";
import type { Claim } from "../platform/idempotency.ts";
import type { RecordVersion } from "../platform/precondition.ts";
import { cursorAfter, readCursor } from "./cursor.ts";
import { catalogVersionOf } from "./drafts.ts";
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

/** A kind of records: how they are named, written and read. */
export interface RecordKind<Input, Patch, Shown extends { readonly id: string }> {
  readonly id: z.ZodType<string>;
  readonly prefix: IdPrefix;
  /** @returns Its public id, minted by the writer under `prefix`. */
  create(w: Writer, input: Input): Promise<string>;
  patch(w: Writer, id: string, patch: Patch, expectedVersion: number): Promise<void>;
  delete(w: Writer, id: string, expectedVersion: number): Promise<void>;
  /** Whether a patch asks for nothing: then the version stays. */
  changesNothing(patch: Patch): boolean;
  readonly records: AdminRecords<Shown>;
}

interface Named {
  readonly params: { readonly id: string };
}
interface Conditional extends Named {
  readonly expected: RecordVersion;
}

/** What answers the calls about one kind. */
export interface RecordCalls<Input, Patch> {
  create(call: { readonly body: Input; readonly claim: Claim }): Promise<Answer | Refusal>;
  list(
    call: { readonly query: { readonly limit: number; readonly cursor?: string } },
  ): Promise<Answer | Refusal>;
  read(call: Named): Promise<Answer | Refusal>;
  patch(call: Conditional & { readonly body: Patch }): Promise<Answer | Refusal>;
  delete(call: Conditional): Promise<Answer | Refusal>;
}

/** Makes the calls about a kind of records. */
export function recordCalls<Input, Patch, Shown extends { readonly id: string }>(
  service: CatalogService,
  kind: RecordKind<Input, Patch, Shown>,
): RecordCalls<Input, Patch> {
  const { catalog } = service;
  const { records } = kind;
  return {
    async create({ body, claim }) {
      const made = await commitOnce(service, claim, async (w) => {
        const id = await kind.create(w, body);
        return (await records.read({ db: w.tx }, id))!.value;
      });
      if (isRefusal(made)) return made;
      if (made.value) return shown(201, made.value, made.catalogVersion, made.catalogVersion);
      const found = await records.read(catalog, claimedIds(claim)(kind.prefix));
      return found ? shown(201, found.value, found.version, made.catalogVersion) : madeAndRemoved;
    },

    async list({ query: { limit, cursor } }) {
      const page = readCursor(cursor, (id) => kind.id.safeParse(id).success);
      if (isRefusal(page)) return page;
      const { items, next } = await records.list(catalog, { after: page.after, limit });
      const nextCursor = next === null ? null : cursorAfter(next);
      return { status: 200, body: { items: items.map(({ value }) => value), nextCursor } };
    },

    async read({ params: { id } }) {
      return shownRead(await records.read(catalog, id));
    },

    async patch({ params: { id }, body, expected }) {
      return shownWritten(
        await commit(service, async (w) => {
          await kind.patch(w, id, body, catalogVersionOf(expected));
          return (await records.read({ db: w.tx }, id))!;
        }),
        kind.changesNothing(body),
      );
    },

    async delete({ params: { id }, expected }) {
      const gone = await commit(service, (w) => kind.delete(w, id, catalogVersionOf(expected)));
      return isRefusal(gone) ? gone : removed(gone.catalogVersion);
    },
  };
}
