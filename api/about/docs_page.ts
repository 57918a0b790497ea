/** A page to read the OpenAPI document: every call, what it takes, what it answers, without any script. */
import type { OpenApiDocument } from "../openapi.ts";
import type { Answer } from "../platform/answer.ts";
import { escapeHtml, htmlPage } from "../platform/html.ts";
import { type JsonSchema, schemaHtml } from "./schema_html.ts";

/** What is read of an operation of the document. */
interface DocumentedOperation {
  readonly operationId?: string;
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly description?: string;
  readonly security?: readonly unknown[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly description?: string;
    readonly schema?: JsonSchema;
  }[];
  readonly requestBody?: { readonly content?: Content };
  readonly responses?: Readonly<
    Record<string, { readonly description?: string; readonly content?: Content }>
  >;
}
type Content = Readonly<Record<string, { readonly schema?: JsonSchema }>>;
interface Entry {
  readonly method: string;
  readonly path: string;
  readonly operation: DocumentedOperation;
}

/**
 * Renders the document as a page. Ids stand inside the closed parts: browsers open those around the target of a
 * link.
 */
export function docsPage(document: OpenApiDocument): Answer {
  const entries = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]): Entry => ({
      method: method.toUpperCase(),
      path,
      operation: operation as DocumentedOperation,
    }))
  );
  const chapters = Map.groupBy(entries, ({ operation }) => operation.tags?.[0] ?? "Other");
  const schemas = Object.entries(document.components?.schemas ?? {}) as [string, JsonSchema][];
  return htmlPage(
    `${document.info.title} API`,
    [
      `<h1>${escapeHtml(document.info.title)} API</h1>`,
      ...(document.info.description ?? "").split("\n\n").map((text) => `<p>${escapeHtml(text)}</p>`),
      `<p><a href="openapi.json">The same as an OpenAPI document</a></p>`,
      ...[...chapters].map(([tag, calls]) =>
        `<section><h2>${escapeHtml(tag)}</h2>${calls.map(callHtml).join("\n")}</section>`
      ),
      `<section><h2>Shapes</h2>${schemas.map(shapeHtml).join("\n")}</section>`,
    ].join("\n"),
  );
}

function callHtml({ method, path, operation }: Entry): string {
  const { summary = "", description, parameters = [], requestBody, responses = {} } = operation;
  return `<details class="card">
<summary><span class="method">${method}</span><code>${escapeHtml(path)}</code><span class="soft">${
    escapeHtml(summary)
  }</span></summary>
<div class="body" id="${escapeHtml(operation.operationId ?? "")}">
${description === undefined ? "" : `<p>${withCode(description)}</p>`}
${operation.security ? "<p>Needs a key: <code>Authorization: Bearer …</code></p>" : ""}
${parameters.length === 0 ? "" : `<h4>Parameters</h4>${parametersHtml(parameters)}`}
${contentHtml("Body", requestBody?.content)}
${Object.entries(responses).map(([status, response]) => responseHtml(status, response)).join("\n")}
</div>
</details>`;
}

function parametersHtml(parameters: NonNullable<DocumentedOperation["parameters"]>): string {
  const items = parameters.map((parameter) =>
    `<li><code>${escapeHtml(parameter.name)}</code> <span class="soft">in ${escapeHtml(parameter.in)}${
      parameter.required ? ", required" : ""
    }</span> ${parameter.schema ? schemaHtml(parameter.schema) : ""} ${
      withCode(parameter.description ?? "")
    }</li>`
  );
  return `<ul class="fields">${items.join("")}</ul>`;
}

function responseHtml(status: string, response: { description?: string; content?: Content }): string {
  const text = `<h4>${escapeHtml(status)}</h4><p>${withCode(response.description ?? "")}</p>`;
  return status.startsWith("2") ? text + contentHtml("", response.content) : text;
}

function contentHtml(title: string, content: Content | undefined): string {
  return Object.entries(content ?? {}).map(([type, { schema }]) =>
    `${title ? `<h4>${title}</h4>` : ""}<p><span class="soft">${escapeHtml(type)}</span></p>${
      schema ? schemaHtml(schema) : ""
    }`
  ).join("");
}

function shapeHtml([name, schema]: [string, JsonSchema]): string {
  return `<details class="card"><summary><h3>${escapeHtml(name)}</h3></summary><div class="body" id="shape-${
    escapeHtml(name)
  }">${schemaHtml(schema)}</div></details>`;
}

/** Escapes a text whose code stands in backquotes. */
function withCode(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, "<code>$1</code>");
}
