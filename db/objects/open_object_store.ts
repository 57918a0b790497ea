/** Opening the object store that a setting names. */
import type { ObjectStore } from "./object_store.ts";

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
