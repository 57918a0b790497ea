import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { slotMarker } from "./page.ts";
import { shareStyles, StoredPage } from "./stored_page.ts";

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const slot = slotMarker("basket-count");
const styles = shareStyles("p{color:red}");

describe("stored page", () => {
  it("empties its slots for a stranger, in every encoding", async () => {
    const page = new StoredPage(`<p>été ${slot}</p>`.repeat(200), 200, styles);
    const wanted = "<p>été </p>".repeat(200);
    expect(text((await page.body("identity")).bytes)).toBe(wanted);
    expect(text(brotliDecompressSync((await page.body("br")).bytes))).toBe(wanted);
    expect(text(gunzipSync((await page.body("gzip")).bytes))).toBe(wanted);
  });

  it("puts the shared style sheet in, and drops markers it does not know", async () => {
    const page = new StoredPage(
      `<style>${styles.marker}</style>\u0002other\u0003${slot}<p>\u0002open`,
      200,
      styles,
    );
    expect(text((await page.body("identity")).bytes)).toBe("<style>p{color:red}</style><p>");
  });

  it("compresses once for everyone, and counts the bytes it keeps", async () => {
    const page = new StoredPage("<p>x</p>".repeat(1000), 200, styles);
    const before = page.size;
    const [one, two] = await Promise.all([page.body("br"), page.body("br")]);
    expect(one.bytes).toBe(two.bytes);
    expect(page.size).toBe(before + one.bytes.byteLength);
  });

  it("fills slots for one visitor, and its validator is of exactly these bytes", async () => {
    const page = new StoredPage(`<a>${slot}</a>`, 200, styles);
    const three = await page.filled({ "basket-count": "3" }, "identity");
    expect(text(three.bytes)).toBe("<a>3</a>");
    const etags = [
      (await page.body("identity")).etag,
      (await page.body("br")).etag,
      three.etag,
      (await page.filled({ "basket-count": "4" }, "identity")).etag,
      (await page.filled({ "basket-count": "3" }, "br")).etag,
    ];
    expect(new Set(etags).size).toBe(5);
    expect((await page.filled({ "basket-count": "3" }, "identity")).etag).toBe(three.etag);
    expect(page.hasSlotFor({ "basket-count": "3" })).toBe(true);
    expect(new StoredPage("<p>no slot</p>", 200, styles).hasSlotFor({ "basket-count": "3" })).toBe(false);
  });
});
