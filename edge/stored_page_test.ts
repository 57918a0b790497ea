import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { slotMarker } from "./page.ts";
import { Compressor } from "./compressor.ts";
import { PageEncoder } from "./page_encoder.ts";
import { StoredPage } from "./stored_page.ts";

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const slot = slotMarker("basket-count");
const encoder = new PageEncoder();
const compressor = new Compressor();
const styles = encoder.share("p{color:red}");
const pageOf = (html: string) => new StoredPage(html, 200, encoder, compressor);

describe("stored page", () => {
  it("empties its slots for a stranger, in every encoding", async () => {
    const page = pageOf(`<p>été ${slot}</p>`.repeat(200));
    const wanted = "<p>été </p>".repeat(200);
    expect(text((await page.body("identity")).bytes)).toBe(wanted);
    expect(text(brotliDecompressSync((await page.body("br")).bytes))).toBe(wanted);
    expect(text(gunzipSync((await page.body("gzip")).bytes))).toBe(wanted);
  });

  it("is whole for whoever takes no encoding after others took one", async () => {
    for (const before of ["br", "gzip"] as const) {
      const page = pageOf("<p>été</p>");
      await page.body(before);
      expect(text((await page.body("identity")).bytes)).toBe("<p>été</p>");
    }
    const page = pageOf(`<p>${slot}</p>`);
    await page.filled({ "basket-count": "3" }, "gzip");
    expect(text((await page.body("identity")).bytes)).toBe("<p></p>");
  });

  it("puts the shared style sheet in, and drops the sign of markers it does not know", async () => {
    const page = pageOf(
      `<style>${styles}</style>\u0002other\u0003${slot}<p>\u0002open`,
    );
    expect(text((await page.body("identity")).bytes)).toBe("<style>p{color:red}</style>other\u0003<p>open");
  });

  it("encodes letters of one to four bytes, and pages larger than any before", async () => {
    for (const html of ["aé€𝄞".repeat(50_000), `ランプ${slot}مصباح`, ""]) {
      expect(text((await pageOf(html).body("identity")).bytes)).toBe(html.replace(slot, ""));
    }
  });

  it("compresses once for everyone, and counts the bytes it keeps", async () => {
    const page = pageOf("<p>x</p>".repeat(1000));
    const [one, two] = await Promise.all([page.body("br"), page.body("br")]);
    expect(one.bytes).toBe(two.bytes);
    expect(page.size).toBe(one.bytes.byteLength + 512);
    const { bytes } = await page.body("identity");
    expect(bytes.byteLength).toBe(8000);
    expect(page.size).toBe(8000 + one.bytes.byteLength + 512);
  });

  it("becomes compact in the form that was asked for, else in brotli", async () => {
    for (const [asked, kept] of [["gzip", "gzip"], ["br", "br"], ["identity", "br"]] as const) {
      const page = pageOf("<p>x</p>".repeat(1000));
      await page.body(asked);
      await page.compact();
      const { size } = page;
      const { bytes } = await page.body(kept);
      expect([size, page.size]).toEqual([bytes.byteLength + 512, bytes.byteLength + 512]);
    }
  });

  it("can be had in every form after it was compressed, whatever the order", async () => {
    const html = `<a>été ${slot}</a>`;
    const forms = {
      br: async (page: StoredPage) => text(brotliDecompressSync((await page.body("br")).bytes)),
      gzip: async (page: StoredPage) => text(gunzipSync((await page.body("gzip")).bytes)),
      identity: async (page: StoredPage) => text((await page.body("identity")).bytes),
      filled: async (page: StoredPage) =>
        text(gunzipSync((await page.filled({ "basket-count": "3" }, "gzip")).bytes)).replace("3", ""),
      slots: (page: StoredPage) =>
        Promise.resolve(page.hasSlotFor({ "basket-count": "3" }) ? "<a>été </a>" : "no slot"),
    };
    const etags = new Set<string>();
    for (const first of Object.values(forms)) {
      for (const second of Object.values(forms)) {
        for (const third of Object.values(forms)) {
          const page = pageOf(html);
          for (const form of [first, second, third]) expect(await form(page)).toBe("<a>été </a>");
          etags.add((await page.body("br")).etag);
        }
      }
    }
    expect(etags.size).toBe(1);
  });

  it("fills slots for one visitor, and its validator is of exactly these bytes", async () => {
    const page = pageOf(`<a>${slot}</a>`);
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
    expect(pageOf("<p>no slot</p>").hasSlotFor({ "basket-count": "3" })).toBe(false);
  });
});
