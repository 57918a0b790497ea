/** A product of the generated shop, all of it a function of the seed, its number and the day. */
import { gtinCheckDigit } from "../../commerce/gtin.ts";
import { mintId, type ProductId, type VariantId } from "../../commerce/ids.ts";
import { type Brand, brandCount } from "./brands.ts";
import { Chance, Zipf } from "./chance.ts";
import type { Kind, SecondOption } from "./kinds.ts";
import { diagonalsInch, diagonalText, packs, volumesMl, volumeText, widthText } from "./measures.ts";
import { drawStory, type PriceStory } from "./price_story.ts";
import type { ProductText, Writing } from "./texts.ts";
import { type Leaf, leaves } from "./tree.ts";

const dayMs = 86_400_000;

export interface GeneratedVariant {
  readonly publicId: VariantId;
  readonly sku: string;
  readonly gtin: string;
  readonly mpn: string;
  readonly weightGrams: number;
  /** Millilitres, where it is sold by content. */
  readonly contentMl: number | null;
  readonly availability: string;
  /** Places of markets where it is low. */
  readonly shortIn: readonly number[];
  /** Attribute code → place of its value. */
  readonly options: readonly (readonly [attribute: string, value: number])[];
  /** Euro cents, tax included. */
  readonly eurMinor: number;
}

export interface GeneratedProduct {
  readonly publicId: ProductId;
  /** Place of the brand. */
  readonly brand: number;
  readonly leaf: Leaf;
  /** A second category it stands in. */
  readonly also: Leaf | null;
  readonly dimensionsMm: readonly [number, number, number];
  readonly popularity: number;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** Places of the markets where it is sold. */
  readonly markets: readonly number[];
  readonly marketsChosen: boolean;
  /** In the order of the languages. */
  readonly texts: readonly ProductText[];
  /** Attribute code → place of its value. */
  readonly attributes: readonly (readonly [attribute: string, value: number])[];
  /** Keys of its pictures. */
  readonly pictures: readonly string[];
  readonly variants: readonly GeneratedVariant[];
  readonly story: PriceStory;
  /** Places of the markets in which the story happens; elsewhere prices are steady. */
  readonly storyIn: ReadonlySet<number>;
}

/** What all products are made from. */
export interface Ingredients {
  readonly seed: number;
  /** Midnight of the day, in milliseconds since the epoch. */
  readonly today: number;
  readonly brands: readonly Brand[];
  readonly marketCount: number;
  /** How many values an attribute has, by code. */
  readonly valueCounts: ReadonlyMap<string, number>;
  /** Names of materials: by language, by place. */
  readonly materials: readonly (readonly string[])[];
  readonly writings: readonly Writing[];
}

const popularityDraw = new Zipf(101, 1.1);
const brandDraw = new Zipf(brandCount);
const leafDraw = new Zipf(leaves.length, 0.8);

/** Values of an attribute are drawn so, by how many there are. */
const valueDraws = new Map<number, Zipf>();

/** The place of a value. Each type of thing has its own most frequent ones. */
function drawValue(chance: Chance, { at, department }: Kind, code: string, count: number): number {
  let draw = valueDraws.get(count);
  if (draw === undefined) valueDraws.set(count, draw = new Zipf(count));
  const first = code === "material" ? firstMaterials[department]! : at * 7;
  return (first + draw.draw(chance)) % count;
}

/** Where the materials of a department's things begin: steel, stoneware, oak, glass, linen, … */
const firstMaterials = [17, 14, 0, 16, 7, 19, 8, 13, 18, 23];

/**
 * @param number From 0; the same whatever the size of the shop.
 * @param variantCount How many variants it has, of {@linkcode variantCounts}.
 * @param firstVariant The running number of its first variant in the shop.
 */
export function makeProduct(
  ingredients: Ingredients,
  number: number,
  variantCount: number,
  firstVariant: number,
): GeneratedProduct {
  const { seed, today, marketCount, valueCounts } = ingredients;
  const chance = new Chance(seed, 3, number);
  const leaf = leaves[leafDraw.draw(chance)]!;
  const { kind } = leaf;
  const brand = brandDraw.draw(chance);
  const model = modelOf(number);
  const ageDays = chance.between(1, 900);
  const createdAt = today - ageDays * dayMs;
  const draw = (code: string) => drawValue(chance, kind, code, valueCounts.get(code)!);
  const attributes = kind.attributes.filter(() => chance.percent(92)).map((code) =>
    [code, draw(code)] as const
  );
  const material = attributes.find(([code]) => code === "material")?.[1] ?? draw("material");
  const eurMinor = roundPrice(kind.eurMinor * (0.4 + 2.4 * (chance.bits() / 2 ** 32) ** 2));
  const second = secondOption(kind, chance, variantCount, valueCounts);
  const measure = 20 + chance.below(60) * 4;
  const praise = chance.below(24);
  const markets = Array.from({ length: marketCount }, (_, i) => i).filter(() => chance.percent(97));
  return {
    publicId: mintId("prd", createdAt, chance.bytes()),
    brand,
    leaf,
    also: chance.percent(12) ? leaves[leafDraw.draw(chance)]! : null,
    dimensionsMm: [measure * 10, chance.between(30, 600), chance.between(30, 900)],
    popularity: popularityDraw.draw(chance),
    createdAt,
    markets: markets.length > 0 ? markets : [0],
    marketsChosen: chance.percent(10),
    texts: ingredients.writings.map((writing, language) =>
      writing.text({
        kind: kind.at,
        brand: ingredients.brands[brand]!.name,
        model,
        praise,
        material: ingredients.materials[language]![material]!,
        measure: kind.option === "volume"
          ? volumeText(volumesMl[second.first]!, writing.words)
          : kind.option === "diagonal"
          ? diagonalText(diagonalsInch[second.first]!, writing.words)
          : widthText(measure, writing.words),
      }, chance)
    ),
    attributes,
    pictures: Array.from(
      { length: chance.between(1, 4) },
      () => hex(chance.bytes()) + hex(chance.bytes()).slice(0, 4),
    ),
    variants: makeVariants(kind, chance, {
      model,
      count: variantCount,
      firstVariant,
      createdAt,
      eurMinor,
      second,
      colours: valueCounts.get("colour")!,
      marketCount,
    }),
    story: drawStory(chance, today, ageDays),
    storyIn: new Set(markets.filter(() => chance.percent(70))),
  };
}

/** Variants of the products in turn, 2 to 12 each, as many in all as are wanted. */
export function* variantCounts(seed: number, skus: number): Generator<number> {
  const chance = new Chance(seed, 4);
  for (let left = skus; left > 0;) {
    const drawn = chance.between(2, 12);
    // No product of one variant is left over at the end.
    const count = left - drawn === 1 ? (drawn < 12 ? drawn + 1 : drawn - 1) : Math.min(drawn, left);
    yield count;
    left -= count;
  }
}

/** A manufacturer's model, e.g. `KX-4821`: different for each number below 6,760,000. */
export function modelOf(number: number): string {
  const mixed = (number * 7919 + 12_345) % 6_760_000;
  const letters = mixed % 676;
  const letter = (place: number) => String.fromCharCode(65 + place);
  return `${letter(Math.floor(letters / 26))}${letter(letters % 26)}-${1000 + Math.floor(mixed / 676)}`;
}

/** The values that the second option takes, from the first one on. */
interface Second {
  readonly option: SecondOption;
  readonly first: number;
  readonly count: number;
}

function secondOption(
  { option }: Kind,
  chance: Chance,
  variantCount: number,
  valueCounts: ReadonlyMap<string, number>,
): Second {
  const all = option === "size" ? 4 : option === "pack" ? packs.length : valueCounts.get(option)!;
  const count = Math.min(variantCount, chance.between(1, 4));
  return { option, first: chance.below(all - count + 1), count };
}

interface VariantFacts {
  readonly model: string;
  readonly count: number;
  readonly firstVariant: number;
  readonly createdAt: number;
  readonly eurMinor: number;
  readonly second: Second;
  readonly colours: number;
  readonly marketCount: number;
}

function makeVariants(kind: Kind, chance: Chance, facts: VariantFacts): GeneratedVariant[] {
  const { model, second, colours, eurMinor } = facts;
  const firstColour = chance.below(colours);
  return Array.from({ length: facts.count }, (_, i) => {
    const step = i % second.count;
    const place = second.first + step;
    const colour = (firstColour + Math.floor(i / second.count)) % colours;
    const contentMl = second.option === "volume" ? volumesMl[place]! : null;
    const mpn = `${model}-${String(i + 1).padStart(2, "0")}`;
    const lot = chance.below(100);
    const availability = lot < 4
      ? "out_of_stock"
      : lot < 12
      ? "low_stock"
      : lot < 14
      ? "preorder"
      : lot < 15
      ? "backorder"
      : "in_stock";
    return {
      publicId: mintId("var", facts.createdAt, chance.bytes()),
      sku: mpn.replace("-", ""),
      gtin: gtinOf(facts.firstVariant + i),
      mpn,
      weightGrams: Math.round(kind.grams * (0.8 + step * 0.2)),
      contentMl,
      availability,
      shortIn: availability === "in_stock" && chance.percent(10) ? [chance.below(facts.marketCount)] : [],
      options: [["colour", colour], [second.option, place]],
      eurMinor: roundPrice(eurMinor * (1 + step * 0.25)),
    };
  });
}

/** A GTIN-13 from the range kept for use inside a shop (GS1 General Specifications, prefixes 200 to 299). */
function gtinOf(number: number): string {
  const digits = `25${String(number).padStart(10, "0")}`;
  return digits + gtinCheckDigit(digits);
}

/** To whole tens of cents. */
function roundPrice(eurMinor: number): number {
  return Math.max(90, Math.round(eurMinor / 10) * 10);
}

function hex(bytes: Uint8Array): string {
  return bytes.toHex();
}
