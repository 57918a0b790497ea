/** What every catalog reader must do, whatever it reads from. */
import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import type { CatalogReader } from "../../commerce/catalog_reader.ts";
import { now, scopeOf, type TestCatalog } from "../../db/catalog/reading/test_catalog.ts";
import { listContract } from "./list_contract.ts";
import { boundary, fillers, nastyCatalog, titles } from "./nasty_catalog.ts";
import { allProducts, page, seating } from "./queries.ts";

/** A reader and what stands behind it. */
export interface Opened {
  readonly reader: CatalogReader;
  close(): Promise<void>;
}

const french = scopeOf("fr-fr");
const nowhere = { locale: { language: "fr", market: "xx" }, priceList: "standard", now };

/**
 * Declares the contract's tests for a reader.
 *
 * @param open Opens a reader of a catalog file that goes on being written.
 * @param skip Why it cannot be tested here; false: it can.
 */
export function readerContract(
  name: string,
  open: (file: string) => Promise<Opened>,
  skip: string | false = false,
): void {
  describe(`the contract of readers: ${name}`, { skip }, () => {
    let catalog: TestCatalog;
    let opened: Opened;
    let reader: CatalogReader;

    before(async () => {
      catalog = nastyCatalog();
      opened = await open(catalog.path);
      reader = opened.reader;
    });
    after(async () => {
      await opened.close();
      catalog.close();
    });

    it("tells markets and languages", async () => {
      const { value, tags, validUntil } = await reader.directory();
      expect([tags, validUntil]).toEqual([["markets"], null]);
      expect(value.markets.map(({ code, countries }) => [code, countries])).toEqual([
        ["fr", ["FR", "MC"]],
        ["us", ["US"]],
        ["jp", ["JP"]],
      ]);
      expect(value.languages[3]).toEqual({ tag: "ar", name: "العربية", direction: "rtl" });
    });

    it("tells the frame", async () => {
      const { value, tags } = await reader.frame(french);
      expect([...tags].sort()).toEqual(["categories", "navigation:1"]);
      expect(value).toEqual({
        categories: [
          { slug: "luminaires", name: "Luminaires", children: [] },
          {
            slug: "meubles",
            name: "Meubles",
            children: [{ slug: "sieges", name: "Sièges" }, { slug: "tables", name: "Tables" }],
          },
        ],
        links: [
          { placement: "header", label: "Nouveautés", target: "search?sort=newest" },
          { placement: "footer", label: "CGV", target: "i/cgv" },
        ],
      });
    });

    it("tells the home page, without blocks that nobody understands", async () => {
      const { value, tags } = await reader.home(french);
      expect(value.blocks.map((block) => block.kind === "products" && block.cards.length)).toEqual([8, 1, 0]);
      expect(tags).toEqual(expect.arrayContaining(["home:1", "category:2:1", "category:0:1", "product:1:1"]));
    });

    it("tells a product", async () => {
      const { value, tags, validUntil, version } = page(await reader.product(french, "chaise-alba"));
      expect([version, validUntil]).toEqual([1, null]);
      expect(tags).toEqual(
        expect.arrayContaining(["product:1", "product:1:1", "categories", "category:2:1"]),
      );
      expect({ ...value, frame: null, related: value.related.length }).toEqual({
        frame: null,
        id: "prd_1",
        slug: "chaise-alba",
        title: "Chaise Alba",
        description: "Une chaise.",
        brand: "Norrlund",
        kind: "physical",
        path: [{ slug: "meubles", name: "Meubles" }, { slug: "sieges", name: "Sièges" }],
        images: [
          { key: "000000000000000000000001", alt: "Image une", width: 800, height: 600 },
          { key: "000000000000000000000002", alt: "Chaise Alba", width: 600, height: 800 },
        ],
        attributes: [
          { name: "material", label: "Matière", value: "Chêne" },
          { name: "burning-hours", label: "Durée", value: "40\u00a0h" },
        ],
        attributeCodes: { material: ["oak"], "burning-hours": ["40"] },
        options: [
          {
            name: "colour",
            label: "Couleur",
            values: [
              { value: "sand", label: "Sable", hex: "#d8c6a6" },
              { value: "ink", label: "Encre", hex: "#101820" },
            ],
          },
          {
            name: "size",
            label: "Taille",
            values: [{ value: "s", label: "S", hex: null }, { value: "m", label: "M", hex: null }],
          },
        ],
        variants: [
          {
            id: "var_1",
            ref: 1,
            sku: "ALBA-SAND",
            gtin: "4006381333931",
            options: { colour: "sand", size: "s" },
            price: { amountMinor: 9000, compareAtMinor: 12000, lowestPriorMinor: 11000 },
            availability: "low_stock",
            image: 0,
            unitMeasure: null,
            weightGrams: null,
            tiers: [{ minQuantity: 3, amountMinor: 8500 }],
          },
          {
            id: "var_2",
            ref: 2,
            sku: "ALBA-INK",
            gtin: null,
            options: { colour: "ink", size: "m" },
            price: { amountMinor: 1000, compareAtMinor: null, lowestPriorMinor: null },
            availability: "backorder",
            image: 1,
            unitMeasure: null,
            weightGrams: null,
          },
        ],
        warnings: null,
        maker: null,
        euResponsible: null,
        dimensionsMm: null,
        weightGrams: null,
        originCountry: null,
        related: 4,
      });
    });

    it("tells products of every script, price list and moment", async () => {
      const title = async (locale: Parameters<typeof scopeOf>[0], slug: string) =>
        page(await reader.product(scopeOf(locale), slug)).value.title;
      expect(await title("ar-fr", "كرسي")).toBe(titles.arabic);
      expect(await title("ja-jp", "椅子")).toBe(titles.japanese);
      const quoted = titles.quoted.toLowerCase().replaceAll(" ", "-");
      expect(await title("fr-fr", quoted)).toBe(titles.quoted);
      const price = async (more: object, slug = "chaise-alba") =>
        page(await reader.product({ ...french, ...more }, slug)).value.variants[0]!.price.amountMinor;
      expect(await price({ priceList: "trade" })).toBe(8000);
      expect(await price({ priceList: "no-such" })).toBe(9000);
      const lamp = page(await reader.product(french, "lampe-a"));
      expect([lamp.validUntil, await price({}, "lampe-a")]).toEqual([boundary, 500]);
      expect(await price({ now: boundary - 1 }, "lampe-a")).toBe(500);
      expect(await price({ now: boundary }, "lampe-a")).toBe(700);
      const free = page(await reader.product(scopeOf("ja-jp"), "椅子")).value.variants[0]!;
      expect(free.price.amountMinor).toBe(0);
    });

    it("tells where what has moved is now, and what is nowhere", async () => {
      expect(await reader.product(french, "vieille-chaise")).toEqual({ movedTo: "p/chaise-alba" });
      expect(await reader.product(french, "vieille-huile")).toBeNull();
      expect(await reader.product(french, "sans-prix")).toBeNull();
      expect(await reader.product(french, "huile")).toBeNull();
      for (const slug of ["", "no-such", "' OR 1=1 --", "%", "\u{1f4a9}", "x".repeat(5_000)]) {
        expect(await reader.product(french, slug)).toBeNull();
      }
      expect(await reader.category(french, { ...allProducts, category: "vieux-sieges" })).toEqual({
        movedTo: "c/sieges",
      });
      expect(await reader.category(french, { ...allProducts, category: "rien" })).toBeNull();
      expect(await reader.category(french, { ...allProducts, category: "no-such" })).toBeNull();
    });

    it("tells where else a product is", async () => {
      expect(await reader.productAddresses(french, "chaise-alba")).toEqual({
        slugs: { en: "alba-chair", fr: "chaise-alba", ja: "椅子", ar: "كرسي" },
        markets: ["fr", "us", "jp"],
      });
      expect(await reader.productAddresses(french, "huile")).toBeNull();
    });

    listContract(() => reader);

    it("tells a basket's lines, and which are gone", async () => {
      const refs = [{ ref: 2, quantity: 1 }, { ref: 1, quantity: 3 }, { ref: 999, quantity: 1 }, {
        ref: 1,
        quantity: 1,
      }];
      const { value } = await reader.basket(french, refs);
      expect(
        value.lines.map(({ sku, quantity, options, totalMinor }) => [sku, quantity, options, totalMinor]),
      )
        .toEqual([
          ["ALBA-INK", 1, "Encre, M", 1000],
          ["ALBA-SAND", 3, "Sable, S", 25500],
          ["ALBA-SAND", 1, "Sable, S", 9000],
        ]);
      expect([value.dropped, value.subtotalMinor]).toEqual([[{ ref: 999, quantity: 1 }], 35500]);
      expect((await reader.basket(french, [])).value.lines).toEqual([]);
      expect(await reader.variantRef(french, "ALBA-INK")).toBe(2);
      expect(await reader.variantRef(french, `Q'1"%_`)).toBe(3);
      expect(await reader.variantRef(french, "OIL")).toBeNull();
    });

    it("tells what a quote is made from", async () => {
      const skus = ["ALBA-SAND", "OIL", "NO-SUCH"];
      const { value, validUntil } = (await reader.quoteView(french, { skus, country: "MC" }))!;
      expect([[...value.variants.keys()], [...value.notSoldHere], validUntil]).toEqual([["ALBA-SAND"], [
        "OIL",
      ], null]);
      const { prices, attributes, categories } = value.variants.get("ALBA-SAND")!;
      expect(prices.map(({ amountMinor }) => amountMinor).sort()).toEqual([8500, 9000]);
      expect({ ...attributes }).toEqual({
        colour: ["sand"],
        size: ["s"],
        material: ["oak"],
        "burning-hours": ["40"],
      });
      expect(categories).toEqual(["seating", "furniture"]);
      expect(await reader.quoteView(scopeOf("ja-fr"), { skus, country: null })).toBeNull();
    });

    it("tells information pages and the same page in other languages", async () => {
      expect((await reader.information(french, "cgv"))!.value).toMatchObject({
        title: "CGV",
        body: "# CGV",
        updatedAt: 5,
      });
      expect(await reader.information(french, "no-such")).toBeNull();
      expect(await reader.alternates(french, "p/chaise-alba?sku=1")).toEqual({
        en: "p/alba-chair",
        fr: "p/chaise-alba",
        ja: "p/椅子",
        ar: "p/كرسي",
      });
      expect(await reader.alternates(french, "c/sieges")).toEqual({ en: "c/seating", fr: "c/sieges" });
      expect((await reader.alternates(french, "i/cgv"))["en"]).toBe("i/terms");
      expect(await reader.alternates(french, "%E0%A4%A")).toEqual({});
      expect(await reader.alternates(french, "p/no-such")).toEqual({});
    });

    it("tells every address once", async () => {
      const slugs: string[] = [];
      let after: number | null = 0;
      for (let pages = 0; after !== null; pages++) {
        const { value }: Awaited<ReturnType<CatalogReader["sitemap"]>> = await reader.sitemap(after, 10);
        if (pages === 0) expect(value.entries[0]!.paths).toEqual({ en: "", fr: "", ja: "", ar: "", de: "" });
        slugs.push(...value.entries.flatMap(({ paths }) => paths["fr"] ?? []));
        after = value.next;
      }
      expect(slugs.filter((slug) => slug.startsWith("c/")).sort()).toEqual([
        "c/luminaires",
        "c/meubles",
        "c/sieges",
        "c/tables",
      ]);
      const products = slugs.filter((slug) => slug.startsWith("p/"));
      expect([products.length, new Set(products).size]).toEqual([fillers + 6, fillers + 6]);
    });

    it("tells where the original of a picture lies", async () => {
      expect(await reader.original("000000000000000000000003")).toEqual({
        object: "o/3.png",
        contentType: "image/png",
      });
      expect(await reader.original("' OR 1=1 --")).toBeNull();
    });

    it("has no page where the shop has no place", async () => {
      await expect(reader.home(nowhere)).rejects.toThrow(RangeError);
      await expect(reader.frame(nowhere)).rejects.toThrow(RangeError);
      await expect(reader.basket(nowhere, [])).rejects.toThrow(RangeError);
      await expect(reader.search(nowhere, allProducts)).rejects.toThrow(RangeError);
      expect(await reader.product(nowhere, "chaise-alba")).toBeNull();
      expect(await reader.category(nowhere, seating)).toBeNull();
      expect(await reader.variantRef(nowhere, "ALBA-SAND")).toBeNull();
      expect(await reader.alternates(nowhere, "")).toEqual({});
    });

    it("is not to be read while cards are still being made", async () => {
      using young = nastyCatalog();
      const use = async () => {
        const { reader, close } = await open(young.path);
        try {
          return (await reader.category(french, seating)) !== null;
        } finally {
          await close();
        }
      };
      young.write("UPDATE card_mark SET up_to = NULL");
      await expect(use()).rejects.toThrow("cards are still being made");
      young.write("DELETE FROM card_mark");
      await expect(use()).rejects.toThrow("cards are still being made");
      young.write("INSERT INTO card_mark VALUES (1, 0, 0, 0)");
      expect(await use()).toBe(true);
    });

    it("tells what changed, and shows it", async () => {
      const { version } = await reader.changesSince(-1);
      expect(version).toBe(1);
      const brand = async () => page(await reader.product(french, "chaise-alba")).value.brand;
      expect(await brand()).toBe("Norrlund");
      catalog.write("UPDATE products SET brand = 'Sund' WHERE id = 1", "product:1", "product:1");
      catalog.write("UPDATE navigation SET label = 'Conditions' WHERE target = 'i/cgv'", "navigation:1");
      expect(reader.mayHaveChanged()).toBe(true);
      const changes = await reader.changesSince(version);
      expect([changes.version, [...changes.tags!].sort()]).toEqual([4, ["navigation:1", "product:1"]]);
      expect(await reader.changesSince(4)).toEqual({ version: 4, tags: [] });
      expect((await reader.changesSince(3)).tags).toEqual(["navigation:1"]);
      expect(await brand()).toBe("Sund");
      const shown = page(await reader.product(french, "chaise-alba"));
      expect([shown.version, shown.value.frame.links[1]!.label]).toEqual([4, "Conditions"]);
      // A restored backup: its versions are behind what was asked.
      expect(await reader.changesSince(99)).toEqual({ version: 4, tags: null });
      catalog.write("DELETE FROM changes WHERE sequence < 4");
      expect((await reader.changesSince(2)).tags).toBeNull();
    });
  });
}
