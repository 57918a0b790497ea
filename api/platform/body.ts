/** Reading request bodies: JSON of at most 1 MB that arrives in time, and nothing else. */
import type { MiddlewareHandler } from "hono";
import { readJsonBody } from "../../commerce/wire/json_body.ts";
import { toResponse } from "./answer.ts";

/** Lets only well-formed JSON pass, which then can be read again from the request. */
export const jsonBody: MiddlewareHandler = async (c, next) => {
  const read = await readJsonBody(c.req.raw);
  if ("fault" in read) return toResponse(read.fault);
  c.req.raw = new Request(c.req.raw, { body: read.bytes });
  await next();
};
