/** Where originals of pictures lie: a folder on one machine, an S3-compatible store for many. */

/** Bytes by key. What is put once under a key is never changed, for keys are made from the content. */
export interface ObjectStore {
  /** The bytes under a key, or null when there are none. */
  get(key: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Stores bytes, all or none of them. */
  put(key: string, bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<void>;
  has(key: string): Promise<boolean>;
}

/**
 * Opens a store by its address.
 *
 * @param url `file:/path/of/a/folder`, or `https://KEY:SECRET@host/bucket` of an S3-compatible service, with
 * `?region=…` where the host does not say it.
 * @throws {Error} The address is neither.
 */
export async function openObjectStore(url: string): Promise<ObjectStore> {
  // Imported when needed: a runtime without disks never loads the folder's code.
  if (url.startsWith("file:")) return (await import("./folder_store.ts")).openFolder(url);
  if (/^https?:/.test(url)) return (await import("./s3_store.ts")).openBucket(url);
  throw new Error('Cannot open the object store: its address must begin with "file:" or "https:"');
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
