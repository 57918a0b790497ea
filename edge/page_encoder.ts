/**
 * From documents to bytes, each letter as seldom as can be: what many pages share (the style sheet, the header) is
 * encoded once and stands in a document as a marker.
 */
import { type SlotName, slotNames } from "./page.ts";

/** Encoded text that many pages share, and where its slots are in it. */
export interface SharedPiece {
  readonly bytes: Uint8Array;
  readonly slots: readonly SlotPlace[];
}

/** Where a slot's value goes among bytes. */
export interface SlotPlace {
  readonly slot: SlotName;
  readonly offset: number;
}

/** What a document is made of, in order: text of its own, shared pieces, slots. */
export type DocumentPart = string | SharedPiece | { readonly slot: SlotName };

const encoder = new TextEncoder();

export class PageEncoder {
  /** Nobody can write a marker into a text that a page shows: its name is a secret of this process. */
  readonly #secret = crypto.randomUUID();
  readonly #pieces = new Map<string, SharedPiece>();
  #count = 0;
  /** Documents are put together here, so that their bytes are allocated and copied once. */
  #scratch = new Uint8Array(256 * 1024);

  /** Encodes a text that many pages will share. Answers the marker that stands for it in their documents. */
  share(html: string): string {
    const marker = `\u0002${this.#secret} ${++this.#count}\u0003`;
    const { bytes, slots } = this.encode(this.parse(html));
    this.#pieces.set(marker, { bytes: bytes.slice(), slots });
    return marker;
  }

  /** Forgets a shared text. Documents parsed before still have it. */
  forget(marker: string): void {
    this.#pieces.delete(marker);
  }

  /** Finds the markers of a document. Of control characters that are no marker's, only these are left out. */
  parse(html: string): DocumentPart[] {
    const parts: DocumentPart[] = [];
    let from = 0;
    for (let at = html.indexOf("\u0002"); at !== -1; at = html.indexOf("\u0002", from)) {
      if (at > from) parts.push(html.slice(from, at));
      const marker = html.slice(at, html.indexOf("\u0003", at) + 1);
      const slot = slotNames.find((name) => marker === `\u0002${name}\u0003`);
      const part = slot ? { slot } : this.#pieces.get(marker);
      if (part) parts.push(part);
      from = at + (part ? marker.length : 1);
    }
    if (from < html.length) parts.push(html.slice(from));
    return parts;
  }

  /** The bytes of a document with every slot empty. They are lent: valid until the next call. */
  encode(parts: readonly DocumentPart[]): { bytes: Uint8Array<ArrayBuffer>; slots: SlotPlace[] } {
    const slots: SlotPlace[] = [];
    let length = 0;
    for (const part of parts) {
      if (typeof part === "string") {
        // No character takes more than three bytes for each of its UTF-16 units.
        this.#makeRoom(length, part.length * 3);
        length += encoder.encodeInto(part, this.#scratch.subarray(length)).written;
      } else if ("slot" in part) slots.push({ slot: part.slot, offset: length });
      else {
        for (const { slot, offset } of part.slots) slots.push({ slot, offset: length + offset });
        this.#makeRoom(length, part.bytes.byteLength);
        this.#scratch.set(part.bytes, length);
        length += part.bytes.byteLength;
      }
    }
    return { bytes: this.#scratch.subarray(0, length), slots };
  }

  #makeRoom(length: number, more: number): void {
    if (length + more <= this.#scratch.byteLength) return;
    const larger = new Uint8Array((length + more) * 2);
    larger.set(this.#scratch.subarray(0, length));
    this.#scratch = larger;
  }
}
