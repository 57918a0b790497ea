/**
 * A rendered page as the cache keeps it: a template with slots; the bytes of it with every slot empty, compressed once
 * for each encoding asked for (design decision 4).
 */
import { brotliDecompressSync, crc32, gunzipSync } from "node:zlib";
import type { Compressor } from "./compressor.ts";
import type { Encoding } from "./encoding.ts";
import { concat, splice, type SplicedText } from "./gzip_splice.ts";
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

/**
 * Brotli 6 takes a thirtieth of 11's time for a tenth more bytes, 5 a fifth less than 6 for one more in a hundred;
 * 4 for what is sent once.
 */
const keptQuality = 5;
const onceQuality = 4;
/** A page's bytes in the form in which they are kept once it was compressed: they give the plain ones back. */
interface Packed {
  readonly encoding: Exclude<Encoding, "identity">;
  readonly bytes: Uint8Array;
}

/**
 * Most visitors take the same coding, so a page that was compressed keeps nothing else: a seventh of its plain bytes.
 * Who wants them after all waits a third of a millisecond, once.
 */
export class StoredPage {
  /** Until the page has bytes of its own. */
  #parts: readonly DocumentPart[];
  readonly #encoder: PageEncoder;
  readonly #compressor: Compressor;
  #plain: Uint8Array<ArrayBuffer> | null = null;
  #packed: Packed | null = null;
  #slots: readonly SlotPlace[] | null = null;
  #isSent = false;
  #spliced: Promise<SplicedText> | null = null;
  readonly #compressed = new Map<Encoding, Promise<Body>>();
  #compressedBytes = 0;

  /** @param html A rendered document with the markers of `encoder`. */
  constructor(html: string, readonly status: number, encoder: PageEncoder, compressor: Compressor) {
    this.#parts = encoder.parse(html);
    this.#encoder = encoder;
    this.#compressor = compressor;
  }

  /** Memory it takes, about: its text or its bytes, and every compressed form so far. */
  get size(): number {
    const own = this.#plain?.byteLength ??
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
      const isKept = this.#isSent || this.#parts.length === 0;
      const bytes = isKept ? this.#bytes() : this.#encoder.encode(this.#parts).bytes;
      this.#isSent = true;
      return { bytes, etag: etagOf(crc32(bytes), bytes.byteLength, encoding) };
    }
    const made = this.#compressed.get(encoding);
    if (made) return made;
    const plain = this.#bytes();
    const making = this.#compressor.compress(plain, encoding, keptQuality).then((bytes) => {
      this.#compressedBytes += bytes.byteLength;
      this.#packed ??= { encoding, bytes };
      this.#plain = null;
      return { bytes, etag: etagOf(crc32(plain), plain.byteLength, encoding) };
    });
    this.#compressed.set(encoding, making);
    // What failed once is tried again for the next visitor.
    making.catch(() => this.#compressed.delete(encoding));
    return making;
  }

  /** Brings it into the form in which it is kept: the one that was asked for, or else the one that most ask for. */
  async compact(): Promise<void> {
    const [asked] = this.#compressed.values();
    await (asked ?? this.body("br"));
  }

  /**
   * The body for one visitor, its slots filled. Nothing of it is kept but the compressed template, into which later
   * visitors' values are spliced: that costs microseconds in gzip, a compression of the whole in brotli.
   */
  async filled(values: SlotValues, encoding: Encoding): Promise<Body> {
    const words = this.#places().map(({ slot }) => encoder.encode(values[slot] ?? ""));
    if (encoding === "gzip") {
      const { bytes, crc, plainLength } = splice(await this.#splicedText(), words);
      return { bytes, etag: etagOf(crc, plainLength, encoding) };
    }
    const plain = concat(this.#pieces().flatMap((piece, i) => [piece, words[i] ?? new Uint8Array()]));
    const bytes = encoding === "identity"
      ? plain
      : await this.#compressor.compress(plain, encoding, onceQuality);
    return { bytes, etag: etagOf(crc32(plain), plain.byteLength, encoding) };
  }

  /** Whether any of these values would stand anywhere in this page. */
  hasSlotFor(values: SlotValues): boolean {
    return this.#places().some(({ slot }) => (values[slot] ?? null) !== null);
  }

  #splicedText(): Promise<SplicedText> {
    return this.#spliced ??= this.#compressor.splice(this.#pieces()).then((text) => {
      for (const { plain, deflated } of text.pieces) {
        this.#compressedBytes += plain.byteLength + deflated.byteLength;
      }
      return text;
    });
  }

  /** The text between the slots. */
  #pieces(): Uint8Array[] {
    const bytes = this.#bytes();
    const ends = [...this.#places().map(({ offset }) => offset), bytes.byteLength];
    return ends.map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end));
  }

  /** Where the slots are in its bytes. */
  #places(): readonly SlotPlace[] {
    return this.#slots ??= this.#encoder.encode(this.#parts).slots;
  }

  /** The page's own copy of its bytes. */
  #bytes(): Uint8Array<ArrayBuffer> {
    if (this.#plain === null && this.#packed !== null) this.#plain = unpack(this.#packed);
    if (this.#plain === null) {
      const { bytes, slots } = this.#encoder.encode(this.#parts);
      this.#plain = bytes.slice();
      this.#slots = slots;
      this.#parts = [];
    }
    return this.#plain;
  }
}

function unpack({ encoding, bytes }: Packed): Uint8Array<ArrayBuffer> {
  return new Uint8Array(encoding === "br" ? brotliDecompressSync(bytes) : gunzipSync(bytes));
}

/**
 * Tells two versions of one page apart. CRC-32 finds every edit within four bytes and misses one in four milliards
 * of others of the same length; a cryptographic hash would cost a tenth of rendering the page.
 */
function etagOf(crc: number, length: number, encoding: Encoding): string {
  const digest = `${crc.toString(36)}-${length.toString(36)}`;
  return encoding === "identity" ? `"${digest}"` : `"${digest}-${encoding}"`;
}
