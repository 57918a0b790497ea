/** The terms of one product in one language as they are stored, so that a change is known from what was there. */

/** Term keys with their impacts, 1 to 255. */
export type SearchDocument = ReadonlyMap<number, number>;

/** Each key as its distance from the one before, in groups of seven bits, then its impact. */
export function encodeDocument(document: SearchDocument): Uint8Array {
  const bytes: number[] = [];
  let last = 0;
  for (const term of [...document.keys()].sort((one, other) => one - other)) {
    let distance = term - last;
    last = term;
    for (; distance >= 0x80; distance = Math.floor(distance / 0x80)) bytes.push(distance % 0x80 | 0x80);
    bytes.push(distance, document.get(term)!);
  }
  return new Uint8Array(bytes);
}

export function decodeDocument(bytes: Uint8Array): Map<number, number> {
  const document = new Map<number, number>();
  let term = 0;
  for (let at = 0; at < bytes.length;) {
    let unit = 1;
    for (; bytes[at]! >= 0x80; at++, unit *= 0x80) term += (bytes[at]! & 0x7f) * unit;
    term += bytes[at++]! * unit;
    document.set(term, bytes[at++]!);
  }
  return document;
}
