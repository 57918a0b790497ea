/** Reading request bodies: JSON of at most 1 MB, and nothing else. */
import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { toResponse } from "./answer.ts";

/** No body may be larger, in bytes. */
export const maxBodyBytes = 1024 * 1024;

const limit = bodyLimit({
  maxSize: maxBodyBytes,
  onError: () => toResponse({ problem: "too-large", detail: `A body may have ${maxBodyBytes} bytes.` }),
});

/**
 * Lets only well-formed JSON pass, which then can be read again from the request. The order is type, size, form:
 * nothing is read of a body that would be refused anyway.
 */
export const jsonBody: MiddlewareHandler[] = [
  async (c, next) => {
    const type = c.req.header("content-type") ?? "";
    if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type)) {
      return toResponse({
        problem: "unsupported-media-type",
        detail: `The body's content type was ${JSON.stringify(type)}, wanted application/json.`,
      });
    }
    await next();
  },
  async (c, next) => {
    let bytes: ArrayBuffer;
    try {
      const refused = await limit(c, () => Promise.resolve());
      if (refused) return refused;
      bytes = await c.req.arrayBuffer();
    } catch {
      // The caller hung up, or this process is stopping: Deno.serve then reads no body to its end.
      return toResponse({
        problem: "upstream-unavailable",
        detail: "The body could not be read to its end.",
        headers: { "retry-after": "1" },
      });
    }
    try {
      // RFC 8259, section 8.1: UTF-8. A lenient decoder would store replacement characters.
      JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    } catch (error) {
      return toResponse({ problem: "malformed-json", detail: jsonFault(error) });
    }
    await next();
  },
];

/** The parser's own words about where the text stops being JSON; about bytes only that they are not UTF-8. */
function jsonFault(error: unknown): string {
  return error instanceof SyntaxError ? error.message.slice(0, 200) : "The body is not UTF-8.";
}
