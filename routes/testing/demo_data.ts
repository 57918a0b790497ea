/** The demo's own files as they lie in `db/demo`, read once. */
import type { Frame, Image } from "../../commerce/catalog_view.ts";
import type { Locale } from "../../commerce/locale.ts";

/** A product as `db/demo/products/*.json` has it. */
export interface DemoProduct {
  readonly key: string;
  readonly brand: string;
  readonly priceEurMinor: number;
  readonly compareAtEurMinor?: number;
  readonly options: Readonly<Record<string, readonly string[]>>;
  readonly attributes: Readonly<Record<string, readonly string[] | string | number | boolean>>;
  readonly weightGrams: number;
  readonly dimensionsMm: readonly [number, number, number];
  readonly unitMeasure?: { readonly amount: number; readonly unit: string };
  readonly origin: string;
  readonly texts: Readonly<Record<string, { readonly title: string; readonly description: string }>>;
}

interface DemoCategory {
  readonly code: string;
  readonly parent: string | null;
  readonly texts: Readonly<Record<string, { readonly name: string; readonly description: string }>>;
}

interface DemoAttribute {
  readonly code: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly values?: readonly {
    readonly code: string;
    readonly swatch?: string;
    readonly texts: Readonly<Record<string, string>>;
  }[];
}

export const demoCategories: readonly DemoCategory[] = json("categories.json");
export const demoAttributes: readonly DemoAttribute[] =
  json<{ attributes: DemoAttribute[] }>("attributes.json").attributes;
export const demoProducts: readonly DemoProduct[] = ["fragrance", "lighting"].flatMap((category) =>
  json<{ products: DemoProduct[] }>(`products/${category}.json`).products
);

/** A category's name and description. */
export function demoTexts(code: string, language: string): { name: string; description: string } {
  return demoCategories.find((each) => each.code === code)!.texts[language]!;
}

/** The frame of every page: all categories, slugs being their codes, and one link of each placement. */
export function demoFrame(locale: Locale): Frame {
  const crumb = (code: string) => ({ slug: code, name: demoTexts(code, locale.language).name });
  return {
    categories: demoCategories.filter((each) => each.parent === null).map((each) => ({
      ...crumb(each.code),
      children: demoCategories.filter((child) => child.parent === each.code).map((child) =>
        crumb(child.code)
      ),
    })),
    links: [
      { placement: "header", label: "New", target: "search?sort=newest" },
      { placement: "footer", label: "Terms", target: "i/terms" },
      { placement: "footer", label: "Privacy", target: "i/privacy" },
    ],
  };
}

/** A picture with a key of its own. */
export function demoPicture(name: string, width = 1200, height = 1500): Image {
  let key = "";
  for (let i = 0; i < 24; i++) key += ((name.charCodeAt(i % name.length) * 31 + i * 7) % 16).toString(16);
  return { key, alt: name, width, height };
}

function json<T>(name: string): T {
  return JSON.parse(Deno.readTextFileSync(new URL(`../../db/demo/${name}`, import.meta.url)));
}
