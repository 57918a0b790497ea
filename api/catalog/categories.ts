/** The calls about categories. */
import { categoryId } from "../../commerce/wire/public_ids.ts";
import { changesNothing } from "../../db/catalog/writing/changes_nothing.ts";
import { createCategory, deleteCategory, patchCategory } from "../../db/catalog/writing/categories.ts";
import { listAdminCategories, readAdminCategory } from "../../db/catalog/writing/admin_categories.ts";
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

type CategoryCalls =
  | "createCategory"
  | "listCategories"
  | "readCategory"
  | "patchCategory"
  | "deleteCategory";

export function categoryHandlers(
  service: CatalogService,
): Pick<Handlers<typeof catalogOperations>, CategoryCalls> {
  const { catalog } = service;
  return {
    async createCategory({ body, claim }) {
      const made = await commitOnce(service, claim, async (w) => {
        const { publicId } = await createCategory(w, body);
        return (await readAdminCategory({ db: w.tx }, publicId))!.value;
      });
      if (isRefusal(made)) return made;
      if (made.value) return shown(201, made.value, made.catalogVersion, made.catalogVersion);
      const found = await readAdminCategory(catalog, claimedIds(claim)("cat"));
      return found ? shown(201, found.value, found.version, made.catalogVersion) : madeAndRemoved;
    },

    async listCategories({ query: { limit, cursor } }) {
      const page = readCursor(cursor, (id) => categoryId.safeParse(id).success);
      if (isRefusal(page)) return page;
      const { items, next } = await listAdminCategories(catalog, { after: page.after, limit });
      const nextCursor = next === null ? null : cursorAfter(next);
      return { status: 200, body: { items: items.map(({ value }) => value), nextCursor } };
    },

    async readCategory({ params: { id } }) {
      const found = await readAdminCategory(catalog, id);
      if (!found) return { problem: "not-found" };
      return { status: 200, body: found.value, headers: { etag: etag(`${found.version}`) } };
    },

    async patchCategory({ params: { id }, body, expected }) {
      return shownWritten(
        await commit(service, async (w) => {
          await patchCategory(w, id, body, catalogVersionOf(expected));
          return (await readAdminCategory({ db: w.tx }, id))!;
        }),
        changesNothing(body, "texts"),
      );
    },

    async deleteCategory({ params: { id }, expected }) {
      const gone = await commit(service, (w) => deleteCategory(w, id, catalogVersionOf(expected)));
      return isRefusal(gone) ? gone : removed(gone.catalogVersion);
    },
  };
}
