/**
 * How services call each other: by HTTP, in this process or over the network, whichever way they run. A caller cannot
 * tell the two apart, so that splitting the services changes no code (decision 7).
 */
import type { ServiceName } from "../../commerce/settings.ts";
import type { Trace } from "./trace.ts";

/** What is asked of another service. */
export interface InternalRequest {
  readonly method: "GET" | "POST" | "PUT";
  /** With the query, e.g. `/internal/inventory/reservations/ord_1`. */
  readonly path: string;
  readonly body?: unknown;
  /** Of the request that it is done for. */
  readonly trace?: Trace;
  /** Milliseconds; left out: {@linkcode defaultDeadlineMs}. */
  readonly deadlineMs?: number;
}

/** What it answered: any status below 500. */
export interface InternalAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** The service could not be reached, took too long, or failed: what it did is not known. */
export class UnreachableError extends Error {
  override name = "UnreachableError";
}

/** Calls a service. @throws {UnreachableError} */
export type CallService = (service: ServiceName, request: InternalRequest) => Promise<InternalAnswer>;

export interface InternalCallsOptions {
  /** Answers for the services that run in this process. */
  readonly here: {
    readonly names: ReadonlySet<ServiceName>;
    readonly fetch: (request: Request) => Response | Promise<Response>;
  };
  /** Origins of those that do not. */
  readonly elsewhere: Partial<Readonly<Record<ServiceName, string>>>;
  readonly serviceToken: string;
  /** For the network. */
  readonly fetch: typeof fetch;
}

const defaultDeadlineMs = 10_000;

export function internalCalls(options: InternalCallsOptions): CallService {
  const { here, elsewhere, serviceToken } = options;
  return async (service, { method, path, body, trace, deadlineMs = defaultDeadlineMs }) => {
    const isHere = here.names.has(service);
    const origin = isHere ? "http://internal.invalid" : elsewhere[service];
    const what = `${method} ${path.split("?")[0]} of ${service}`;
    if (origin === undefined) throw new UnreachableError(`${what}: the service runs nowhere that is known`);
    const request = new Request(`${origin}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${serviceToken}`,
        ...body !== undefined && { "content-type": "application/json" },
        ...trace && { traceparent: trace.traceparent, "x-request-id": trace.requestId },
      },
      ...body !== undefined && { body: JSON.stringify(body) },
      signal: AbortSignal.timeout(deadlineMs),
    });
    let answer: Response;
    let read: unknown;
    try {
      answer = await (isHere ? here.fetch(request) : options.fetch(request));
      read = await answer.json();
    } catch (error) {
      throw new UnreachableError(`${what}: ${error instanceof Error ? error.message : error}`, {
        cause: error,
      });
    }
    if (answer.status >= 500 || answer.status === 401 || answer.status === 429) {
      throw new UnreachableError(`${what}: answered ${answer.status}`);
    }
    return { status: answer.status, body: read };
  };
}
