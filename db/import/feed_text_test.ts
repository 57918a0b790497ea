import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { type FeedTextOptions, openFeedText } from "./feed_text.ts";

async function write(bytes: Uint8Array): Promise<string> {
  const path = await Deno.makeTempFile();
  await Deno.writeFile(path, bytes);
  return path;
}

async function read(bytes: Uint8Array, options?: FeedTextOptions) {
  const path = await write(bytes);
  try {
    const { chunks, ...found } = await openFeedText(path, options);
    let text = "";
    for await (const chunk of chunks) text += chunk;
    return { ...found, text };
  } finally {
    await Deno.remove(path);
  }
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytes = (...parts: (number[] | Uint8Array)[]) => new Uint8Array(parts.flatMap((part) => [...part]));
const utf16 = (text: string, isBig: boolean) =>
  new Uint8Array(
    Array.from(text).flatMap((one) => {
      const code = one.charCodeAt(0);
      return isBig ? [code >> 8, code & 255] : [code & 255, code >> 8];
    }),
  );
const gzip = async (data: Uint8Array<ArrayBuffer>) =>
  new Uint8Array(
    await new Response(new Blob([data]).stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer(),
  );

describe("the text of a feed", () => {
  it("takes the encoding from the byte order mark, which is no text", async () => {
    const found = (encoding: string) => ({ kind: "tsv", encoding, assumed: false, text: "id\té" });
    expect(await read(bytes([0xef, 0xbb, 0xbf], utf8("id\té")))).toEqual(found("utf-8"));
    expect(await read(bytes([0xff, 0xfe], utf16("id\té", false)))).toEqual(found("utf-16le"));
    expect(await read(bytes([0xfe, 0xff], utf16("id\té", true)))).toEqual(found("utf-16be"));
    expect(await read(utf16("id\té", false))).toEqual(found("utf-16le"));
    expect(await read(utf16("id\té", true))).toEqual(found("utf-16be"));
  });

  it("takes it from the XML declaration, or from who asks, and else assumes UTF-8", async () => {
    const xml = '<?xml version="1.0" encoding="ISO-8859-1"?><rss>';
    expect(await read(bytes(utf8(xml), [0xe9, 0x80]))).toEqual({
      kind: "xml",
      encoding: "windows-1252",
      assumed: false,
      text: `${xml}é€`,
    });
    expect(await read(bytes(utf8("id\t"), [0xe9]), { encoding: "windows-1252" })).toMatchObject({
      text: "id\té",
    });
    expect(await read(bytes(utf8("id\t"), [0xe9]))).toEqual({
      kind: "tsv",
      encoding: "utf-8",
      assumed: true,
      text: "id\t\ufffd",
    });
    await expect(read(utf8('<?xml version="1.0" encoding="EUC-JP"?>'))).rejects.toThrow(
      'feed-encoding: the file says that it is written in "euc-jp"',
    );
  });

  it("unpacks gzip, of several parts too, and counts the bytes of the file", async () => {
    const packed = bytes(await gzip(utf8("id\tti")), await gzip(utf8("tle\n")));
    let count = 0;
    expect(await read(packed, { onBytes: (all) => count = all })).toMatchObject({ text: "id\ttitle\n" });
    expect(count).toBe(packed.length);
  });

  it("refuses what is cut off, what is no text and what is not there", async () => {
    const packed = await gzip(utf8("id\ttitle\n".repeat(10_000)));
    await expect(read(packed.subarray(0, packed.length - 20))).rejects.toThrow("feed-format");
    await expect(read(bytes(utf8("PK"), [3, 4, 0, 0]))).rejects.toThrow("feed-format");
    await expect(openFeedText("/nowhere/feed.tsv")).rejects.toThrow("feed-missing");
  });
});
