/** What a schema found wrong, as the errors of a problem: the same words at the centre and at an edge. */
import type { z } from "zod";
import type { FieldError } from "../problem.ts";

/** A problem lists no more errors than this. */
const maxErrors = 100;

/** Zod's issues as the errors of a problem; a field that is not known is named by its own path. */
export function fieldErrors(issues: readonly z.core.$ZodIssue[]): FieldError[] {
  return issues.flatMap((issue): FieldError[] => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({ path: dotted([...issue.path, key]), message: "not a known field" }));
    }
    if (issue.code === "invalid_key") {
      return [{ path: dotted(issue.path), message: issue.issues[0]?.message ?? issue.message }];
    }
    return [{ path: dotted(issue.path), message: issue.message }];
  }).slice(0, maxErrors);
}

function dotted(path: readonly PropertyKey[]): string {
  return path.map((part) => String(part).slice(0, 100)).join(".");
}
