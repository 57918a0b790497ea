/** What every endpoint that takes JSON asks of a body: the same at the centre and at an edge. */
import type { ProblemName } from "../problem.ts";
import { type BodyBounds, readBody, type Unread } from "./read_body.ts";

/** No body may be larger, in bytes. */
export const maxBodyBytes = 1024 * 1024;

/** Milliseconds in which a body must have arrived. */
export const maxBodyMs = 10_000;

/** Why a body cannot be read. */
export interface BodyFault {
  readonly problem: ProblemName;
  /** A sentence for the caller. */
  readonly detail: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A body as it came, and what it says. */
export interface JsonBody {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly value: unknown;
}

/**
 * Reads the JSON of a request. The order is type, size, time, form: nothing is read of a body that would be refused
 * anyway.
 */
export async function readJsonBody(
  request: Pick<Request, "body" | "headers">,
  bounds: BodyBounds = { maxBytes: maxBodyBytes, maxMs: maxBodyMs },
): Promise<JsonBody | { readonly fault: BodyFault }> {
  const fault = contentTypeFault(request.headers.get("content-type") ?? "");
  if (fault) return { fault };
  const read = await readRawBody(request, bounds);
  if ("fault" in read) return read;
  const parsed = parseJson(read.bytes);
  return "fault" in parsed ? parsed : { bytes: read.bytes, value: parsed.value };
}

/** Reads the body of a request, whatever it is. */
export async function readRawBody(
  request: Pick<Request, "body" | "headers">,
  bounds: BodyBounds = { maxBytes: maxBodyBytes, maxMs: maxBodyMs },
): Promise<Pick<JsonBody, "bytes"> | { readonly fault: BodyFault }> {
  const bytes = await readBody(request, bounds);
  return typeof bytes === "string" ? { fault: unreadFaults[bytes] } : { bytes };
}

/** What is wrong with a `Content-Type`, or null. */
function contentTypeFault(type: string): BodyFault | null {
  if (/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type)) return null;
  return {
    problem: "unsupported-media-type",
    detail: `The body's content type was ${JSON.stringify(type)}, wanted application/json.`,
  };
}

/** The answer to a body that is too slow: the connection is over. */
export const tooSlow: BodyFault = {
  problem: "request-timeout",
  detail: `A body must arrive within ${maxBodyMs / 1000} seconds.`,
  headers: { connection: "close" },
};

const unreadFaults: Readonly<Record<Unread, BodyFault>> = {
  "too-large": {
    problem: "too-large",
    detail: `A body may have ${maxBodyBytes} bytes.`,
    headers: { connection: "close" },
  },
  "too-slow": tooSlow,
  // The caller hung up, or this process is stopping: Deno.serve then reads no body to its end.
  "cut-off": {
    problem: "upstream-unavailable",
    detail: "The body could not be read to its end.",
    headers: { "retry-after": "1" },
  },
};

/** Parses UTF-8 JSON (RFC 8259, section 8.1). A lenient decoder would store replacement characters. */
function parseJson(bytes: Uint8Array): { readonly value: unknown } | { readonly fault: BodyFault } {
  try {
    return { value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) };
  } catch (error) {
    // The parser's own words about where the text stops being JSON; about bytes only that they are not UTF-8.
    const detail = error instanceof SyntaxError ? error.message.slice(0, 200) : "The body is not UTF-8.";
    return { fault: { problem: "malformed-json", detail } };
  }
}
