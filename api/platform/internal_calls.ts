/**
 * How services call each other: by HTTP, in this process or over the network, whichever way they run. A caller cannot
 * tell the two apart, so that splitting the services changes no code (decision 7).
 */
import type { ServiceName } from "../../commerce/settings.ts";
import { addressHeaders } from "../../commerce/wire/shopper_address.ts";
import type { Trace } from "./trace.ts";

/** What is asked of another service. */
export interface InternalRequest {
  readonly method: "GET" | "POST" | "PUT";
  /** With the query, e.g. `/internal/inventory/reservations/ord_1`. */
  readonly path: string;
  readonly body?: unknown;
  /** Of the request that it is done for. */
  readonly trace?: Pick<Trace, "requestId" | "traceparent">;
  /** The address of the shopper that it is done for; null: nobody knows it. */
  readonly shopperAddress?: string | null;
  /** Milliseconds; left out: 10 seconds. */
  readonly deadlineMs?: number;
}

/** What it answered: an answer, or a refusal that asking again would not change. */
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
  return async (
    service,
    { method, path, body, trace, shopperAddress = null, deadlineMs = defaultDeadlineMs },
  ) => {
    const what = `${method} ${path.split("?")[0]} of ${service}`;
    const isHere = here.names.has(service);
    const origin = isHere ? "http://internal.invalid" : elsewhere[service];
    if (origin === undefined) throw new UnreachableError(`${what}: the service runs nowhere that is known`);
    const deadline = Promise.withResolvers<never>();
    const aborter = new AbortController();
    const timer = setTimeout(() => {
      deadline.reject(new Error(`no answer within ${deadlineMs} ms`));
      aborter.abort();
    }, deadlineMs);
    const request = new Request(`${origin}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${serviceToken}`,
        ...addressHeaders(shopperAddress, null),
        ...body !== undefined && { "content-type": "application/json" },
        ...trace && { traceparent: trace.traceparent, "x-request-id": trace.requestId },
      },
      ...body !== undefined && { body: JSON.stringify(body) },
      redirect: "manual",
      signal: aborter.signal,
    });
    const answered = async (): Promise<InternalAnswer> => {
      const answer = await (isHere ? here.fetch(request) : options.fetch(request));
      return { status: answer.status, body: await answer.json() };
    };
    let answer: InternalAnswer;
    try {
      // A handler of this process goes on after an abort, as one beyond the network would: it is not waited for.
      answer = await Promise.race([answered(), deadline.promise]);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new UnreachableError(`${what}: ${reason}`, { cause: error });
    } finally {
      clearTimeout(timer);
    }
    if (isPassing(answer.status)) throw new UnreachableError(`${what}: answered ${answer.status}`);
    return answer;
  };
}

/** Statuses that say nothing of what was asked: faults, a redirect, a wrong token, and "not now". */
function isPassing(status: number): boolean {
  return status >= 500 || (status >= 300 && status < 400) || [401, 408, 425, 429].includes(status);
}
