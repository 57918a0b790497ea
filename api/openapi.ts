/** The OpenAPI 3.1 document, made from the same table of operations as the routes. */
import { z } from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import { problems } from "../commerce/problem.ts";
import { problemDetails } from "../commerce/wire/problem.ts";
import { type Operation, type OperationTable, problemsOf } from "./platform/operation.ts";

export type OpenApiDocument = ReturnType<typeof createDocument>;

const introduction = `Everything the shop can do, as JSON over HTTP.

Money is an integer of the currency's minor units (ISO 4217). Times are RFC 3339. Lists are paged by an opaque cursor and never counted. Every refusal is application/problem+json (RFC 9457) whose type leads to a page that explains it.

A POST that creates something needs an Idempotency-Key; a change of a record needs the ETag that was read, as If-Match. A write answers with the catalog version that shows it: a page whose X-Catalog-Version is at least that has it.`;

const idempotencyKey = z.string().min(8).max(128).meta({
  description:
    "Names this request for 24 hours at least: repeated with the same key and body, it gets the first answer again, with `Idempotent-Replayed: true`.",
});
const ifMatch = z.string().meta({ description: "The ETag of the record as it was read." });
const etag = z.string().meta({ description: "Names this version of the record." });
const catalogVersion = z.int().meta({ description: "The catalog version that shows this write." });

/**
 * Describes operations, by their operationId.
 *
 * @param atEdges Those that only edges answer.
 */
export function openApiDocument(operations: OperationTable, atEdges: OperationTable): OpenApiDocument {
  const paths: ZodOpenApiPathsObject = {};
  for (const [operationId, operation] of Object.entries(operations)) {
    (paths[operation.path] ??= {})[operation.method] = describe(operationId, operation);
  }
  for (const [operationId, operation] of Object.entries(atEdges)) {
    const description = `${operation.description ?? ""} Answered by the edge, without the central API.`
      .trim();
    (paths[operation.path] ??= {})[operation.method] = {
      ...describe(operationId, { ...operation, description }),
      servers: [{ url: "/api", description: "an edge" }],
    };
  }
  return createDocument({
    openapi: "3.1.0",
    info: { title: "Comptoir", version: "1", description: introduction },
    servers: [{ url: "/api", description: "through an edge" }, { url: "/", description: "the central API" }],
    paths,
    components: {
      securitySchemes: {
        adminKey: { type: "http", scheme: "bearer", description: "An API key of the shop." },
      },
    },
  });
}

function describe(operationId: string, operation: Operation): ZodOpenApiOperationObject {
  const headers = {
    ...operation.idempotent && { "Idempotency-Key": idempotencyKey },
    ...operation.conditional && { "If-Match": ifMatch },
  };
  return {
    operationId,
    tags: [operation.tag],
    summary: operation.summary,
    ...operation.description !== undefined && { description: operation.description },
    ...operation.access === "admin" && { security: [{ adminKey: [] }] },
    requestParams: {
      ...operation.params && { path: operation.params },
      ...operation.query && { query: operation.query },
      ...Object.keys(headers).length > 0 && { header: z.object(headers) },
    },
    ...operation.body &&
      { requestBody: { required: true, content: { "application/json": { schema: operation.body } } } },
    responses: { [`${operation.answer.status}`]: success(operation), ...refusals(operation) },
  };
}

function success({ answer }: Operation): ZodOpenApiOperationObject["responses"]["200"] {
  const headers = {
    ...answer.etag && { ETag: etag },
    ...answer.catalogVersion && { "X-Catalog-Version": catalogVersion },
  };
  return {
    description: answer.description,
    ...Object.keys(headers).length > 0 && { headers: z.object(headers) },
    content: typeof answer.content === "string"
      ? { [answer.content]: {} }
      : { "application/json": { schema: answer.content } },
  };
}

function refusals(operation: Operation): ZodOpenApiOperationObject["responses"] {
  const byStatus = Map.groupBy(problemsOf(operation), (name) => problems[name].status);
  return Object.fromEntries(
    [...byStatus].sort(([a], [b]) => a - b).map(([status, names]) => [`${status}`, {
      description: names.map((name) => `\`${name}\`: ${problems[name].title}.`).join(" "),
      content: { "application/problem+json": { schema: problemDetails } },
    }]),
  );
}
