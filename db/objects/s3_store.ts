/** An object store behind the S3 protocol (AWS, Tigris, R2, MinIO). */
import { AwsClient } from "aws4fetch";
import { checkKey, type ObjectStore } from "./object_store.ts";

/** How long one request may take, in milliseconds. */
const timeoutMs = 30_000;

/**
 * @param url `https://KEY:SECRET@host/bucket`, the key and the secret percent-encoded where they need it.
 * @throws {Error} The address lacks a key, a secret or a bucket.
 */
export function openBucket(url: string): ObjectStore {
  const { protocol, host, pathname, username, password, searchParams } = new URL(url);
  const bucket = pathname.replace(/^\/+|\/+$/g, "");
  if (!username || !password || !bucket) {
    throw new Error(`Cannot open the object store at ${host}: wanted https://KEY:SECRET@host/bucket`);
  }
  const client = new AwsClient({
    accessKeyId: decodeURIComponent(username),
    secretAccessKey: decodeURIComponent(password),
    service: "s3",
    region: searchParams.get("region") ?? undefined,
    retries: 3,
  });
  const send = async (method: string, key: string, more: RequestInit = {}) => {
    const response = await client.fetch(`${protocol}//${host}/${bucket}/${checkKey(key)}`, {
      method,
      signal: AbortSignal.timeout(timeoutMs),
      ...more,
    });
    if (response.ok || response.status === 404) return response;
    await response.body?.cancel();
    throw new Error(`Cannot ${method} the object "${key}": the store answered ${response.status}`);
  };
  return {
    async get(key) {
      const response = await send("GET", key);
      if (response.ok) return new Uint8Array(await response.arrayBuffer());
      await response.body?.cancel();
      return null;
    },
    async put(key, bytes, contentType) {
      const response = await send("PUT", key, { body: bytes, headers: { "content-type": contentType } });
      await response.body?.cancel();
      if (!response.ok) {
        throw new Error(`Cannot PUT the object "${key}": the store answered ${response.status}`);
      }
    },
    async remove(key) {
      await (await send("DELETE", key)).body?.cancel();
    },
    async has(key) {
      const response = await send("HEAD", key);
      await response.body?.cancel();
      return response.ok;
    },
  };
}
