import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { mintId, newId } from "./ids.ts";

describe("ids", () => {
  it("are UUIDv7 with a prefix (RFC 9562, section 5.7)", () => {
    const id = mintId(
      "prd",
      0x017f22e279b0,
      new Uint8Array([0xcc, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]),
    );
    expect(id).toBe("prd_017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
    expect(newId("var")).toMatch(/^var_[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
  it("want ten random bytes", () => {
    expect(() => mintId("cat", 0, new Uint8Array(9))).toThrow("wanted 10 random bytes, got 9");
  });
});
