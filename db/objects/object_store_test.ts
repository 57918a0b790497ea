import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { checkKey, type ObjectStore } from "./object_store.ts";
import { openObjectStore } from "./open_object_store.ts";

/** What every store does. */
function behavesAsStore(open: () => ObjectStore): void {
  const bytes = new Uint8Array([0, 1, 254, 255]);

  it("gives back what was put, byte for byte", async () => {
    await open().put("originals/a1.svg", bytes, "image/svg+xml");
    expect(await open().get("originals/a1.svg")).toEqual(bytes);
    expect(await open().has("originals/a1.svg")).toBe(true);
  });

  it("answers null for what was never put", async () => {
    expect(await open().get("originals/none")).toBe(null);
    expect(await open().has("originals/none")).toBe(false);
    expect(await open().has("originals")).toBe(false);
  });

  it("keeps the last of several puts of one key, whole", async () => {
    const many = Array.from({ length: 20 }, (_, i) => new Uint8Array(50_000).fill(i));
    await Promise.all(many.map((one) => open().put("many", one, "text/plain")));
    const kept = (await open().get("many"))!;
    expect([kept.length, kept.every((byte) => byte === kept[0])]).toEqual([50_000, true]);
  });

  it("removes what is there, and minds nothing that is not", async () => {
    await open().put("passing", bytes, "text/plain");
    await open().remove("passing");
    await open().remove("passing");
    expect(await open().get("passing")).toBe(null);
  });

  it("refuses keys that lead elsewhere", async () => {
    for (const key of ["../a", "a/../../b", "/etc/passwd", "", "a//b", ".hidden", "a\\b", "a b", "a\0"]) {
      await expect(open().get(key)).rejects.toThrow(RangeError);
      await expect(open().put(key, bytes, "text/plain")).rejects.toThrow(RangeError);
    }
  });
}

describe("a folder store", () => {
  let folder: string;
  let store: ObjectStore;
  before(async () => {
    folder = await Deno.makeTempDir();
    store = await openObjectStore(`file:${folder}/objects`);
  });
  after(() => Deno.remove(folder, { recursive: true }));

  behavesAsStore(() => store);

  it("leaves nothing half-written behind", async () => {
    const names = [];
    for await (const entry of Deno.readDir(`${folder}/objects`)) names.push(entry.name);
    expect(names.sort()).toEqual(["many", "originals"]);
  });

  it("opens an absolute file address too", async () => {
    const same = await openObjectStore(new URL(`file://${folder}/objects`).href);
    expect(await same.has("many")).toBe(true);
  });
});

describe("an S3-compatible store", () => {
  const objects = new Map<string, { bytes: Uint8Array<ArrayBuffer>; type: string | null }>();
  const authorizations: string[] = [];
  let server: Deno.HttpServer<Deno.NetAddr>;
  let store: ObjectStore;

  before(async () => {
    server = Deno.serve({ port: 0, onListen: () => {} }, async (request) => {
      authorizations.push(request.headers.get("authorization") ?? "");
      const { pathname } = new URL(request.url);
      if (pathname === "/shop/forbidden") return new Response("no", { status: 403 });
      if (request.method === "PUT") {
        const bytes = new Uint8Array(await request.arrayBuffer());
        objects.set(pathname, { bytes, type: request.headers.get("content-type") });
        return new Response();
      }
      if (request.method === "DELETE") {
        return new Response(null, { status: objects.delete(pathname) ? 204 : 404 });
      }
      const found = objects.get(pathname);
      if (!found) return new Response("NoSuchKey", { status: 404 });
      return new Response(request.method === "HEAD" ? null : found.bytes);
    });
    store = await openObjectStore(
      `http://key%2F1:secret@127.0.0.1:${server.addr.port}/shop?region=eu-west-1`,
    );
  });
  after(() => server.shutdown());

  behavesAsStore(() => store);

  it("signs each request and tells the type", () => {
    expect(objects.get("/shop/originals/a1.svg")?.type).toBe("image/svg+xml");
    expect(authorizations.length).toBeGreaterThan(0);
    for (const authorization of authorizations) {
      expect(authorization).toMatch(
        /^AWS4-HMAC-SHA256 Credential=key\/1\/\d{8}\/eu-west-1\/s3\/aws4_request, /,
      );
    }
  });

  it("fails where the store refuses", async () => {
    await expect(store.get("forbidden")).rejects.toThrow(
      'Cannot GET the object "forbidden": the store answered 403',
    );
  });
});

describe("openObjectStore", () => {
  it("wants an address it knows, with a key and a bucket", async () => {
    await expect(openObjectStore("ftp://a/b")).rejects.toThrow('must begin with "file:" or "https:"');
    await expect(openObjectStore("https://host/bucket")).rejects.toThrow(
      "wanted https://KEY:SECRET@host/bucket",
    );
    await expect(openObjectStore("https://k:s@host/")).rejects.toThrow(
      "wanted https://KEY:SECRET@host/bucket",
    );
  });
});

describe("checkKey", () => {
  it("lets nothing out of the store", () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom("a", ".", "/", "-", "\\", "%") }), (key) => {
      let checked: string;
      try {
        checked = checkKey(key);
      } catch {
        return;
      }
      const { pathname } = new URL(checked, "http://host/root/");
      expect(pathname).toBe(`/root/${key}`);
    }));
  });
});
