/**
 * A rendered page as the cache keeps it: a template with slots, the bytes of it with every slot empty, and those
 * bytes compressed once for each encoding asked for (design decision 4).
 */
import { promisify } from "node:util";
import { brotliCompress, constants, crc32, gzip } from "node:zlib";
import type { Encoding } from "./encoding.ts";
import { concat, prepareSplice, splice, type SplicedText } from "./gzip_splice.ts";
import type { SlotName } from "./page.ts";
import type { DocumentPart, PageEncoder, SlotPlace } from "./page_encoder.ts";

/** What each slot of a page is filled with for one visitor; left out or null: nothing. */
export type SlotValues = Readonly<Partial<Record<SlotName, string | null>>>;

/** Bytes to send and the strong validator of exactly these bytes. */
export interface Body {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly etag: string;
}

const encoder = new TextEncoder();
const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);

/** Brotli 6 takes a thirtieth of 11's time for a tenth more bytes; 4 for what is sent once. */
const keptQuality = 6;
const onceQuality = 4;

export class StoredPage {
  /** Until the page has its own bytes. */
  #parts: readonly DocumentPart[];
  readonly #encoder: PageEncoder;
  #encoded: { readonly bytes: Uint8Array<ArrayBuffer>; readonly slots: readonly SlotPlace[] } | null = null;
  #isSent = false;
  #spliced: Promise<SplicedText> | null = null;
  readonly #compressed = new Map<Encoding, Promise<Body>>();
  #compressedBytes = 0;

  /** @param html A rendered document with the markers of `encoder`. */
  constructor(html: string, readonly status: number, encoder: PageEncoder) {
    this.#parts = encoder.parse(html);
    this.#encoder = encoder;
  }

  /** Memory it takes, about: its text or its bytes, and every compressed form so far. */
  get size(): number {
    const own = this.#encoded?.bytes.byteLength ??
      this.#parts.reduce((sum, part) => sum + (typeof part === "string" ? part.length * 2 : 0), 0);
    return own + this.#compressedBytes + 512;
  }

  /**
   * The body for a visitor of whom nothing is known. Compressed once; concurrent calls share the work. Bytes that are
   * answered at once are lent: they are to be used before anything else is encoded.
   */
  body(encoding: Encoding): Promise<Body> | Body {
    if (encoding === "identity") {
      // Most pages that are sent so are sent once: their bytes are not worth keeping yet.
      const { bytes } = this.#isSent || this.#encoded ? this.#bytes() : this.#encoder.encode(this.#parts);
      this.#isSent = true;
      return { bytes, etag: etagOf(crc32(bytes), bytes.byteLength, encoding) };
    }
    const made = this.#compressed.get(encoding);
    if (made) return made;
    const plain = this.#bytes().bytes;
    const making = compress(plain, encoding, keptQuality).then((bytes) => {
      this.#compressedBytes += bytes.byteLength;
      return { bytes, etag: etagOf(crc32(plain), plain.byteLength, encoding) };
    });
    this.#compressed.set(encoding, making);
    return making;
  }

  /**
   * The body for one visitor, its slots filled. Nothing of it is kept but the compressed template, into which later
   * visitors' values are spliced: that costs microseconds in gzip, a compression of the whole in brotli.
   */
  async filled(values: SlotValues, encoding: Encoding): Promise<Body> {
    const words = this.#bytes().slots.map(({ slot }) => encoder.encode(values[slot] ?? ""));
    if (encoding === "gzip") {
      const { bytes, crc, plainLength } = splice(await this.#splicedText(), words);
      return { bytes, etag: etagOf(crc, plainLength, encoding) };
    }
    const plain = concat(this.#pieces().flatMap((piece, i) => [piece, words[i] ?? new Uint8Array()]));
    const bytes = encoding === "identity" ? plain : await compress(plain, encoding, onceQuality);
    return { bytes, etag: etagOf(crc32(plain), plain.byteLength, encoding) };
  }

  /** Whether any of these values would stand anywhere in this page. */
  hasSlotFor(values: SlotValues): boolean {
    return this.#bytes().slots.some(({ slot }) => (values[slot] ?? null) !== null);
  }

  #splicedText(): Promise<SplicedText> {
    return this.#spliced ??= prepareSplice(this.#pieces()).then((text) => {
      this.#compressedBytes += text.pieces.reduce((sum, { deflated }) => sum + deflated.byteLength, 0);
      return text;
    });
  }

  /** The text between the slots. */
  #pieces(): Uint8Array[] {
    const { bytes, slots } = this.#bytes();
    const ends = [...slots.map(({ offset }) => offset), bytes.byteLength];
    return ends.map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end));
  }

  /** The page's own copy of its bytes. */
  #bytes(): { readonly bytes: Uint8Array<ArrayBuffer>; readonly slots: readonly SlotPlace[] } {
    if (!this.#encoded) {
      const { bytes, slots } = this.#encoder.encode(this.#parts);
      this.#encoded = { bytes: bytes.slice(), slots };
      this.#parts = [];
    }
    return this.#encoded;
  }
}

/**
 * Tells two versions of one page apart. CRC-32 finds every edit within four bytes and misses one in four milliards
 * of others of the same length; a cryptographic hash would cost a tenth of rendering the page.
 */
function etagOf(crc: number, length: number, encoding: Encoding): string {
  const digest = `${crc.toString(36)}-${length.toString(36)}`;
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
