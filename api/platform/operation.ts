/**
 * A call of the API as data. The routes are registered from it and the OpenAPI document is made from it, so
 * that nothing exists undocumented.
 */
import type { z } from "zod";
import type { ProblemName } from "../../commerce/problem.ts";
import type { Answer, Refusal } from "./answer.ts";
import type { Caller } from "./bearer.ts";
import type { Claim } from "./idempotency.ts";
import type { RecordVersion } from "./precondition.ts";
import type { Trace } from "./trace.ts";

export interface Operation {
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  /** With parameters in braces, e.g. `/v1/admin/products/{id}`. */
  readonly path: string;
  /** The chapter of the document it stands in. */
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** `service`: for other services and edges, with the service token; never documented, never forwarded. */
  readonly access: "public" | "admin" | "service";
  /** What fails here is `not-found`: an address that cannot exist. */
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** The body is taken as the bytes received, whatever they are: signatures hang on them. */
  readonly raw?: true;
  /** Needs an `Idempotency-Key` header. */
  readonly idempotent?: true;
  /**
   * Refusals that say how things stand now and that a retry with the same key may see turned into something else: they
   * are not stored. Only for calls that may be done late without harm.
   */
  readonly passing?: readonly ProblemName[];
  /** Needs an `If-Match` header. */
  readonly conditional?: true;
  readonly answer: {
    readonly status: 200 | 201 | 202;
    readonly description: string;
    /** The JSON it sends, or the type of what is not JSON. */
    readonly content: z.ZodType | "text/html" | "application/json" | "text/event-stream";
    /** Whether it carries `ETag`. */
    readonly etag?: true;
    /** Whether it is a write, which carries `X-Catalog-Version`. */
    readonly catalogVersion?: true;
  };
  /** Refusals beyond those that follow from the rest. */
  readonly problems?: readonly ProblemName[];
}

/** The operations of a service by their operationId. */
export type OperationTable = Readonly<Record<string, Operation>>;

type Parsed<O, Part extends string> = O extends { readonly [P in Part]: infer S extends z.ZodType }
  ? z.output<S>
  : undefined;

/** A validated request, as a handler gets it. */
export interface Call<O> {
  readonly params: Parsed<O, "params">;
  readonly query: Parsed<O, "query">;
  readonly body: Parsed<O, "body">;
  /** The version that `If-Match` names. */
  readonly expected: O extends { readonly conditional: true } ? RecordVersion : undefined;
  /** The claim of the idempotency key. */
  readonly claim: O extends { readonly idempotent: true } ? Claim : undefined;
  readonly caller: O extends { readonly access: "admin" | "service" } ? Caller : null;
  /** The bytes of the body. */
  readonly bytes: O extends { readonly raw: true } ? Uint8Array<ArrayBuffer> : undefined;
  readonly from: Sender;
}

/** What is known of a request beside what it asks for. */
export interface Sender {
  /** The shopper's address as the edge saw it; null where no edge said one, or nobody vouches that it was an edge. */
  readonly address: string | null;
  /** The `Authorization` header, for calls that are open to strangers and to holders of a token. */
  readonly authorization: string | undefined;
  /** A header by its name. */
  readonly header: (name: string) => string | undefined;
  readonly trace: Trace;
  /** Aborts when the caller went away. */
  readonly signal: AbortSignal;
}

export type Handler<O> = (call: Call<O>) => Promise<Answer | Refusal> | Answer | Refusal;

/** One handler for each operation of a table, by its operationId. */
export type Handlers<Table extends OperationTable> = { readonly [Name in keyof Table]: Handler<Table[Name]> };

/** Every problem that an operation can answer, in the order of their status. */
export function problemsOf(operation: Operation): readonly ProblemName[] {
  const names: ProblemName[] = [];
  if (operation.body) names.push("malformed-json");
  if (operation.idempotent) names.push("idempotency-key-missing");
  if (operation.access !== "public") names.push("unauthenticated");
  if (operation.params) names.push("not-found");
  if (operation.idempotent) names.push("idempotency-in-progress");
  if (operation.conditional) names.push("version-mismatch");
  if (operation.body || operation.raw) names.push("request-timeout", "too-large");
  if (operation.body) names.push("unsupported-media-type");
  if (operation.body || operation.query) names.push("validation-failed");
  if (operation.idempotent) names.push("idempotency-key-reused");
  if (operation.conditional) names.push("precondition-required");
  // An edge that has no copy of the catalog yet, or cannot reach the central API, says so itself.
  if (operation.body || operation.path.startsWith("/v1/") || operation.access === "service") {
    names.push("upstream-unavailable");
  }
  return [...new Set([...names, ...operation.problems ?? [], "internal-error" as const])];
}
