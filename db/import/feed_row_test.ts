import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { cleanLines, shorten } from "./clean_text.ts";
import { parseDetails } from "./details.ts";
import type { FeedRecord } from "./feed_records.ts";
import { toRow } from "./feed_row.ts";
import { parseAvailability, parsePrice, parseSpan, parseUnitMeasure, parseWeight } from "./field_values.ts";

const record = (fields: FeedRecord["fields"], details: FeedRecord["details"] = []): FeedRecord => ({
  line: 7,
  fields: { id: "A-1", title: "Oak chair", price: "19.99 USD", ...fields },
  details,
});
const row = (fields: FeedRecord["fields"], details?: FeedRecord["details"]) => {
  const mapped = toRow(record(fields, details), "USD");
  if ("reason" in mapped) throw new Error(mapped.reason);
  return mapped;
};
const reason = (fields: FeedRecord["fields"]) => {
  const mapped = toRow(record(fields), "USD");
  return "reason" in mapped ? mapped.reason : null;
};

describe("values of a feed", () => {
  it("reads prices", () => {
    const cases: [string, number | null, string?][] = [
      ["19.99 USD", 1999, "USD"],
      ["USD 19.99", 1999, "USD"],
      ["1,299.00usd", 129900, "USD"],
      ["1.299,5 EUR", 129950, "EUR"],
      ["1 299,50 EUR", 129950, "EUR"],
      ["1,299 EUR", 129900, "EUR"],
      ["1500 JPY", 1500, "JPY"],
      ["1.500 KWD", 1500, "KWD"],
      ["19.999 USD", null],
      ["1500.5 JPY", null],
      ["19.99", null],
      ["free", null],
      ["-1 USD", null],
      ["USD 5 EUR", null],
      ["99999999999999 USD", null],
    ];
    for (const [text, amountMinor, currency] of cases) {
      expect([text, parsePrice(text)]).toEqual([
        text,
        amountMinor === null ? null : { amountMinor, currency },
      ]);
    }
  });

  it("reads weights, measures, availabilities and spans of time", () => {
    expect(["3460 g", "1.5kg", "3 oz", "2 lb", "2 lbs", "1,5 kg", "5", "5 stone"].map(parseWeight))
      .toEqual([3460, 1500, 85, 907, 907, 1500, null, null]);
    expect(["750ml", "1.5 l", "100 g", "2 sqm", "6 ct", "1 fl oz", "3 m", "x"].map(parseUnitMeasure)).toEqual(
      [
        { amount: 750, unit: "ml" },
        { amount: 1500, unit: "ml" },
        { amount: 100, unit: "g" },
        { amount: 20_000, unit: "cm2" },
        { amount: 6, unit: "piece" },
        { amount: 30, unit: "ml" },
        { amount: 3000, unit: "mm" },
        null,
      ],
    );
    expect(["in_stock", "In Stock", "out of stock", "preorder", "https://schema.org/BackOrder", "soon"].map(
      parseAvailability,
    )).toEqual(["in_stock", "in_stock", "out_of_stock", "preorder", "backorder", null]);
    expect(parseSpan("2026-02-24T11:07+0100/2026-03-10T23:07+01:00")).toEqual({
      from: Date.UTC(2026, 1, 24, 10, 7),
      until: Date.UTC(2026, 2, 10, 22, 7),
    });
    expect(parseSpan("2026-03-10/2026-02-24")).toBe(null);
  });

  it("reads details in quotes and without", () => {
    expect(parseDetails('A:Name:Value,B:Size:15.6",C:"Ports, all":"x ""y"":z",D:Colour:Black, Silver,Legs:4'))
      .toEqual([
        ["Name", "Value"],
        ["Size", '15.6"'],
        ["Ports, all", 'x "y":z'],
        ["Colour", "Black, Silver"],
        ["Legs", "4"],
      ]);
    expect(parseDetails("")).toEqual([]);
  });

  it("takes markup and control characters off texts", () => {
    expect(cleanLines("<p>One &amp; two</p><ul><li>three</li></ul>\\nfour\u0000 \t five")).toBe(
      "One & two\nthree\n\nfour five",
    );
    expect(cleanLines("a < b and c > d")).toBe("a < b and c > d");
    expect(shorten("one two three", 9)).toBe("one two…");
    expect(cleanLines("half \ud800 pair")).toBe("half \ufffd pair");
  });
});

describe("a row of a feed", () => {
  it("has every field in its place", () => {
    const { row: found, notes } = row({
      description: "Solid.",
      availability: "preorder",
      sale_price: "15 USD",
      sale_price_effective_date: "2026-02-24/2026-03-10",
      brand: "Ravelin",
      gtin: "4006381 333931",
      mpn: "RV-1",
      product_type: "Furniture > Chairs",
      color: "Sand",
      size: "M",
      gender: "Unisex",
      condition: "new",
      item_group_id: "G",
      shipping_weight: "4 kg",
      unit_pricing_measure: "1 ct",
    }, [["Legs", "4"], ["Ports", "HDMI\\nVGA"], ["", "x"]]);
    expect(notes).toEqual([]);
    expect(found).toEqual({
      line: 7,
      sku: "A-1",
      group: "G",
      title: "Oak chair",
      description: "Solid.",
      brand: "Ravelin",
      gtin: "4006381333931",
      mpn: "RV-1",
      availability: "preorder",
      priceMinor: 1999,
      sale: { amountMinor: 1500, from: Date.UTC(2026, 1, 24), until: Date.UTC(2026, 2, 10) },
      category: ["Furniture", "Chairs"],
      weightGrams: 4000,
      unitMeasure: { amount: 1, unit: "piece" },
      options: { colour: "Sand", size: "M" },
      traits: { gender: "unisex" },
      details: [["Legs", "4"], ["Ports", "HDMI"], ["Ports", "VGA"]],
    });
  });

  it("is refused without what it cannot be sold without", () => {
    expect(reason({ id: " " })).toBe("id: it is empty");
    expect(reason({ id: "A 1" })).toBe('id: "A 1": wanted visible characters without blanks');
    expect(reason({ title: "--" })).toBe("title: it is empty");
    expect(reason({ price: "19.99" })).toBe(
      'price: "19.99": wanted an amount and a currency, e.g. 19.99 USD',
    );
    expect(reason({ price: "19.99 EUR" })).toBe("price: it is in EUR, the market's is USD");
    expect(reason({ price: "0 USD" })).toBe("price: it is 0");
    expect(reason({ availability: "soon" })).toContain('availability: "soon"');
    expect(reason({ description: "caf\ufffd" })).toBe(
      "description: it holds bytes that are not text of the file's encoding",
    );
  });

  it("leaves out what makes no sense, and says so", () => {
    const { row: found, notes } = row({
      gtin: "85896333746",
      shipping_weight: "heavy",
      sale_price: "25 USD",
      unit_pricing_measure: "some",
    });
    expect(found).toMatchObject({ gtin: null, weightGrams: null, sale: null, unitMeasure: null });
    expect(notes.map((note) => note.split(":")[0])).toEqual([
      "sale_price",
      "gtin",
      "shipping_weight",
      "unit_pricing_measure",
    ]);
  });

  it("takes a category from product_type first, then from Google's in words, then none", () => {
    expect(row({ product_type: "Home > Tea > Cups", google_product_category: "Kitchen" }).row.category)
      .toEqual(["Home", "Tea", "Cups"]);
    expect(row({ product_type: '"Home, Garden > Tea", "Gifts"' }).row.category).toEqual([
      "Home, Garden",
      "Tea",
    ]);
    expect(row({ google_product_category: "Home & Garden > Kitchen" }).row.category).toEqual([
      "Home & Garden",
      "Kitchen",
    ]);
    expect(row({ google_product_category: "632" }).row.category).toEqual([]);
  });

  it("has the character references of its texts read", () => {
    const { row: found } = row({
      title: "Salt &amp; pepper &#1057;",
      description: "<p>90&deg;</p><script>x()</script>",
      brand: "Abel &amp; Bode",
      product_type: "Home &amp; Garden &gt; Mills",
      color: "Caf&eacute;",
      id: "A&amp;B",
    });
    expect(found).toMatchObject({
      sku: "A&amp;B",
      title: "Salt & pepper С",
      description: "90°",
      brand: "Abel & Bode",
      category: ["Home & Garden", "Mills"],
      options: { colour: "Café" },
    });
  });

  it("keeps the whole of a long title at the beginning of the description", () => {
    const title = "word ".repeat(60).trim();
    const { row: found } = row({ title, description: "More." });
    expect(found.title.length).toBeLessThanOrEqual(200);
    expect(found.title.endsWith("word…")).toBe(true);
    expect(found.description).toBe(`${title}\n\nMore.`);
  });
});
