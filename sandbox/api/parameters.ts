/**
 * Parameters as zod schemas over forms, refused in Stripe's words: an unknown one `parameter_unknown`, a missing one
 * `parameter_missing`, and so on.
 */
import { z } from "zod";
import { badParameter } from "./errors.ts";
import type { FormValue } from "./form.ts";

/** A whole number. The message of an issue is Stripe's error code. */
export const integer = z.string().regex(/^-?\d{1,15}$/, "parameter_invalid_integer").transform(Number);
export const positive = integer.pipe(z.number().min(1, "parameter_invalid_integer"));
export const flag = z.enum(["true", "false"], "parameter_invalid").transform((text) => text === "true");
export const text = (max = 5000) => z.string().min(1, "parameter_invalid_empty").max(max, "string_too_long");
export const url = z.string().max(5000, "url_invalid").regex(/^https?:\/\/[^\s]+$/, "url_invalid");
export const email = z.string().max(800, "email_invalid").regex(
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  "email_invalid",
);

/** What a shop notes: at most 50 texts. */
export const metadata = z.record(z.string().max(40), z.string().max(500, "string_too_long"))
  .refine((notes) => Object.keys(notes).length <= 50, "metadata_too_many");

/** Which ids an answer shows as whole objects. */
export const expand = z.array(z.string()).optional();

/** A time, or bounds of it. */
const range = z.union([
  integer.transform((at) => ({ gte: at, lte: at })),
  z.strictObject({
    gt: integer.optional(),
    gte: integer.optional(),
    lt: integer.optional(),
    lte: integer.optional(),
  }),
]);

/** How lists are paged. */
export const paging = {
  ending_before: text().optional(),
  expand,
  limit: integer.pipe(z.number().min(1, "parameter_invalid_integer").max(100, "parameter_invalid_integer"))
    .optional(),
  starting_after: text().optional(),
};
export const created = range.optional();

/** Bounds of a time, in seconds since 1970. */
export type TimeRange = z.infer<typeof range>;

/**
 * Reads parameters.
 *
 * @throws {StripeRefusal} naming the first one that cannot be used.
 */
export function readParameters<S extends z.ZodType>(
  schema: S,
  form: { [name: string]: FormValue },
): z.infer<S> {
  const result = schema.safeParse(form);
  if (result.success) return result.data;
  const issues = result.error.issues;
  // Strangers first, as at Stripe.
  throw refusal(issues.find((issue) => issue.code === "unrecognized_keys") ?? issues[0]!, form);
}

function refusal(issue: z.core.$ZodIssue, form: { [name: string]: FormValue }) {
  if (issue.code === "unrecognized_keys") {
    const name = bracketed([...issue.path, issue.keys[0]!]);
    return badParameter(name, "parameter_unknown", `Received unknown parameter: ${name}`);
  }
  const name = bracketed(issue.path);
  const given = at(form, issue.path);
  if (given === undefined) return badParameter(name, "parameter_missing", `Missing required param: ${name}.`);
  const shown = typeof given === "string" ? given : JSON.stringify(given);
  switch (issue.message) {
    case "parameter_invalid_integer":
      return badParameter(name, issue.message, `Invalid integer: ${shown}`);
    case "parameter_invalid_empty":
      return badParameter(
        name,
        issue.message,
        `You passed an empty string for '${name}'. We assume empty values are an attempt to unset a parameter; ` +
          `however '${name}' cannot be unset.`,
      );
    case "url_invalid":
      return badParameter(name, issue.message, "Not a valid URL");
    case "email_invalid":
      return badParameter(name, issue.message, `Invalid email address: ${shown}`);
    case "string_too_long":
      return badParameter(
        name,
        undefined,
        `Invalid string: must be shorter than it is: ${shown.slice(0, 40)}`,
      );
  }
  if (issue.code === "invalid_value") {
    return badParameter(name, undefined, `Invalid ${name}: must be one of ${issue.values.join(", ")}`);
  }
  if (issue.code === "invalid_type" && issue.expected === "array") {
    return badParameter(name, undefined, `Invalid array`);
  }
  if (issue.code === "invalid_type" && issue.expected === "object") {
    return badParameter(name, undefined, `Invalid object`);
  }
  return badParameter(name, undefined, `Invalid ${name}: ${shown}`);
}

/** `["line_items", 0, "quantity"]` as `line_items[0][quantity]`. */
function bracketed(path: readonly PropertyKey[]): string {
  return path.map((step, index) => index === 0 ? String(step) : `[${String(step)}]`).join("");
}

function at(form: FormValue, path: readonly PropertyKey[]): FormValue | undefined {
  let value: FormValue | undefined = form;
  for (const step of path) {
    if (typeof value !== "object") return undefined;
    value = (value as { [name: string]: FormValue })[String(step)];
  }
  return value;
}
