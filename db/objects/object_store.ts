/** Where originals of pictures and seeds of the catalog lie: a folder on one machine, an S3-compatible store for many. */

/** Bytes by key. What is put once under a key is never changed, for keys are made from the content. */
export interface ObjectStore {
  /** The bytes under a key, or null when there are none. */
  get(key: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Stores bytes, all or none of them. */
  put(key: string, bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<void>;
  has(key: string): Promise<boolean>;
  /** Removes what lies under a key, if anything does. */
  remove(key: string): Promise<void>;
}

/**
 * Answers a key that can be a path: parts of letters, digits, `.`, `_`, `-`, joined by `/`, none of which begins
 * with a dot, so that no key leads out of its store.
 *
 * @throws {RangeError} It is not one.
 */
export function checkKey(key: string): string {
  if (key.length > 512 || !/^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/.test(key)) {
    throw new RangeError(`Cannot use the object key ${JSON.stringify(key)}: wanted words joined by slashes`);
  }
  return key;
}
