import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { openFolder } from "../db/objects/folder_store.ts";
import { TestCatalog } from "../db/catalog/reading/test_catalog.ts";
import { remotePictures } from "./remote_pictures.ts";

/** The picture whose original is `o/3.png`. */
const key = "000000000000000000000003";
const original = Uint8Array.of(137, 80, 78, 71);

describe("pictures where none can be rendered", () => {
  let catalog: TestCatalog;
  let folder: string;

  before(async () => {
    catalog = new TestCatalog();
    folder = await Deno.makeTempDir();
    await openFolder(`file:${folder}`).put("o/3.png", original, "image/png");
  });
  after(async () => {
    catalog.close();
    await Deno.remove(folder, { recursive: true });
  });

  function pictures(answer: (address: string) => Response | Promise<Response>, objects = true) {
    return remotePictures({
      reader: catalog.reader,
      picturesUrl: "https://pictures.test",
      objectStoreUrl: objects ? `file:${folder}` : null,
      fetch: (address) => Promise.try(() => answer(String(address))),
    })!;
  }
  const read = async (response: Response | Uint8Array | null) => {
    if (!(response instanceof Response)) throw new Error("wanted an answer");
    const { headers } = response;
    const bytes = new Uint8Array(await response.arrayBuffer());
    return [headers.get("content-type"), headers.get("cache-control"), bytes];
  };

  it("are taken, to be kept, from where they are rendered", async () => {
    const asked: string[] = [];
    const { get } = pictures((address) => {
      asked.push(address);
      return new Response(Uint8Array.of(1), {
        headers: { "content-type": "image/avif", "set-cookie": "a=b" },
      });
    });
    expect(await read(await get(key, 640, "avif"))).toEqual([
      "image/avif",
      "public, max-age=31536000, immutable",
      Uint8Array.of(1),
    ]);
    expect(asked).toEqual([`https://pictures.test/media/${key}/640.avif`]);
  });

  it("are the originals where that fails", async () => {
    const failures = [
      () => new Response(null, { status: 503 }),
      () => new Response("<p>", { headers: { "content-type": "text/html" } }),
      () => Promise.reject(new TypeError("away")),
    ];
    for (const failure of failures) {
      expect(await read(await pictures(failure).get(key, 640, "avif"))).toEqual([
        "image/png",
        "public, max-age=3600",
        original,
      ]);
    }
    expect(await pictures(failures[0]!, false).get(key, 640, "avif")).toBeNull();
    expect(await pictures(failures[0]!).get("0".repeat(24), 640, "avif")).toBeNull();
  });

  it("are nowhere when nothing is known of them", () => {
    const nothing = { picturesUrl: null, objectStoreUrl: null };
    expect(remotePictures({ reader: catalog.reader, ...nothing, fetch })).toBeNull();
  });
});
