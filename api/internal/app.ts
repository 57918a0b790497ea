/**
 * What the central API serves to edges alone, at addresses that no edge forwards: new catalog versions as they come,
 * and what each machine serves. Whoever calls shows the service token.
 */
import { Hono } from "hono";
import { z } from "zod";
import type { Log } from "../../commerce/log.ts";
import type { EdgeReports } from "../../db/backoffice/edge_reports.ts";
import { toResponse } from "../platform/answer.ts";
import { knownToken } from "../platform/bearer.ts";
import type { VersionWatch } from "./version_watch.ts";

/** Addresses of these begin so. */
export const internalPrefix = "/internal/";

/** The longest that a question is left open, in milliseconds: proxies on the way cut lines that are silent. */
const maxHoldMs = 25_000;

const versionQuery = z.object({
  after: z.coerce.number().int(),
  hold: z.coerce.number().int().min(0).max(maxHoldMs).default(15_000),
});
const name = z.string().regex(/^[a-z0-9-]{1,64}$/);
const place = z.object({ region: name, machine: name });
const report = z.object({ catalogVersion: z.number().int().min(0) });

export interface InternalOptions {
  readonly watch: VersionWatch;
  readonly reports: EdgeReports;
  /** Left out: nobody is let in. */
  readonly serviceToken: string | undefined;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Makes it. */
export function createInternalApp({ watch, reports, serviceToken, log, now }: InternalOptions): Hono {
  const app = new Hono();
  const isKnown = knownToken(serviceToken);
  app.use(async (c, next) => {
    if (await isKnown(c.req.header("authorization"))) return await next();
    return toResponse({
      problem: "unauthenticated",
      detail: "Send the service token as Authorization: Bearer.",
      headers: { "www-authenticate": 'Bearer realm="internal"' },
    });
  });

  app.get("/internal/catalog-version", async (c) => {
    const query = versionQuery.safeParse(c.req.query());
    if (!query.success) return toResponse({ problem: "validation-failed" });
    const { after, hold } = query.data;
    const catalogVersion = await watch.above(after, hold, c.req.raw.signal);
    return toResponse({ status: 200, body: { catalogVersion } });
  });

  app.put("/internal/regions/:region/:machine", async (c) => {
    const at = place.safeParse(c.req.param());
    const said = report.safeParse(await c.req.json().catch(() => null));
    if (!at.success || !said.success) return toResponse({ problem: "validation-failed" });
    await reports.put({ ...at.data, ...said.data, at: now() });
    return new Response(null, { status: 204 });
  });

  app.notFound(() => toResponse({ problem: "not-found" }));
  app.onError((error, c) => {
    log.error("internal call failed", { error, path: c.req.path });
    return toResponse({ problem: "upstream-unavailable", headers: { "retry-after": "1" } });
  });
  return app;
}
