/**
 * A rendered page as the cache keeps it: a template with slots, the bytes of it with every slot empty, and those
 * bytes compressed once for each encoding asked for (design decision 4).
 */
import { promisify } from "node:util";
import { brotliCompress, constants, crc32, gzip } from "node:zlib";
import { type SlotName, slotNames } from "./page.ts";
import type { Encoding } from "./encoding.ts";
import { concat, prepareSplice, splice, type SplicedText } from "./gzip_splice.ts";

/** What each slot of a page is filled with for one visitor; left out or null: nothing. */
export type SlotValues = Readonly<Partial<Record<SlotName, string | null>>>;

/** Bytes to send and the strong validator of exactly these bytes. */
export interface Body {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly etag: string;
}

/** Where a slot's value goes in a page's bytes. */
interface SlotPlace {
  readonly slot: SlotName;
  readonly offset: number;
}

const encoder = new TextEncoder();
const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);

/** Brotli 6 takes a thirtieth of 11's time for a tenth more bytes; 4 for what is sent once. */
const keptQuality = 6;
const onceQuality = 4;

/**
 * Turns rendered documents into bytes. The style sheet that stands in every page is encoded once, not with each:
 * views write `styles` where it is to stand.
 */
export class PageEncoder {
  /** Stands for the style sheet in a document. */
  readonly styles = `\u0002${crypto.randomUUID()}\u0003`;
  readonly #styleBytes: Uint8Array;
  /** Pages are put together here, so that their bytes are copied once. */
  #scratch = new Uint8Array(256 * 1024);

  constructor(styles: string) {
    this.#styleBytes = encoder.encode(styles);
  }

  /** Markers begin with a character that no text of a page should have; where one has, only that character goes. */
  encode(html: string, status: number): StoredPage {
    // No character takes more than three bytes for each of its UTF-16 units.
    const most = html.length * 3 + this.#styleBytes.byteLength;
    if (this.#scratch.byteLength < most) this.#scratch = new Uint8Array(most * 2);
    const slots: SlotPlace[] = [];
    let length = 0;
    let from = 0;
    for (let at = html.indexOf("\u0002"); at !== -1; at = html.indexOf("\u0002", from)) {
      length += encoder.encodeInto(html.slice(from, at), this.#scratch.subarray(length)).written;
      const marker = html.slice(at, html.indexOf("\u0003", at) + 1);
      const slot = slotNames.find((name) => marker === `\u0002${name}\u0003`);
      from = at + 1;
      if (slot) slots.push({ slot, offset: length });
      else if (marker === this.styles) {
        this.#scratch.set(this.#styleBytes, length);
        length += this.#styleBytes.byteLength;
      } else continue;
      from = at + marker.length;
    }
    length += encoder.encodeInto(html.slice(from), this.#scratch.subarray(length)).written;
    return new StoredPage(this.#scratch.slice(0, length), slots, status);
  }
}

export class StoredPage {
  readonly #identity: Uint8Array<ArrayBuffer>;
  readonly #slots: readonly SlotPlace[];
  #crc: number | null = null;
  #spliced: Promise<SplicedText> | null = null;
  readonly #compressed = new Map<Encoding, Promise<Body>>();
  #compressedBytes = 0;

  /** @param identity The page with every slot empty. */
  constructor(identity: Uint8Array<ArrayBuffer>, slots: readonly SlotPlace[], readonly status: number) {
    this.#identity = identity;
    this.#slots = slots;
  }

  /** Memory it takes: its bytes and every compressed form so far. */
  get size(): number {
    return this.#identity.byteLength + this.#compressedBytes + 512;
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

  /**
   * The body for one visitor, its slots filled. Nothing of it is kept but the compressed template, into which later
   * visitors' values are spliced: that costs microseconds in gzip, a compression of the whole in brotli.
   */
  async filled(values: SlotValues, encoding: Encoding): Promise<Body> {
    const words = this.#slots.map(({ slot }) => encoder.encode(values[slot] ?? ""));
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
    return this.#slots.some(({ slot }) => (values[slot] ?? null) !== null);
  }

  #splicedText(): Promise<SplicedText> {
    return this.#spliced ??= prepareSplice(this.#pieces()).then((text) => {
      this.#compressedBytes += text.pieces.reduce((sum, { deflated }) => sum + deflated.byteLength, 0);
      return text;
    });
  }

  /** The text between the slots. */
  #pieces(): Uint8Array[] {
    const ends = [...this.#slots.map(({ offset }) => offset), this.#identity.byteLength];
    return ends.map((end, i) => this.#identity.subarray(ends[i - 1] ?? 0, end));
  }

  #etag(encoding: Encoding): string {
    return etagOf(this.#crc ??= crc32(this.#identity), this.#identity.byteLength, encoding);
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
