import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { CategoryGuess } from "./category_guess.ts";
import type { FeedRow } from "./feed_row.ts";
import { titleWords } from "./title_words.ts";

let line = 0;
const row = (
  title: string,
  brand: string,
  details: FeedRow["details"],
  category: string[] = [],
): FeedRow => ({
  line: ++line,
  sku: `S-${line}`,
  group: null,
  title: `${brand} ${title}`,
  description: "",
  brand,
  gtin: null,
  mpn: null,
  availability: "in_stock",
  priceMinor: 100,
  sale: null,
  category,
  weightGrams: null,
  unitMeasure: null,
  options: {},
  traits: {},
  details,
});
const brands = ["Abel", "Bode", "Cray", "Dorn"];
const each = (count: number, make: (i: number) => FeedRow) =>
  Array.from({ length: count }, (_, i) => make(i));

const feed = [
  ...each(
    20,
    (i) =>
      row(`X${i} notebook 15 inch`, brands[i % 4]!, [["Screen", `${i}`], ["Keys", "84"]], [
        "Computers",
        "Notebooks",
      ]),
  ),
  ...each(
    20,
    (i) => row(`LX-${i} patch cable Blue 3 m`, brands[i % 4]!, [["Length", `${i}`], ["Cover", "Blue"]]),
  ),
  ...each(20, (i) => row(`A${i} audio cable`, brands[i % 4]!, [["Length", `${i}`], ["Plug", "RCA"]])),
  ...each(60, (i) => row(`Model${"abcdefgh".charAt(i % 8)} ${i}`, brands[i % 4]!, [["Weight", `${i}`]])),
];
const learned = () => {
  const guess = new CategoryGuess("en");
  for (const one of feed) guess.add(one);
  return guess;
};

describe("a guess of a category", () => {
  it("looks at words that are no brand, no value, no number and no unit", () => {
    expect(
      titleWords(row("006R90321 toner cartridge Black, 6 pcs (Original)", "Xerox", [["Type", "Original"]])),
    )
      .toEqual([null, null, "toner", "cartridge", "black", null, null, null, null, null, null]);
  });

  it("is that of rows that are alike in words and attributes", () => {
    const guess = learned();
    expect(guess.decide([row("Z9 notebook 17 inch", "Echo", [["Screen", "17"], ["Keys", "99"]])])).toEqual([
      "Computers",
      "Notebooks",
    ]);
    expect(guess.decide([row("Sleeve for a notebook", "Echo", [["Cloth", "Wool"]])])).toEqual(["Other"]);
  });

  it("is a phrase that names things of several brands, the longer one first", () => {
    const guess = learned();
    expect(guess.decide([row("Q7 patch cable Red", "Echo", [["Length", "1"], ["Cover", "Red"]])])).toEqual([
      "Patch cable",
    ]);
    expect(guess.decide([row("Some cable", "Echo", [["Length", "1"]])])).toEqual(["Cable"]);
  });

  it("is other, in the language of the feed, where nothing tells, and the same each time", () => {
    expect(learned().decide([row("Nothing to see", "Echo", [])])).toEqual(["Other"]);
    expect(new CategoryGuess("de-at").decide([row("Ding", "Echo", [])])).toEqual(["Sonstiges"]);
    const one = learned(), other = learned();
    for (const member of feed) expect(one.decide([member])).toEqual(other.decide([member]));
  });

  it("leaves the categories with most rows at the top, and those that others hang below", () => {
    const guess = new CategoryGuess("en");
    // Kind 1 has one row, kind 2 two and so on: of 30, ten are too small.
    for (let kind = 1; kind <= 30; kind++) {
      for (let i = 0; i < kind; i++) {
        guess.add(row("Thing", "Abel", [], [i % 2 ? `Kind ${kind}` : `KIND ${kind}`]));
      }
    }
    guess.add(row("Thing", "Abel", [], ["Kind 4", "Small"]));
    expect([1, 4, 10, 11, 30].map((kind) => guess.place([`Kind ${kind}`]))).toEqual([
      ["Other", "Kind 1"],
      ["Kind 4"],
      ["Other", "Kind 10"],
      ["Kind 11"],
      ["Kind 30"],
    ]);
    expect(guess.place(["Other"])).toEqual(["Other"]);
    expect(guess.place(["Kind 1", "Small"])).toEqual(["Kind 1", "Small"]);
    expect([guess.rank("kind 30"), guess.rank("Kind 11"), guess.rank("Kind 4"), guess.rank("Other")]).toEqual(
      [1, 20, 21, 22],
    );
  });
});
