import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { measuresIn } from "./measures.ts";

const exact = (text: string) => measuresIn(text.normalize("NFKC")).map((measure) => measure.exact);

describe("measuresIn", () => {
  const same: readonly (readonly string[])[] = [
    ["1.5 l", "1,5 litres", "150 cl", "1500ml", "1.5リットル", "1.5 لتر"],
    ["500 g", "0.5 kg", "0,5 Kilogramm", "500グラム"],
    ['17"', "17 inch", "17-inch", "17″", "17''", "17 Zoll", "17 pouces", "17インチ", "43.18 cm"],
    ["2 TB", "2000 GB", "2 To"],
    ["2.4 GHz", "2400MHz"],
  ];
  for (const spellings of same) {
    it(`makes one of ${spellings.join(", ")}`, () => {
      expect(new Set(spellings.map((spelling) => exact(spelling)[0])).size).toBe(1);
    });
  }
  it("knows a diagonal in inches and in centimetres", () => {
    const near = (text: string) => measuresIn(text).map((measure) => measure.near);
    expect(["43 cm", "43.2 cm", '17"', "44.5 cm"].map(near)).toEqual([["~17in"], ["~17in"], ["~17in"], [
      "~17.5in",
    ]]);
    expect(near("3 m")).toEqual([null]);
  });
  it("says where they stand", () => {
    expect(measuresIn("Screen 43,2 cm wide")).toEqual([
      { start: 7, end: 14, number: "43,2", unit: "cm", exact: "=432mm", near: "~17in" },
    ]);
  });
  for (const text of ["2 in 1", "2-in-1 laptop", "A4", "m 5", "0 kg", "X17cmY", "1.2.3 cm", "5 mice", ""]) {
    it(`finds none in "${text}"`, () => expect(exact(text)).toEqual([]));
  }
});
