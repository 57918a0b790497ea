/** Chance that is the same on every machine: numbers made from names. */

/** A 32-bit hash of a text (FNV-1a over UTF-16 units, then mixed as in MurmurHash3). */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Ten bytes made from a text. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(12);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < 3; i++) view.setUint32(4 * i, hashOf(`${text} ${i}`));
  return bytes.subarray(0, 10);
}
