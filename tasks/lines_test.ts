import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { lines } from "./lines.ts";

function linesOf(...chunks: (string | Uint8Array)[]): Promise<string[]> {
  const encoder = new TextEncoder();
  const bytes = chunks.map((chunk) => typeof chunk === "string" ? encoder.encode(chunk) : chunk);
  return Array.fromAsync(lines(ReadableStream.from(bytes)));
}

describe("lines", () => {
  it("joins what was cut anywhere, characters included", async () => {
    expect(await linesOf("on", "e\ntw", "o\r\n\nthree")).toEqual(["one", "two", "", "three"]);
    expect(await linesOf(Uint8Array.of(0xc3), Uint8Array.of(0xa9, 0x0a))).toEqual(["é"]);
  });

  it("gives nothing for nothing", async () => {
    expect(await linesOf()).toEqual([]);
  });
});
