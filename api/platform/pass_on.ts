/**
 * Passes calls on to the services that this process does not run, so that every process is a door to all of them and
 * edges need one address however the services are split.
 */
import { serviceAway } from "../../commerce/wire/service_away.ts";
import { toResponse } from "./answer.ts";
import type { Api, Platform } from "./environment.ts";
import type { Operation } from "./operation.ts";
import { routePath } from "./register.ts";

export interface PassOnOptions {
  /** Where the service runs. */
  readonly origin: string;
  /** Its operations; those between services are not passed on. */
  readonly operations: readonly Operation[];
  readonly fetch: typeof fetch;
  readonly log: Platform["log"];
  /** Milliseconds until the head of an answer must have come; its body may take as long as it likes. */
  readonly deadlineMs: number;
}

/** Marks what was passed on once: processes that name each other would go on for ever. */
const passedOn = "x-passed-on";
/** Of one connection only (RFC 9110, section 7.6.1). */
const hopByHop = ["connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade"];

/** Adds the routes that pass on. What is sent, and what is answered, goes through as it is. */
export function passOn(api: Api, { origin, operations, fetch, log, deadlineMs }: PassOnOptions): void {
  const open = operations.filter(({ access }) => access !== "service");
  for (const path of new Set(open.map(routePath))) {
    api.all(path, async (c) => {
      const request = c.req.raw;
      const { pathname, search } = new URL(request.url);
      const { requestId, traceparent } = c.get("trace");
      if (request.headers.has(passedOn)) return unavailable();
      const headers = new Headers(request.headers);
      for (const name of [...hopByHop, "host"]) headers.delete(name);
      headers.set(passedOn, "1");
      headers.set("x-request-id", requestId);
      headers.set("traceparent", traceparent);
      const aborter = new AbortController();
      const timer = setTimeout(
        () => aborter.abort(new Error(`no answer within ${deadlineMs} ms`)),
        deadlineMs,
      );
      try {
        const answer = await fetch(`${origin}${pathname}${search}`, {
          method: request.method,
          headers,
          body: request.body,
          redirect: "manual",
          signal: aborter.signal,
        });
        const returned = new Headers(answer.headers);
        // The body arrives decoded.
        for (const name of [...hopByHop, "content-encoding", "content-length"]) returned.delete(name);
        return new Response(answer.body, { status: answer.status, headers: returned });
      } catch (error) {
        log.warn("not passed on", { requestId, origin, error });
        return unavailable();
      } finally {
        clearTimeout(timer);
      }
    });
  }
}

function unavailable(): Response {
  return toResponse({ problem: "upstream-unavailable", headers: { "retry-after": "1", ...serviceAway } });
}
