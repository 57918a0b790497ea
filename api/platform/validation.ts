/** Validation of what a request holds, by the zod schemas of the wire. */
import { zValidator } from "@hono/zod-validator";
import type { MiddlewareHandler } from "hono";
import type { z } from "zod";
import { fieldErrors } from "../../commerce/wire/field_errors.ts";
import { invalid, type Refusal, toResponse } from "./answer.ts";

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
