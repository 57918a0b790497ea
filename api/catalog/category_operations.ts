/** The catalog service's calls about categories. */
import { z } from "zod";
import { categoryList, pageQuery, removal, writtenCategory } from "../../commerce/wire/admin_calls.ts";
import { adminCategory, categoryInput, categoryPatch } from "../../commerce/wire/admin_catalog.ts";
import { categoryId } from "../../commerce/wire/public_ids.ts";
import type { OperationTable } from "../platform/operation.ts";

const category = z.object({ id: categoryId });
const written = { etag: true, catalogVersion: true } as const;

export const categoryOperations = {
  createCategory: {
    method: "post",
    path: "/v1/admin/categories",
    tag: "Categories",
    summary: "Creates a category",
    access: "admin",
    body: categoryInput,
    idempotent: true,
    answer: { status: 201, description: "The new category.", content: writtenCategory, ...written },
    problems: ["conflict"],
  },
  listCategories: {
    method: "get",
    path: "/v1/admin/categories",
    tag: "Categories",
    summary: "All categories, the oldest first",
    access: "admin",
    query: pageQuery,
    answer: { status: 200, description: "A page of categories.", content: categoryList },
  },
  readCategory: {
    method: "get",
    path: "/v1/admin/categories/{id}",
    tag: "Categories",
    summary: "A category",
    access: "admin",
    params: category,
    answer: { status: 200, description: "The category.", content: adminCategory, etag: true },
  },
  patchCategory: {
    method: "patch",
    path: "/v1/admin/categories/{id}",
    tag: "Categories",
    summary: "Changes or moves a category",
    access: "admin",
    params: category,
    body: categoryPatch,
    conditional: true,
    answer: { status: 200, description: "The category as it is now.", content: writtenCategory, ...written },
    problems: ["conflict"],
  },
  deleteCategory: {
    method: "delete",
    path: "/v1/admin/categories/{id}",
    tag: "Categories",
    summary: "Deletes a category that is empty",
    access: "admin",
    params: category,
    conditional: true,
    answer: { status: 200, description: "It is gone.", content: removal, catalogVersion: true },
    problems: ["conflict"],
  },
} as const satisfies OperationTable;
