import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { opening, openSmallShop, type SmallShop } from "../testing/small_shop.ts";
import { findValues } from "./attribute_values.ts";
import { saveAttribute } from "./save_attribute.ts";

describe("findValues", () => {
  let shop: SmallShop;
  before(async () => {
    shop = await openSmallShop();
    await shop.write(opening, async (w) => {
      const common = { facet: true, position: 1, texts: { en: "Seats" }, values: [] };
      await saveAttribute(w, { ...common, code: "seats", type: "number" });
      await saveAttribute(w, { ...common, code: "foldable", type: "boolean" });
      await saveAttribute(w, { ...common, code: "bulb", type: "text", values: [{ code: "E27", texts: {} }] });
    });
  });
  after(() => shop.close());

  const codeOf = async (name: string, value: string) => {
    const written = await shop.try(opening, (w) => findValues(w, [{ name, value, path: "value" }]));
    if (!written.ok) return written.refusal.name;
    return (await shop.rows(`SELECT code FROM attribute_values WHERE id = ${written.value[0]!.valueId}`))[0]![
      0
    ];
  };

  it("keeps one form of a number", async () => {
    expect(await codeOf("seats", "2")).toBe("2");
    expect(await codeOf("seats", " 2.50 ")).toBe("2.5");
    expect(await codeOf("seats", "-0.5")).toBe("-0.5");
    for (const bad of ["two", "", "1e3", "1,5", "0x10", "Infinity", "1".repeat(16)]) {
      expect(await codeOf("seats", bad)).toBe("invalid-value");
    }
    expect(await shop.rows("SELECT count(*) FROM attribute_value_texts")).toEqual([[0]]);
  });

  it("keeps one form of yes and no", async () => {
    expect([await codeOf("foldable", "Yes"), await codeOf("foldable", "true")]).toEqual(["yes", "yes"]);
    expect([await codeOf("foldable", "no"), await codeOf("foldable", "FALSE")]).toEqual(["no", "no"]);
    expect(await codeOf("foldable", "maybe")).toBe("invalid-value");
  });

  it("prefers a code as it is written, and keeps a text that makes no code", async () => {
    expect(await codeOf("bulb", "E27")).toBe("E27");
    expect(await codeOf("bulb", "Big Bulb")).toBe("big-bulb");
    expect(await codeOf("bulb", "***")).toBe("***");
  });

  it("cuts long codes so that they stay apart, and finds them again", async () => {
    const texts = ["a", "b", "A"].map((end) => `${"Very long words ".repeat(8)}${end}`);
    const [some, other, same] = await shop.write(
      opening,
      (w) => findValues(w, texts.map((value) => ({ name: "finish", value, path: "" }))),
    );
    expect(same).toEqual(some);
    expect(other).not.toEqual(some);
    const again = await shop.write(
      opening,
      (w) => findValues(w, [{ name: "finish", value: texts[1]!, path: "" }]),
    );
    expect(again).toEqual([other]);
    const codes = (await shop.rows("SELECT code FROM attribute_values WHERE code LIKE 'very%'")).flat().map(
      String,
    );
    expect(codes.map((code) => code.length <= 64 && /^very-long-words-[a-z-]+-[0-9a-f]{8}$/.test(code)))
      .toEqual([true, true]);
  });
});
