/** Answers the calls that tell about the API itself. */
import type { OpenApiDocument } from "../openapi.ts";
import type { Log } from "../../commerce/log.ts";
import type { Handlers } from "../platform/operation.ts";
import { problemIndex, problemPage } from "../platform/problem_pages.ts";
import { docsPage } from "./docs_page.ts";
import type { aboutOperations } from "./operations.ts";

/**
 * @param document The finished OpenAPI document.
 * @param probe Asks every database something small and answers what the services say of themselves; rejects when one
 * is out of reach.
 */
export function aboutHandlers(
  { document, probe, log }: {
    document: OpenApiDocument;
    probe: () => Promise<Readonly<Record<string, unknown>>>;
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
      try {
        return { status: 200, body: { status: "ready", ...await probe() } };
      } catch (error) {
        log.warn("not ready", { error });
        return {
          problem: "upstream-unavailable",
          detail: "A database cannot be reached.",
          headers: { "retry-after": "1" },
        };
      }
    },
  };
}
