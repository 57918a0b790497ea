/** Ids that look like Stripe's: a prefix that names the kind, and random letters and digits. */

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A new id, e.g. `newId("pi")`; `cs` and other prefixes may carry `_test`. */
export function newId(prefix: string, length = 24): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  let id = `${prefix}_`;
  // 62 does not divide 256: some letters come a little more often, which no reader of an id can tell.
  for (const byte of bytes) id += alphabet[byte % alphabet.length];
  return id;
}
