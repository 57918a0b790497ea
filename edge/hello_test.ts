import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { readHello } from "./hello.ts";

/** What libsql-server 0.24.32 answered, byte for byte. */
const answer = Uint8Array.fromHex(
  "0000000089" +
    "0a24" + hex("ea596fd9-c415-465a-a127-3eacf398c110") +
    "1a24" + hex("1c150eae-6f21-4618-aea4-8364648ee4a8") +
    "2224" + hex("95d28188-47ac-b027-93bf-30e7294fc6e1") +
    "2802" + "3213" + "20c0ece9d9b6c1374000480150c096b1025800" + "6800" +
    "800000000f" + hex("grpc-status:0\r\n"),
);

function hex(text: string): string {
  return new TextEncoder().encode(text).toHex();
}

describe("readHello", () => {
  it("finds the log and its newest frame in what a server answers", () => {
    expect(readHello(answer)).toEqual({ logId: "1c150eae-6f21-4618-aea4-8364648ee4a8", frame: 2 });
  });

  it("answers null for a refusal, which has trailers alone", () => {
    expect(readHello(Uint8Array.fromHex("800000000f" + hex("grpc-status:7\r\n")))).toBe(null);
    expect(readHello(new Uint8Array())).toBe(null);
  });

  it("reads a frame number of any length", () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (frame) => {
      const digits: number[] = [];
      for (let rest = BigInt(frame); digits.length === 0 || rest > 0n; rest >>= 7n) {
        digits.push(Number(rest & 0x7fn) | (rest > 0x7fn ? 0x80 : 0));
      }
      const message = Uint8Array.of(0x1a, 2, 0x61, 0x62, 0x28, ...digits);
      const body = Uint8Array.of(0, 0, 0, 0, message.length, ...message);
      expect(readHello(body)).toEqual({ logId: "ab", frame });
    }));
  });

  it("never reads past what it was given", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      try {
        readHello(Uint8Array.of(0, 0, 0, 0, bytes.length, ...bytes));
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }));
  });
});
