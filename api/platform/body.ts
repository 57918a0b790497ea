/** Reading request bodies: at most 1 MB that arrives in time, JSON unless an operation takes whatever comes. */
import type { MiddlewareHandler } from "hono";
import { readJsonBody, readRawBody } from "../../commerce/wire/json_body.ts";
import { toResponse } from "./answer.ts";

/** Lets only well-formed JSON pass, which then can be read again from the request. */
export const jsonBody: MiddlewareHandler = passing(readJsonBody);

/** Lets a body of any type pass, within the same bounds. */
export const rawBody: MiddlewareHandler = passing(readRawBody);

function passing(read: typeof readRawBody): MiddlewareHandler {
  return async (c, next) => {
    const body = await read(c.req.raw);
    if ("fault" in body) return toResponse(body.fault);
    c.req.raw = new Request(c.req.raw, { body: body.bytes });
    await next();
  };
}
