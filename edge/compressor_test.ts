import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { Compressor } from "./compressor.ts";

const text = (word: string) => new TextEncoder().encode(word.repeat(1000));

describe("the compressor", () => {
  it("makes every compression that was asked for at once, each of its own bytes", async () => {
    const compressor = new Compressor();
    const words = Array.from({ length: 20 }, (_, at) => `page ${at} `);
    const made = await Promise.all(words.map((word) => compressor.compress(text(word), "br", 6)));
    expect(made.map((bytes) => brotliDecompressSync(bytes).toString()))
      .toEqual(words.map((word) => word.repeat(1000)));
    expect(new Set(made.map(({ buffer }) => buffer)).size).toBe(20);
  });

  it("goes on after one that failed", async () => {
    const compressor = new Compressor();
    const [first, second, third, fourth] = await Promise.allSettled([
      compressor.compress(text("a"), "gzip", 99),
      compressor.compress(text("b"), "gzip", 99),
      compressor.compress(text("c"), "gzip", 6),
      compressor.compress(text("d"), "gzip", 6),
    ]);
    expect([first!.status, second!.status]).toEqual(["rejected", "rejected"]);
    expect(third!.status === "fulfilled" && gunzipSync(third!.value).toString()).toBe("c".repeat(1000));
    expect(fourth!.status).toBe("fulfilled");
  });
});
