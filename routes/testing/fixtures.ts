/**
 * A small shop made of the demo's files, for tests of pages: every method of the reader answers plain data at
 * once, without a database.
 */
import { renderToString } from "preact-render-to-string";
import type { CatalogReader, Read } from "../../commerce/catalog_reader.ts";
import { BadCursorError } from "../../commerce/catalog_reader.ts";
import type { HomeBlock, List, ListQuery, Market } from "../../commerce/catalog_view.ts";
import { formatLocale, parseLocale } from "../../commerce/locale.ts";
import { localeFormats } from "../../edge/locale_formats.ts";
import type { PersonalContext } from "../../edge/page.ts";
import { translator } from "../messages.ts";
import { demoCategories, demoFrame, demoPicture, demoProducts, demoTexts } from "./demo_data.ts";
import { cardOf, productOf } from "./demo_product.ts";

/** The markets of the fixtures, one for each way of writing prices. */
export const fixtureMarkets: readonly Market[] = [
  market(1, "fr", ["FR"], "EUR", ["fr"], { fr: "France" }, true),
  market(2, "jp", ["JP"], "JPY", ["ja", "en"], { ja: "日本", en: "Japan" }, true),
  market(3, "kw", ["KW"], "KWD", ["ar", "en"], { ar: "الكويت", en: "Kuwait" }, true),
  market(4, "us", ["US"], "USD", ["en", "es"], { en: "United States", es: "Estados Unidos" }, false),
];

const languages = [
  { tag: "en", name: "English", direction: "ltr" },
  { tag: "fr", name: "Français", direction: "ltr" },
  { tag: "es", name: "Español", direction: "ltr" },
  { tag: "ja", name: "日本語", direction: "ltr" },
  { tag: "ar", name: "العربية", direction: "rtl" },
] as const;

/** Addresses of built files, which no test of a page fetches. */
const assets = Object.fromEntries([
  ["islands/runtime.ts", "/assets/runtime-0.js"],
  ...["basket_drawer", "market_switcher", "search_box", "variant_picker"].map((name) => [
    `islands/${name}.tsx`,
    `/assets/${name}-0.js`,
  ]),
]);

/**
 * What a page sees of a request.
 *
 * @param locale E.g. `fr-fr`; its market must be one of the fixtures'.
 * @param more What differs from a visit without query and with an empty basket.
 */
export function fixtureContext(locale: string, more: Partial<PersonalContext> = {}): PersonalContext {
  const parsed = parseLocale(locale)!;
  const market = fixtureMarkets.find((each) => each.code === parsed.market)!;
  const scope = { locale: parsed, priceList: "standard", now: Date.UTC(2026, 2, 1) };
  return {
    reader: fixtureReader(),
    directory: { markets: fixtureMarkets, languages },
    market,
    language: languages.find((each) => each.tag === parsed.language)!,
    locale: parsed,
    scope,
    params: {},
    query: new URLSearchParams(),
    path: `/${formatLocale(parsed)}/`,
    publicUrl: "https://shop.example",
    t: translator(parsed.language),
    format: localeFormats(parsed.language, market),
    fragment: (_of, _name, make) => renderToString(make()),
    assets,
    styles: "body{margin:0}",
    basket: [],
    notice: null,
    ...more,
  };
}

/** A reader of the demo's files. The category `plants` has been renamed from `flora`; `empty` finds nothing. */
export function fixtureReader(): CatalogReader {
  const never = () => Promise.reject(new Error("no page asks this"));
  return {
    mayHaveChanged: () => false,
    changesSince: () => Promise.resolve({ version: 7, tags: [] }),
    directory: never,
    suggestions: never,
    alternates: never,
    sitemap: never,
    original: never,
    variantRef: never,
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

function cards(locale: PersonalContext["locale"]) {
  return demoProducts.map((product) => cardOf(product, locale));
}

function list(locale: PersonalContext["locale"], query: ListQuery): List {
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

function homeBlocks(locale: PersonalContext["locale"]): HomeBlock[] {
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

function market(
  id: number,
  code: string,
  countries: string[],
  currency: string,
  languages: string[],
  names: Record<string, string>,
  pricesIncludeTax: boolean,
): Market {
  return { id, code, countries, currency, languages, names, pricesIncludeTax, timeZone: "UTC" };
}
