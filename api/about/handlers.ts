/** Answers the calls that tell about the API itself. */
import type { OpenApiDocument } from "../openapi.ts";
import { DiskError } from "../../db/platform/failure.ts";
import type { Log } from "../../commerce/log.ts";
import type { Handlers } from "../platform/operation.ts";
import { problemIndex, problemPage } from "../platform/problem_pages.ts";
import type { RunningService } from "../platform/running_service.ts";
import { docsPage } from "./docs_page.ts";
import type { aboutOperations } from "./operations.ts";

/** How long a database may take to answer whether it is there. */
const patienceMs = 2_000;

/**
 * @param document The finished OpenAPI document.
 * @param services Those that run in this process.
 */
export function aboutHandlers(
  { document, services, log }: {
    document: OpenApiDocument;
    services: readonly Pick<RunningService, "name" | "probe">[];
    log: Log;
  },
): Handlers<typeof aboutOperations> {
  const page = docsPage(document);
  const index = problemIndex();
  return {
    openApiDocument: () => ({
      status: 200,
      body: document,
      headers: { "cache-control": "public, max-age=300" },
    }),
    docs: () => page,
    problemIndex: () => index,
    problem: ({ params }) => problemPage(params.name),
    alive: () => ({ status: 200, body: { status: "alive" } }),
    async ready() {
      const found = await Promise.all(services.map(async ({ name, probe }) => {
        try {
          return [name, { status: "ready" as const, ...await withinPatience(probe()) }] as const;
        } catch (error) {
          log.warn("not ready", { service: name, error });
          const why = error instanceof DiskError ? { reason: error.reason } : {};
          return [name, { status: "unreachable" as const, ...why }] as const;
        }
      }));
      const states = Object.fromEntries(found);
      const lost = found.filter(([, { status }]) => status !== "ready").map(([name]) => name);
      if (lost.length > 0) {
        return {
          problem: "upstream-unavailable",
          detail: `A database of ${lost.join(", ")} cannot be used.`,
          extensions: { services: states },
          headers: { "retry-after": "1" },
        };
      }
      const catalog: Readonly<Record<string, unknown>> | undefined = states["catalog"];
      return { status: 200, body: { status: "ready", ...catalog && pickVersion(catalog), services: states } };
    },
  };
}

/** Edges read the version at the top, to know how far behind they are. */
function pickVersion({ catalogVersion }: Readonly<Record<string, unknown>>) {
  return { catalogVersion };
}

async function withinPatience<T>(probe: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${patienceMs} ms`)), patienceMs);
  try {
    return await Promise.race([probe, promise]);
  } finally {
    clearTimeout(timer);
  }
}
