/** Reading the body of a request, never longer and never for longer than it may take. */

export interface BodyBounds {
  readonly maxBytes: number;
  /** Milliseconds from now until the last byte. */
  readonly maxMs: number;
}

/** Why a body was not read to its end: the sender went on for too long, was too slow, or hung up. */
export type Unread = "too-large" | "too-slow" | "cut-off";

/**
 * Whether nothing was read of a request's body. Its answer says that the connection ends: what follows on it is no
 * request (RFC 9112, section 9.6).
 */
export function isUnread({ body, bodyUsed }: Pick<Request, "body" | "bodyUsed">): boolean {
  return body !== null && !bodyUsed;
}

/**
 * The bytes of a body, or why they cannot be had. What comes a byte at a time must be there in time as a whole: a
 * sender who drips keeps no call waiting. The socket is the runtime's: the server of Deno 2.9 leaves it open until its
 * peer is done, whatever the answer says, and has no setting for it; what stands before it ends idle connections.
 */
export async function readBody(
  { body, headers }: Pick<Request, "body" | "headers">,
  { maxBytes, maxMs }: BodyBounds,
): Promise<Uint8Array<ArrayBuffer> | Unread> {
  if (Number(headers.get("content-length") ?? 0) > maxBytes) return "too-large";
  if (body === null) return new Uint8Array();
  const reader = body.getReader();
  let isLate = false;
  const late = setTimeout(() => {
    isLate = true;
    reader.cancel("too slow").catch(() => {});
  }, maxMs);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      length += read.value.byteLength;
      if (length > maxBytes) return "too-large";
      chunks.push(read.value);
    }
  } catch {
    return isLate ? "too-slow" : "cut-off";
  } finally {
    clearTimeout(late);
  }
  if (isLate) return "too-slow";
  return chunks.length === 1 ? chunks[0]! : new Uint8Array(await new Blob(chunks).arrayBuffer());
}
