/** A feed's file as text: unpacked, its encoding found out, a chunk at a time. */
import { Duplex } from "node:stream";
import { createGunzip } from "node:zlib";
import { FeedError } from "./feed_error.ts";

/** Encodings that a feed may have. */
export const feedEncodings = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const;
export type FeedEncoding = (typeof feedEncodings)[number];

/** A feed's text. */
export interface FeedText {
  readonly kind: "tsv" | "xml";
  readonly encoding: FeedEncoding;
  /** Whether the encoding is but assumed: nothing in the file and nobody at the terminal named it. */
  readonly assumed: boolean;
  readonly chunks: AsyncIterable<string>;
}

export interface FeedTextOptions {
  /** What the file is written in; left out: what its byte order mark or XML declaration says, or UTF-8. */
  readonly encoding?: FeedEncoding;
  /** Told how many bytes of the file have been read in all. */
  readonly onBytes?: (bytes: number) => void;
}

/**
 * Opens a feed, plain or gzipped. Bytes that are not text of the encoding come as U+FFFD.
 *
 * @throws {FeedError} `feed-missing`; while reading, `feed-format` when compressed data is damaged or cut off.
 */
export async function openFeedText(path: string, options: FeedTextOptions = {}): Promise<FeedText> {
  const file = await Deno.open(path).catch((error: Error) => {
    throw new FeedError("feed-missing", `"${path}" cannot be opened: ${error.message}`);
  });
  let read = 0;
  const counted = file.readable.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        options.onBytes?.(read += chunk.byteLength);
        controller.enqueue(chunk);
      },
    }),
  );
  const packed = await withHead(counted, 2, path);
  const isGzip = packed.head[0] === 0x1f && packed.head[1] === 0x8b;
  const plain = await withHead(isGzip ? packed.bytes.pipeThrough(gunzip()) : packed.bytes, 1024, path);
  const found = findEncoding(plain.head, options.encoding);
  const decoder = new TextDecoder(found.encoding);
  const start = decoder.decode(plain.head, { stream: true }).trimStart();
  if (start.startsWith("PK\u0003\u0004") || /^\0/.test(start)) {
    await plain.bytes.cancel();
    throw new FeedError("feed-format", `"${path}" is neither TSV nor XML, nor either of them gzipped`);
  }
  return {
    ...found,
    kind: start.startsWith("<") ? "xml" : "tsv",
    chunks: decoded(plain.bytes, new TextDecoder(found.encoding), path),
  };
}

type Bytes = ReadableStream<Uint8Array<ArrayBuffer>>;

/** Node's takes files of several parts, as `cat` and parallel compressors make them; the web's does not. */
function gunzip(): ReadableWritablePair<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  return Duplex.toWeb(createGunzip()) as ReadableWritablePair<
    Uint8Array<ArrayBuffer>,
    Uint8Array<ArrayBuffer>
  >;
}

/** The first bytes, and the stream as if they had not been looked at. */
async function withHead(
  bytes: Bytes,
  wanted: number,
  path: string,
): Promise<{ head: Uint8Array; bytes: Bytes }> {
  const reader = bytes.getReader();
  const seen: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  while (length < wanted) {
    const { done, value } = await reader.read().catch((error: Error) => {
      throw damaged(path, error);
    });
    if (done) break;
    seen.push(value);
    length += value.byteLength;
  }
  const head = new Uint8Array(length);
  let at = 0;
  for (const chunk of seen) {
    head.set(chunk, at);
    at += chunk.byteLength;
  }
  return {
    head: head.subarray(0, wanted),
    bytes: new ReadableStream({
      async pull(controller) {
        const early = seen.shift();
        if (early) return controller.enqueue(early);
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    }),
  };
}

async function* decoded(bytes: Bytes, decoder: TextDecoder, path: string): AsyncGenerator<string> {
  try {
    for await (const chunk of bytes) {
      const text = decoder.decode(chunk, { stream: true });
      if (text !== "") yield text;
    }
  } catch (error) {
    throw damaged(path, error instanceof Error ? error : new Error(String(error)));
  }
  const rest = decoder.decode();
  if (rest !== "") yield rest;
}

function damaged(path: string, error: Error): FeedError {
  return new FeedError("feed-format", `"${path}" is damaged or cut off: ${error.message}`);
}

function findEncoding(
  head: Uint8Array,
  said: FeedEncoding | undefined,
): { readonly encoding: FeedEncoding; readonly assumed: boolean } {
  const [first, second, third] = head;
  if (first === 0xff && second === 0xfe) return { encoding: "utf-16le", assumed: false };
  if (first === 0xfe && second === 0xff) return { encoding: "utf-16be", assumed: false };
  if (first === 0xef && second === 0xbb && third === 0xbf) return { encoding: "utf-8", assumed: false };
  if (said) return { encoding: said, assumed: false };
  // The first character of a feed is ASCII, be it a header's or "<".
  if (second === 0 && first !== 0) return { encoding: "utf-16le", assumed: false };
  if (first === 0 && second !== 0) return { encoding: "utf-16be", assumed: false };
  const declared = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)["']/.exec(
    new TextDecoder("latin1").decode(head),
  )?.[1]?.toLowerCase();
  if (declared === undefined) return { encoding: "utf-8", assumed: true };
  // The Encoding Standard reads what calls itself Latin 1 or ASCII as Windows-1252, and so do browsers.
  const known: Record<string, FeedEncoding> = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "utf-8",
    "windows-1252": "windows-1252",
    "cp1252": "windows-1252",
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
  };
  const encoding = known[declared];
  if (encoding === undefined) {
    throw new FeedError(
      "feed-encoding",
      `the file says that it is written in "${declared}": wanted one of ${feedEncodings.join(", ")}`,
    );
  }
  return { encoding, assumed: false };
}
