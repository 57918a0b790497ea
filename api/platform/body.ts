/** Reading request bodies: JSON of at most 1 MB, and nothing else. */
import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import {
  contentTypeFault,
  maxBodyBytes,
  parseJson,
  tooLarge,
  unreadable,
} from "../../commerce/wire/json_body.ts";
import { toResponse } from "./answer.ts";

const limit = bodyLimit({
  maxSize: maxBodyBytes,
  onError: () => toResponse(tooLarge),
});

/**
 * Lets only well-formed JSON pass, which then can be read again from the request. The order is type, size, form:
 * nothing is read of a body that would be refused anyway.
 */
export const jsonBody: MiddlewareHandler[] = [
  async (c, next) => {
    const fault = contentTypeFault(c.req.header("content-type") ?? "");
    if (fault) return toResponse(fault);
    await next();
  },
  async (c, next) => {
    let bytes: ArrayBuffer;
    try {
      const refused = await limit(c, () => Promise.resolve());
      if (refused) return refused;
      bytes = await c.req.arrayBuffer();
    } catch {
      return toResponse({ ...unreadable, headers: { "retry-after": "1" } });
    }
    const parsed = parseJson(bytes);
    if ("fault" in parsed) return toResponse(parsed.fault);
    await next();
  },
];

/** Lets a body of any type pass, up to the same size. */
export const rawBody: MiddlewareHandler = async (c, next) => {
  try {
    const refused = await limit(c, () => Promise.resolve());
    if (refused) return refused;
    await c.req.arrayBuffer();
  } catch {
    return toResponse({ ...unreadable, headers: { "retry-after": "1" } });
  }
  await next();
};
