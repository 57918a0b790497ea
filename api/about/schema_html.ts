/** A JSON Schema in a few words of HTML. */
import { escapeHtml } from "../platform/html.ts";

/** What is read of a JSON Schema (draft 2020-12). */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly propertyNames?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
}

/** Describes a schema: its type and bounds in words, its fields as a list, other shapes as links. */
export function schemaHtml(schema: JsonSchema): string {
  if (schema.$ref !== undefined) {
    const name = escapeHtml(schema.$ref.split("/").at(-1) ?? "");
    return `<a href="#shape-${name}">${name}</a>`;
  }
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices) return choices.map(schemaHtml).join(schema.allOf ? " and " : " or ");
  if (schema.const !== undefined) return codeOf(schema.const);
  if (schema.enum) return schema.enum.map(codeOf).join(" | ");
  if (schema.properties) return fieldsHtml(schema);
  if (schema.items) return `list${bounds(schema.minItems, schema.maxItems)} of ${schemaHtml(schema.items)}`;
  if (schema.prefixItems) return `[${schema.prefixItems.map(schemaHtml).join(", ")}]`;
  if (typeof schema.additionalProperties === "object") {
    return `map of ${schemaHtml(schema.additionalProperties)}`;
  }
  return scalarHtml(schema);
}

function fieldsHtml({ properties = {}, required = [] }: JsonSchema): string {
  const items = Object.entries(properties).map(([name, field]) =>
    `<li><code>${escapeHtml(name)}</code>${required.includes(name) ? "" : '<span class="soft">?</span>'} ${
      schemaHtml(field)
    }${field.default === undefined ? "" : ` <span class="soft">default ${codeOf(field.default)}</span>`}${
      field.description === undefined ? "" : ` <span class="soft">${escapeHtml(field.description)}</span>`
    }</li>`
  );
  return `<ul class="fields">${items.join("")}</ul>`;
}

function scalarHtml(schema: JsonSchema): string {
  const type = [schema.type ?? "anything"].flat().join(" or ");
  const limits = bounds(schema.minLength ?? schema.minimum, schema.maxLength ?? schema.maximum);
  return `<span class="soft">${escapeHtml(type)}${
    schema.format ? ` (${escapeHtml(schema.format)})` : ""
  }${limits}</span>`;
}

/** Bounds that say something: zod gives every integer those of a double. */
function bounds(low: number | undefined, high: number | undefined): string {
  const from = low === undefined || low === Number.MIN_SAFE_INTEGER ? "" : String(low);
  const to = high === undefined || high === Number.MAX_SAFE_INTEGER ? "" : String(high);
  return from || to ? ` ${from}…${to}` : "";
}

function codeOf(value: unknown): string {
  return `<code>${escapeHtml(JSON.stringify(value))}</code>`;
}
