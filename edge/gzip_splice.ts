/**
 * Gzip of a text with places in it, made so that putting other words into these places compresses nothing again.
 *
 * Each piece between two places is a run of deflate blocks of its own that ends on a byte and refers to nothing
 * before it (a full flush); the words in between are stored blocks (RFC 1951, section 3.2.4). Laid end to end they
 * are one deflate stream, and with the checksum of the whole one gzip member (RFC 1952).
 */
import { promisify } from "node:util";
import { constants, crc32, deflateRaw } from "node:zlib";

/** The pieces of a text, plain and deflated. */
export interface SplicedText {
  readonly pieces: readonly { readonly plain: Uint8Array; readonly deflated: Uint8Array }[];
}

const deflate = promisify(deflateRaw);
const level = 6;
/** Gzip's header: deflate, no name, no time, unknown system. */
const header = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255);
/** A stored block says its length in two bytes. */
const maxStored = 65_535;

/** Deflates the pieces of a text; between each two is a place. */
export async function prepareSplice(plainPieces: readonly Uint8Array[]): Promise<SplicedText> {
  const last = plainPieces.length - 1;
  const pieces = plainPieces.map(async (plain, i) => {
    const finishFlush = i === last ? constants.Z_FINISH : constants.Z_FULL_FLUSH;
    return { plain, deflated: new Uint8Array(await deflate(plain, { level, finishFlush })) };
  });
  return { pieces: await Promise.all(pieces) };
}

/**
 * The text with words in its places, as one gzip member, and the checksum of the plain text.
 *
 * @param words One for each place, at most 65,535 bytes each.
 */
export function splice(
  { pieces }: SplicedText,
  words: readonly Uint8Array[],
): { bytes: Uint8Array<ArrayBuffer>; crc: number; plainLength: number } {
  const parts: Uint8Array[] = [header];
  let crc = 0;
  let plainLength = 0;
  pieces.forEach(({ plain, deflated }, i) => {
    parts.push(deflated);
    crc = crc32(plain, crc);
    plainLength += plain.byteLength;
    const word = words[i];
    if (i === pieces.length - 1 || word === undefined || word.byteLength === 0) return;
    if (word.byteLength > maxStored) {
      throw new RangeError(`splice: wanted at most ${maxStored} bytes in a place`);
    }
    parts.push(storedHeader(word.byteLength), word);
    crc = crc32(word, crc);
    plainLength += word.byteLength;
  });
  const trailer = new DataView(new ArrayBuffer(8));
  trailer.setUint32(0, crc, true);
  trailer.setUint32(4, plainLength, true);
  parts.push(new Uint8Array(trailer.buffer));
  return { bytes: concat(parts), crc, plainLength };
}

/** Not the last block, stored, then its length and the length's complement. */
function storedHeader(length: number): Uint8Array {
  return Uint8Array.of(0, length & 0xff, length >> 8, ~length & 0xff, (~length >> 8) & 0xff);
}

/** Bytes end to end. */
export function concat(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.byteLength, 0));
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.byteLength;
  }
  return whole;
}
