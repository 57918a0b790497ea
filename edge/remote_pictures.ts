/**
 * Pictures where none can be rendered: taken from an edge or a picture service that renders them at the same
 * addresses, else the original as it is, larger than need be but right.
 */
import type { CatalogReader } from "../commerce/catalog_reader.ts";
import { pictureAddress } from "../commerce/picture_address.ts";
import type { ObjectStore } from "../db/objects/object_store.ts";
import { openObjectStore } from "../db/objects/open_object_store.ts";
import type { Pictures } from "./picture_store.ts";

export interface RemotePicturesOptions {
  readonly reader: CatalogReader;
  /** Origin that answers `/media/…`; null: there is none. */
  readonly picturesUrl: string | null;
  /** Where originals lie; null: that is not known here. */
  readonly objectStoreUrl: string | null;
  readonly fetch: typeof fetch;
}

/** Milliseconds until a picture is given up. */
const deadlineMs = 10_000;

const keptForEver = "public, max-age=31536000, immutable";

export function remotePictures(options: RemotePicturesOptions): Pictures | null {
  const { reader, picturesUrl, objectStoreUrl, fetch } = options;
  if (picturesUrl === null && objectStoreUrl === null) return null;
  let objects: Promise<ObjectStore> | null = null;

  /** The rendered picture, passed on: the pages' policy lets pictures come from the shop alone. */
  async function rendered(path: string): Promise<Response | null> {
    if (picturesUrl === null) return null;
    try {
      const answer = await fetch(picturesUrl + path, { signal: AbortSignal.timeout(deadlineMs) });
      const type = answer.headers.get("content-type") ?? "";
      if (answer.ok && type.startsWith("image/")) {
        return new Response(answer.body, { headers: { "content-type": type, "cache-control": keptForEver } });
      }
      await answer.body?.cancel();
    } catch {
      // The original will do.
    }
    return null;
  }

  async function original(key: string): Promise<Response | null> {
    if (objectStoreUrl === null) return null;
    const found = await reader.original(key);
    objects ??= openObjectStore(objectStoreUrl);
    const bytes = found && await (await objects).get(found.object);
    if (!found || !bytes) return null;
    // Not for ever: under this address a smaller form may come. Scripts of a drawing are run nowhere.
    return new Response(bytes.slice(), {
      headers: {
        "content-type": found.contentType,
        "cache-control": "public, max-age=3600",
        "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      },
    });
  }

  return {
    async get(key, width, format) {
      return await rendered(pictureAddress(key, width, format)) ?? await original(key);
    },
  };
}
