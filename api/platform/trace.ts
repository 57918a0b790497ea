/** Who asked, across processes: request ids and W3C Trace Context (https://www.w3.org/TR/trace-context/). */

/** What ties the log lines of one request together. */
export interface Trace {
  readonly requestId: string;
  /** 32 hex digits, the same in every process that works on the request. */
  readonly traceId: string;
  /** The header to answer and to pass on: the trace with this process's own span. */
  readonly traceparent: string;
}

const pattern = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/**
 * Takes over the caller's trace and request id where they are well formed, and starts new ones where not.
 * What is not well formed is never echoed, so that no header or log line can be forged through it.
 */
export function readTrace(headers: Headers): Trace {
  const given = readTraceparent(headers.get("traceparent"));
  const traceId = given?.traceId ?? randomHex(16);
  const requestId = headers.get("x-request-id") ?? "";
  return {
    requestId: /^[A-Za-z0-9_-]{8,64}$/.test(requestId) ? requestId : crypto.randomUUID(),
    traceId,
    traceparent: `00-${traceId}-${randomHex(8)}-${given?.flags ?? "01"}`,
  };
}

/** Section 3.2: version ff is invalid, all-zero ids are invalid, only later versions may carry more fields. */
function readTraceparent(header: string | null): { traceId: string; flags: string } | null {
  const match = pattern.exec(header ?? "");
  if (!match) return null;
  const [, version, traceId, parentId, flags, more] = match;
  const valid = version !== "ff" && /[^0]/.test(traceId!) && /[^0]/.test(parentId!) &&
    (more === undefined || version !== "00");
  return valid ? { traceId: traceId!, flags: flags! } : null;
}

function randomHex(bytes: number): string {
  return crypto.getRandomValues(new Uint8Array(bytes)).toHex();
}
