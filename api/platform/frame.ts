/** What surrounds every request: its ids, its log line, and a named problem for whatever nobody answered. */
import { Hono, type MiddlewareHandler } from "hono";
import { isUnavailable } from "../../db/platform/failure.ts";
import { serviceAway } from "../../commerce/wire/service_away.ts";
import { toResponse } from "./answer.ts";
import type { Api, Environment } from "./environment.ts";
import type { Log } from "../../commerce/log.ts";
import { UnreachableError } from "./internal_calls.ts";
import { readTrace } from "./trace.ts";
import { isUnread } from "../../commerce/wire/read_body.ts";

/** An empty API that answers every request, if only with a problem. */
export function createFrame(log: Log): Api {
  const api = new Hono<Environment>();
  api.use(requestLine(log));
  api.notFound(() => toResponse({ problem: "not-found" }));
  api.onError((error, c) => {
    const { requestId, traceId } = c.get("trace");
    const isDatabaseAway = isUnavailable(error);
    if (isDatabaseAway || error instanceof UnreachableError) {
      log.warn("unavailable", { requestId, traceId, error });
      // Without its database a service is away for everybody; without a neighbour, for what needs that one.
      const away = isDatabaseAway ? serviceAway : {};
      return toResponse({ problem: "upstream-unavailable", headers: { "retry-after": "1", ...away } });
    }
    log.error("exception", { requestId, traceId, error });
    return toResponse({
      problem: "internal-error",
      detail: `It was logged as request ${requestId}.`,
    });
  });
  return api;
}

/**
 * One line a request: never its query, which may hold tokens, nor its headers or body. The line is written when
 * the answer's headers are ready.
 */
function requestLine(log: Log): MiddlewareHandler<Environment> {
  return async (c, next) => {
    const started = performance.now();
    const trace = readTrace(c.req.raw.headers);
    c.set("trace", trace);
    const request = c.req.raw;
    await next();
    if (isUnread(request)) c.res.headers.set("connection", "close");
    c.res.headers.set("x-request-id", trace.requestId);
    c.res.headers.set("traceparent", trace.traceparent);
    c.res.headers.set("x-content-type-options", "nosniff");
    log.info("request", {
      requestId: trace.requestId,
      traceId: trace.traceId,
      method: c.req.method,
      path: c.req.path,
      status: c.res.status,
      milliseconds: Math.round((performance.now() - started) * 10) / 10,
    });
  };
}
