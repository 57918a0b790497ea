import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { now, scopeOf, TestCatalog } from "./test_catalog.ts";

let catalog: TestCatalog;
const french = scopeOf("fr-fr");

before(() => {
  catalog = new TestCatalog();
  catalog.product({
    id: 1,
    texts: { fr: "Chaise", ar: "كرسي" },
    pictures: [1],
    variants: [
      {
        sku: "A",
        options: ["m", "sand"],
        prices: [{ amount: 1000 }, { amount: 800, minQuantity: 5 }, {
          amount: 700,
          list: 2,
          until: now + 50,
        }],
      },
      {
        sku: "B",
        options: ["s", "ink"],
        picture: 3,
        prices: [{ amount: 2000 }],
        availability: "out_of_stock",
      },
      { sku: "C", prices: [{ amount: 5, until: now }] },
    ],
  });
  catalog.product({ id: 2, texts: { fr: "Ailleurs" }, markets: ["us"], variants: [{ sku: "D" }] });
  catalog.product({ id: 3, texts: { en: "English" }, variants: [{ sku: "E" }] });
});
after(() => catalog.close());

describe("a basket page", () => {
  it("has a line for each reference, in its order, with the price of its quantity", async () => {
    const { value, tags } = await catalog.reader.basket(french, [{ ref: 2, quantity: 1 }, {
      ref: 1,
      quantity: 5,
    }]);
    expect(value.lines).toEqual([
      {
        ref: 2,
        sku: "B",
        quantity: 1,
        title: "Chaise",
        slug: "chaise",
        options: "Encre, S",
        image: { key: "000000000000000000000003", alt: "Trois", width: 100, height: 100 },
        price: { amountMinor: 2000, compareAtMinor: null, lowestPriorMinor: null },
        totalMinor: 2000,
        availability: "out_of_stock",
      },
      {
        ref: 1,
        sku: "A",
        quantity: 5,
        title: "Chaise",
        slug: "chaise",
        options: "Sable, M",
        image: { key: "000000000000000000000001", alt: "Image une", width: 800, height: 600 },
        price: { amountMinor: 800, compareAtMinor: null, lowestPriorMinor: null },
        totalMinor: 4000,
        availability: "in_stock",
      },
    ]);
    expect(value.subtotalMinor).toBe(6000);
    expect(value.dropped).toEqual([]);
    expect([...tags].sort()).toEqual(["categories", "navigation:1", "product:1", "product:1:1"]);
  });

  it("uses the shopper's price list and ends with its price", async () => {
    const answer = await catalog.reader.basket({ ...french, priceList: "trade" }, [{ ref: 1, quantity: 2 }]);
    expect(answer.value.subtotalMinor).toBe(1400);
    expect(answer.validUntil).toBe(now + 50);
  });

  it("drops what is not sold here and now", async () => {
    const refs = [3, 4, 5, 99, -1, 2 ** 53 - 1].map((ref) => ({ ref, quantity: 1 }));
    const { value } = await catalog.reader.basket(french, refs);
    expect(value).toMatchObject({ lines: [], dropped: refs, subtotalMinor: 0 });
  });

  it("is empty for no references", async () => {
    const { value } = await catalog.reader.basket(french, []);
    expect(value).toMatchObject({ lines: [], dropped: [], subtotalMinor: 0 });
  });

  it("joins options as the language does", async () => {
    const { value } = await catalog.reader.basket(scopeOf("ar-fr"), [{ ref: 1, quantity: 1 }]);
    expect(value.lines[0]!.options).toBe("sand، m");
  });
});

describe("variantRef", () => {
  it("is the reference of a SKU that is sold here and now, else null", async () => {
    const refs = ["A", "B", "C", "D", "E", "a", "no-such", ""].map((sku) =>
      catalog.reader.variantRef(french, sku)
    );
    expect(await Promise.all(refs)).toEqual([1, 2, null, null, null, null, null, null]);
    expect(await catalog.reader.variantRef(scopeOf("en-fr"), "E")).toBe(5);
  });
});
