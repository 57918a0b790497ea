import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { chooseEncoding } from "./encoding.ts";

describe("encoding", () => {
  for (
    const [header, wanted] of [
      [null, "identity"],
      ["gzip, deflate, br, zstd", "br"],
      ["gzip;q=1.0, identity; q=0.5", "gzip"],
      ["br;q=0, gzip", "gzip"],
      ["*", "br"],
      ["*;q=0", "identity"],
      ["BR", "br"],
      ["x;q=junk,,;", "identity"],
    ] as const
  ) it(String(header), () => expect(chooseEncoding(header)).toBe(wanted));
});
