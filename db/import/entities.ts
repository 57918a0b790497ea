/** HTML's character references in texts that shops export as they show them. */
import { decodeNamedCharacterReference } from "decode-named-character-reference";

/** What browsers read numbers 128 to 159 as (HTML standard, 13.2.5.80): Windows-1252. */
const windows1252 = new TextDecoder("windows-1252");

/**
 * Reads the character references of a text, once; one that is unknown stays as it is written.
 *
 * @example
 * ```ts
 * decodeEntities("90&deg; &#1057; &amp;amp; R&D"); // "90° С &amp; R&D"
 * ```
 */
export function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replaceAll(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z][a-z0-9]{1,31}));/gi,
    (whole, hex, decimal, name) => {
      if (name !== undefined) return decodeNamedCharacterReference(name) || whole;
      return characterOf(hex === undefined ? Number(decimal) : parseInt(hex, 16));
    },
  );
}

function characterOf(code: number): string {
  if (code >= 0x80 && code <= 0x9f) return windows1252.decode(Uint8Array.of(code));
  const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : "";
}
