import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { concat, prepareSplice, splice } from "./gzip_splice.ts";

describe("splicing gzip", () => {
  it("gives what compressing the whole would, whatever the pieces and the words", async () => {
    const text = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.string({ unit: "grapheme" }).map((t) => new TextEncoder().encode(t)),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { minLength: 1, maxLength: 5 }),
        fc.array(text, { maxLength: 5 }),
        async (pieces, words) => {
          const places = pieces.length - 1;
          const wanted = concat(
            pieces.flatMap((piece, i) => i < places ? [piece, words[i] ?? new Uint8Array()] : [piece]),
          );
          const { bytes, plainLength } = splice(await prepareSplice(pieces), words);
          expect(new Uint8Array(gunzipSync(bytes))).toEqual(wanted);
          expect(plainLength).toBe(wanted.byteLength);
        },
      ),
    );
  });

  it("refuses words that no stored block can hold", async () => {
    const text = await prepareSplice([Uint8Array.of(1), Uint8Array.of(2)]);
    expect(gunzipSync(splice(text, [new Uint8Array(65_535)]).bytes).byteLength).toBe(65_537);
    expect(() => splice(text, [new Uint8Array(65_536)])).toThrow("at most 65535 bytes");
  });
});
