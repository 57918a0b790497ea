/** The catalog reader of the fixtures: plain data at once, without a database. */
import { BadCursorError, type CatalogReader, type Read } from "../../commerce/catalog_reader.ts";
import type { HomeBlock, List, ListQuery } from "../../commerce/catalog_view.ts";
import type { Locale } from "../../commerce/locale.ts";
import { demoCategories, demoFrame, demoPicture, demoProducts, demoTexts } from "./demo_data.ts";
import { cardOf, productOf } from "./demo_product.ts";
import { fixtureQuoteView, giftRef, giftSku } from "./quote_view.ts";

/** A reader of the demo's files. The category `plants` has been renamed from `flora`; `empty` finds nothing. */
export function fixtureReader(): CatalogReader {
  const never = () => Promise.reject(new Error("no page asks this"));
  return {
    mayHaveChanged: () => false,
    changesSince: () => Promise.resolve({ version: 7, tags: [] }),
    directory: never,
    suggestions: never,
    alternates: never,
    productAddresses: never,
    sitemap: never,
    sitemapParts: never,
    original: never,
    variantRef: (_scope, sku) => Promise.resolve(sku === giftSku ? giftRef : null),
    close: () => {},
    frame: ({ locale }) => Promise.resolve(read(demoFrame(locale))),
    home: ({ locale }) => Promise.resolve(read({ frame: demoFrame(locale), blocks: homeBlocks(locale) })),
    category: (scope, query) => {
      const { locale } = scope;
      if (query.category === "flora") return Promise.resolve({ movedTo: "c/plants" });
      const found = demoCategories.find((each) => each.code === query.category);
      if (!found) return Promise.resolve(null);
      const crumb = (code: string) => ({ slug: code, name: demoTexts(code, locale.language).name });
      return Promise.resolve(read({
        frame: demoFrame(locale),
        ...demoTexts(found.code, locale.language),
        image: demoPicture(found.code, 1600, 1000),
        path: [...(found.parent ? [crumb(found.parent)] : []), crumb(found.code)],
        children: demoCategories.filter((each) => each.parent === found.code)
          .map((each) => ({ ...crumb(each.code), image: demoPicture(each.code, 1600, 1000) })),
        list: list(locale, query),
      }));
    },
    search: ({ locale }, query) =>
      Promise.resolve(read({
        frame: demoFrame(locale),
        list: list(locale, query),
        correction: query.text?.startsWith("lmap")
          ? { text: "lamp", isApplied: query.text === "lmap" }
          : null,
        without: query.text === "lamp zzz" ? ["zzz"] : [],
        fallback: query.text === "empty" ? cards(locale).slice(0, 4) : [],
      })),
    product: ({ locale }, slug) => {
      if (slug === "old") return Promise.resolve({ movedTo: `p/${demoProducts[0]!.key}` });
      const found = demoProducts.find((each) => each.key === slug);
      return Promise.resolve(found ? read(productOf(found, locale, cards(locale).slice(0, 4))) : null);
    },
    basket: ({ locale }, refs) => {
      const lines = refs.filter(({ ref }) => ref < demoProducts.length).map(({ ref, quantity }) => {
        const card = cards(locale)[ref]!;
        const totalMinor = card.price.amountMinor * quantity;
        return {
          ...card,
          ref,
          quantity,
          sku: card.skus[0]!,
          options: card.swatches[0]?.label ?? "",
          totalMinor,
        };
      });
      return Promise.resolve(read({
        frame: demoFrame(locale),
        lines,
        dropped: refs.filter(({ ref }) => ref >= demoProducts.length),
        subtotalMinor: lines.reduce((sum, line) => sum + line.totalMinor, 0),
      }));
    },
    quoteView: ({ locale }, { skus }) =>
      Promise.resolve({
        ...read(fixtureQuoteView(locale, skus)),
        tags: ["markets", "tax", "promotions:1", "shipping:1"],
      }),
    information: ({ locale }, slug) =>
      Promise.resolve(
        slug !== "terms" ? null : read({
          frame: demoFrame(locale),
          title: "Terms",
          slug,
          body:
            "## One\n\nText with <script>alert(1)</script> and [a link](javascript:alert(1)).\n\n- first\n- second",
          updatedAt: Date.UTC(2026, 0, 15),
        }),
      ),
  };
}

function cards(locale: Locale) {
  return demoProducts.map((product) => cardOf(product, locale));
}

function list(locale: Locale, query: ListQuery): List {
  if (query.cursor === "unknown") throw new BadCursorError("no page ended so");
  const colours = query.facets.colour ?? [];
  const value = (code: string, label: string, count: number, hex: string | null) => ({
    value: code,
    label,
    count,
    hex,
    selected: colours.includes(code),
  });
  return {
    cards: query.text === "empty" ? [] : cards(locale).slice(0, query.limit),
    nextCursor: query.cursor === null ? "bmV4dA" : null,
    facets: query.text === "empty" ? [] : [{
      name: "colour",
      label: "Colour",
      values: [value("sand", "Sand", 1001, "#d8c6a6"), value("ink", "Ink", 3, "#232a38")],
    }],
  };
}

function homeBlocks(locale: Locale): HomeBlock[] {
  const image = demoPicture("home", 1600, 1000);
  const category = { slug: "plants", name: demoTexts("plants", locale.language).name };
  const words = { title: "Title", text: "Text", action: "See" };
  return [
    { kind: "hero", kicker: "Kicker", ...words, category: null, image },
    { kind: "products", title: "New", text: "Text", cards: cards(locale).slice(0, 8), more: category },
    { kind: "categories", title: "Rooms", categories: [{ ...category, image }] },
    { kind: "editorial", ...words, category, image },
    { kind: "assurances", items: [{ title: "One", text: "Two" }] },
  ];
}

function read<T>(value: T): Read<T> {
  return { value, tags: ["categories"], validUntil: null, version: 7 };
}
