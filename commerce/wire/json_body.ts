/** What every endpoint that takes JSON asks of a body: the same at the centre and at an edge. */
import type { ProblemName } from "../problem.ts";

/** No body may be larger, in bytes. */
export const maxBodyBytes = 1024 * 1024;

/** Why a body cannot be read. */
export interface BodyFault {
  readonly problem: ProblemName;
  /** A sentence for the caller. */
  readonly detail: string;
}

/** What is wrong with a `Content-Type`, or null. */
export function contentTypeFault(type: string): BodyFault | null {
  if (/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type)) return null;
  return {
    problem: "unsupported-media-type",
    detail: `The body's content type was ${JSON.stringify(type)}, wanted application/json.`,
  };
}

/** The refusal of a body that has more bytes than it may. */
export const tooLarge: BodyFault = {
  problem: "too-large",
  detail: `A body may have ${maxBodyBytes} bytes.`,
};

/** The caller hung up, or this process is stopping: Deno.serve then reads no body to its end. */
export const unreadable: BodyFault = {
  problem: "upstream-unavailable",
  detail: "The body could not be read to its end.",
};

/** Parses UTF-8 JSON (RFC 8259, section 8.1). A lenient decoder would store replacement characters. */
export function parseJson(bytes: ArrayBuffer): { readonly value: unknown } | { readonly fault: BodyFault } {
  try {
    return { value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) };
  } catch (error) {
    // The parser's own words about where the text stops being JSON; about bytes only that they are not UTF-8.
    const detail = error instanceof SyntaxError ? error.message.slice(0, 200) : "The body is not UTF-8.";
    return { fault: { problem: "malformed-json", detail } };
  }
}
