/** Validation of what a request holds, by the zod schemas of the wire. */
import { zValidator } from "@hono/zod-validator";
import type { MiddlewareHandler } from "hono";
import type { z } from "zod";
import type { FieldError } from "../../commerce/problem.ts";
import { invalid, type Refusal, toResponse } from "./answer.ts";

/** A problem lists no more errors than this. */
const maxErrors = 100;

/** Refuses what does not fit the schema: each invalid field with its path and a sentence. */
export function validate(target: "json" | "query", schema: z.ZodType): MiddlewareHandler {
  return check(target, schema, (issues) => invalid(fieldErrors(issues)));
}

/** Refuses an address whose parameters cannot be those of anything that exists. */
export function validateAddress(schema: z.ZodType): MiddlewareHandler {
  return check("param", schema, () => ({ problem: "not-found" }));
}

function check(
  target: "json" | "query" | "param",
  schema: z.ZodType,
  refuse: (issues: readonly z.core.$ZodIssue[]) => Refusal,
): MiddlewareHandler {
  return zValidator(target, schema, (result) => {
    if (!result.success) return toResponse(refuse(result.error.issues));
  });
}

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
