/** The calls about categories. */
import type { CategoryInput, CategoryPatch } from "../../commerce/wire/admin_catalog.ts";
import { categoryId } from "../../commerce/wire/public_ids.ts";
import { adminCategories } from "../../db/catalog/writing/admin_categories.ts";
import { createCategory, deleteCategory, patchCategory } from "../../db/catalog/writing/categories.ts";
import { changesNothing } from "../../db/catalog/writing/changes_nothing.ts";
import type { Handlers } from "../platform/operation.ts";
import type { categoryOperations } from "./category_operations.ts";
import { recordCalls } from "./record_calls.ts";
import type { CatalogService } from "./service.ts";

export function categoryHandlers(service: CatalogService): Handlers<typeof categoryOperations> {
  const calls = recordCalls(service, {
    id: categoryId,
    prefix: "cat",
    create: async (w, input: CategoryInput) => (await createCategory(w, input)).publicId,
    patch: patchCategory,
    delete: deleteCategory,
    changesNothing: (patch: CategoryPatch) => changesNothing(patch, "texts"),
    records: adminCategories,
  });
  return {
    createCategory: calls.create,
    listCategories: calls.list,
    readCategory: calls.read,
    patchCategory: calls.patch,
    deleteCategory: calls.delete,
  };
}
