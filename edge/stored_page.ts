/**
 * A rendered page as the cache keeps it: a template with slots, the bytes of it with every slot empty, and those
 * bytes compressed once for each encoding asked for (design decision 4).
 */
import { promisify } from "node:util";
import { brotliCompress, constants, crc32, gzip } from "node:zlib";
import { type SlotName, slotNames } from "./page.ts";
import type { Encoding } from "./encoding.ts";

/** What each slot of a page is filled with for one visitor; left out or null: nothing. */
export type SlotValues = Readonly<Partial<Record<SlotName, string | null>>>;

/** Bytes to send and the strong validator of exactly these bytes. */
export interface Body {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly etag: string;
}

/**
 * The style sheet that stands in every page: encoded once, not with each page. Views write `marker` where it is to
 * stand.
 */
export interface SharedStyles {
  readonly marker: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Prepares the style sheet of all pages. */
export function shareStyles(styles: string): SharedStyles {
  return { marker: "\u0002styles\u0003", bytes: encoder.encode(styles) };
}

type Part = Uint8Array<ArrayBuffer> | SlotName;

const encoder = new TextEncoder();
const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);

/** Brotli 6 takes a thirtieth of 11's time for a tenth more bytes; 4 for what is sent once. */
const keptQuality = 6;
const onceQuality = 4;

export class StoredPage {
  readonly #parts: readonly Part[];
  readonly #identity: Uint8Array<ArrayBuffer>;
  #hash: string | null = null;
  readonly #compressed = new Map<Encoding, Promise<Body>>();
  #compressedBytes = 0;

  constructor(html: string, readonly status: number, styles: SharedStyles) {
    this.#parts = split(html, styles);
    this.#identity = join(this.#parts, {});
  }

  /** Memory it takes: its parts, its bytes and every compressed form so far. */
  get size(): number {
    return this.#identity.byteLength * 2 + this.#compressedBytes + 512;
  }

  /** The body for a visitor of whom nothing is known. Compressed once; concurrent calls share the work. */
  body(encoding: Encoding): Promise<Body> | Body {
    if (encoding === "identity") return { bytes: this.#identity, etag: this.#etag(encoding) };
    const made = this.#compressed.get(encoding);
    if (made) return made;
    const making = compress(this.#identity, encoding, keptQuality).then((bytes) => {
      this.#compressedBytes += bytes.byteLength;
      return { bytes, etag: this.#etag(encoding) };
    });
    this.#compressed.set(encoding, making);
    return making;
  }

  /** The body for one visitor, its slots filled. Nothing of it is kept. */
  async filled(values: SlotValues, encoding: Encoding): Promise<Body> {
    const plain = join(this.#parts, values);
    const bytes = encoding === "identity" ? plain : await compress(plain, encoding, onceQuality);
    return { bytes, etag: etagOf(digest(plain), encoding) };
  }

  /** Whether any of these values would stand anywhere in this page. */
  hasSlotFor(values: SlotValues): boolean {
    return this.#parts.some((part) => typeof part === "string" && (values[part] ?? null) !== null);
  }

  #etag(encoding: Encoding): string {
    return etagOf(this.#hash ??= digest(this.#identity), encoding);
  }
}

/** Cuts a page at its markers, which begin with a character that no text of a page has. */
function split(html: string, styles: SharedStyles): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (let at = html.indexOf("\u0002"); at !== -1; at = html.indexOf("\u0002", from)) {
    if (at > from) parts.push(encoder.encode(html.slice(from, at)));
    const end = html.indexOf("\u0003", at) + 1;
    const marker = html.slice(at, end);
    const slot = slotNames.find((name) => marker === `\u0002${name}\u0003`);
    if (marker === styles.marker) parts.push(styles.bytes);
    else if (slot) parts.push(slot);
    from = end === 0 ? html.length : end;
  }
  if (from < html.length) parts.push(encoder.encode(from === 0 ? html : html.slice(from)));
  return parts;
}

function join(parts: readonly Part[], values: SlotValues): Uint8Array<ArrayBuffer> {
  const pieces = parts.map((part) => typeof part === "string" ? encoder.encode(values[part] ?? "") : part);
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.byteLength, 0));
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.byteLength;
  }
  return whole;
}

/**
 * Tells two versions of one page apart. CRC-32 finds every edit within four bytes and misses one in four milliards
 * of others of the same length; a cryptographic hash would cost a tenth of rendering the page.
 */
function digest(bytes: Uint8Array): string {
  return `${crc32(bytes).toString(36)}-${bytes.byteLength.toString(36)}`;
}

function etagOf(digest: string, encoding: Encoding): string {
  return encoding === "identity" ? `"${digest}"` : `"${digest}-${encoding}"`;
}

async function compress(
  bytes: Uint8Array,
  encoding: Encoding,
  quality: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const made = encoding === "br"
    ? await brotli(bytes, {
      params: {
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_QUALITY]: quality,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength,
      },
    })
    : await deflate(bytes, { level: quality });
  // A copy of its own: small buffers of node:zlib share one allocation.
  return new Uint8Array(made);
}
