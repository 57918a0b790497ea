/** The demo shop's files, read and checked. */
import { z } from "zod";

const words = z.record(z.string(), z.string());
const integer = z.int().min(0);

const demoProduct = z.strictObject({
  /** Unique in the shop; SKUs and drawings are made from it. */
  key: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  brand: z.string(),
  /** Price of the first variant in euro cents, tax included. */
  priceEurMinor: integer,
  /** Of a reduced product: its price before. */
  compareAtEurMinor: integer.optional(),
  shape: z.string(),
  /** Which of the shape's styles is drawn, where the texts say so. */
  style: z.string().optional(),
  pattern: z.string(),
  options: z.record(z.string(), z.array(z.string()).min(1)),
  /** Euro cents added for an option's value. */
  optionPriceEurMinor: z.record(z.string(), z.record(z.string(), z.int())).default({}),
  attributes: z.record(z.string(), z.union([z.array(z.string()), z.string(), z.number(), z.boolean()])),
  weightGrams: integer,
  dimensionsMm: z.tuple([integer, integer, integer]),
  /** Content of the first variant. */
  unitMeasure: z.strictObject({ amount: z.int().min(1), unit: z.enum(["ml", "g"]) }).optional(),
  hsCode: z.string(),
  origin: z.string(),
  taxCategory: z.enum(["standard", "reduced"]),
  warnings: z.array(z.string()),
  popularity: integer,
  texts: z.record(z.string(), z.strictObject({ title: z.string(), description: z.string() })),
});
export type DemoProduct = z.infer<typeof demoProduct>;

const sceneName = z.enum(["living", "bedroom", "table", "kitchen", "bath", "garden", "studio", "hall"]);

const demoCategory = z.strictObject({
  code: z.string(),
  parent: z.string().nullable(),
  position: integer,
  scene: sceneName,
  texts: z.record(z.string(), z.strictObject({ name: z.string(), description: z.string() })),
});
export type DemoCategory = z.infer<typeof demoCategory>;

const demoAttribute = z.strictObject({
  code: z.string(),
  type: z.enum(["text", "number", "boolean", "colour"]),
  unit: z.string().optional(),
  facet: z.boolean(),
  position: integer,
  texts: words,
  values: z.array(z.strictObject({ code: z.string(), swatch: z.string().optional(), texts: words })).default(
    [],
  ),
});
export type DemoAttribute = z.infer<typeof demoAttribute>;

const demoOrganization = z.strictObject({
  /** Of a maker: the brand of its products. */
  brand: z.string().optional(),
  role: z.enum(["house", "eu-responsible"]).optional(),
  name: z.string(),
  address: z.string(),
  email: z.string(),
  country: z.string(),
});
export type DemoOrganization = z.infer<typeof demoOrganization>;

const banner = { title: z.string(), text: z.string(), action: z.string() };
const demoHome = z.strictObject({
  tagline: z.string(),
  hero: z.strictObject({ kicker: z.string(), ...banner }),
  blocks: z.array(z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("products"),
      title: z.string(),
      text: z.string(),
      source: z.enum(["new", "popular", "reduced"]),
    }),
    z.strictObject({ kind: z.literal("categories"), title: z.string() }),
    z.strictObject({ kind: z.literal("editorial"), scene: sceneName, category: z.string(), ...banner }),
    z.strictObject({
      kind: z.literal("assurances"),
      items: z.array(z.strictObject({ title: z.string(), text: z.string() })),
    }),
  ])),
});
export type DemoHome = z.infer<typeof demoHome>;

/** An information page in one language. */
export interface DemoPage {
  readonly code: string;
  readonly language: string;
  readonly title: string;
  readonly slug: string;
  /** CommonMark. */
  readonly body: string;
}

/** Everything the demo shop is made of. */
export interface DemoFiles {
  readonly categories: readonly DemoCategory[];
  readonly attributes: readonly DemoAttribute[];
  readonly organizations: readonly DemoOrganization[];
  /** Code → language → words. */
  readonly warnings: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** By language. */
  readonly home: Readonly<Record<string, DemoHome>>;
  readonly pages: readonly DemoPage[];
  /** With the code of their category. */
  readonly products: readonly (DemoProduct & { readonly category: string })[];
}

const folder = new URL("./", import.meta.url);

/** Reads the files beside this one. */
export async function readDemoFiles(languages: readonly string[]): Promise<DemoFiles> {
  const categories = z.array(demoCategory).parse(await readJson("categories.json"));
  const { attributes } = z.strictObject({ attributes: z.array(demoAttribute) }).parse(
    await readJson("attributes.json"),
  );
  const parents = new Set(categories.map((category) => category.parent));
  const leaves = categories.filter((category) => !parents.has(category.code));
  const products = await Promise.all(leaves.map(async ({ code }) => {
    const file = z.strictObject({ category: z.literal(code), products: z.array(demoProduct) }).parse(
      await readJson(`products/${code}.json`),
    );
    return file.products.map((product) => ({ ...product, category: code }));
  }));
  return {
    categories,
    attributes,
    organizations: z.array(demoOrganization).parse(await readJson("organizations.json")),
    warnings: z.record(z.string(), words).parse(await readJson("warnings.json")),
    home: z.record(z.string(), demoHome).parse(await readJson("home.json")),
    pages: (await Promise.all(languages.map(readPages))).flat(),
    products: products.flat(),
  };
}

async function readJson(name: string): Promise<unknown> {
  return JSON.parse(await Deno.readTextFile(new URL(name, folder)));
}

/** The information pages in the order of the footer. */
const pageCodes = ["shipping", "returns", "terms", "privacy", "imprint", "accessibility"] as const;

function readPages(language: string): Promise<DemoPage[]> {
  return Promise.all(pageCodes.map(async (code) => {
    const text = await Deno.readTextFile(new URL(`pages/${language}/${code}.md`, folder));
    return { code, language, ...parsePage(text) };
  }));
}

/**
 * Splits a page into its front matter (`title:` and `slug:` lines, with or without `---` around them) and body.
 *
 * @throws {Error} It has no title or no slug.
 */
export function parsePage(text: string): { title: string; slug: string; body: string } {
  const match = /^(?:---\n)?((?:[a-z]+:.*\n)+)(?:---\n)?\s*/.exec(text);
  const fields = new Map(
    (match?.[1] ?? "").trim().split("\n").map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon), line.slice(colon + 1).trim()];
    }),
  );
  const title = fields.get("title"), slug = fields.get("slug");
  if (!match || !title || !slug) throw new Error("Cannot read the page: wanted title: and slug: at its head");
  return { title, slug, body: text.slice(match[0].length).trimEnd() };
}
