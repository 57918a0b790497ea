/** How the catalog's refusals of a write are told to the caller. */
import type { ProblemName } from "../../commerce/problem.ts";
import type { Refusal as WriteRefusal, RefusalName } from "../../db/catalog/writing/refusal.ts";
import type { Refusal } from "../platform/answer.ts";
import { staleVersion } from "../platform/precondition.ts";

/** Names that do not fit the shop are invalid fields; what stands in the way of another record is a conflict. */
const problemOf: Readonly<Record<RefusalName, ProblemName>> = {
  "not-found": "not-found",
  "stale-version": "version-mismatch",
  "unknown-category": "validation-failed",
  "unknown-language": "validation-failed",
  "unknown-market": "validation-failed",
  "unknown-picture": "validation-failed",
  "invalid-value": "validation-failed",
  "slug-taken": "conflict",
  "sku-taken": "conflict",
  "options-taken": "conflict",
  "code-taken": "conflict",
  "country-taken": "conflict",
  "currency-fixed": "conflict",
  "type-fixed": "conflict",
  "category-cycle": "conflict",
  "category-in-use": "conflict",
  "last-variant": "conflict",
  "last-language": "conflict",
};

/** Turns a refused write into a problem. */
export function toRefusal({ name, path, message }: WriteRefusal): Refusal {
  const problem = problemOf[name];
  if (problem === "not-found") return { problem };
  if (problem === "version-mismatch") return staleVersion();
  const detail = `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
  return path === "" ? { problem, detail } : { problem, detail, errors: [{ path, message }] };
}
