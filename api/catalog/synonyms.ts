/** The calls about synonyms. */
import { synonymId } from "../../commerce/wire/synonyms.ts";
import { changesNothing } from "../../db/catalog/writing/changes_nothing.ts";
import { createSynonym, deleteSynonym, patchSynonym } from "../../db/catalog/writing/synonyms.ts";
import { listAdminSynonyms, readAdminSynonym } from "../../db/catalog/writing/admin_synonyms.ts";
import { isRefusal } from "../platform/answer.ts";
import type { Handlers } from "../platform/operation.ts";
import { etag } from "../platform/precondition.ts";
import { claimedIds } from "../platform/claimed_ids.ts";
import { cursorAfter, readCursor } from "./cursor.ts";
import { catalogVersionOf } from "./drafts.ts";
import type { catalogOperations } from "./operations.ts";
import {
  type CatalogService,
  commit,
  commitOnce,
  madeAndRemoved,
  removed,
  shown,
  shownWritten,
} from "./service.ts";

type SynonymCalls =
  | "createSynonym"
  | "listSynonyms"
  | "readSynonym"
  | "patchSynonym"
  | "deleteSynonym";

export function synonymHandlers(
  service: CatalogService,
): Pick<Handlers<typeof catalogOperations>, SynonymCalls> {
  const { catalog } = service;
  return {
    async createSynonym({ body, claim }) {
      const made = await commitOnce(service, claim, async (w) => {
        const publicId = await createSynonym(w, body);
        return (await readAdminSynonym({ db: w.tx }, publicId))!.value;
      });
      if (isRefusal(made)) return made;
      if (made.value) return shown(201, made.value, made.catalogVersion, made.catalogVersion);
      const found = await readAdminSynonym(catalog, claimedIds(claim)("syn"));
      return found ? shown(201, found.value, found.version, made.catalogVersion) : madeAndRemoved;
    },

    async listSynonyms({ query: { limit, cursor } }) {
      const page = readCursor(cursor, (id) => synonymId.safeParse(id).success);
      if (isRefusal(page)) return page;
      const { items, next } = await listAdminSynonyms(catalog, { after: page.after, limit });
      const nextCursor = next === null ? null : cursorAfter(next);
      return { status: 200, body: { items: items.map(({ value }) => value), nextCursor } };
    },

    async readSynonym({ params: { id } }) {
      const found = await readAdminSynonym(catalog, id);
      if (!found) return { problem: "not-found" };
      return { status: 200, body: found.value, headers: { etag: etag(`${found.version}`) } };
    },

    async patchSynonym({ params: { id }, body, expected }) {
      return shownWritten(
        await commit(service, async (w) => {
          await patchSynonym(w, id, body, catalogVersionOf(expected));
          return (await readAdminSynonym({ db: w.tx }, id))!;
        }),
        changesNothing(body),
      );
    },

    async deleteSynonym({ params: { id }, expected }) {
      const gone = await commit(service, (w) => deleteSynonym(w, id, catalogVersionOf(expected)));
      return isRefusal(gone) ? gone : removed(gone.catalogVersion);
    },
  };
}
