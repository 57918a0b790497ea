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

  it("prefers the quicker coding for what is sent once", () => {
    expect(chooseEncoding("gzip, br", "once")).toBe("gzip");
    expect(chooseEncoding("br", "once")).toBe("br");
    expect(chooseEncoding(null, "once")).toBe("identity");
  });
});
