/** The types of things in the generated shop: what they cost, weigh and are told by. */
import { list } from "./words/words.ts";

/** What a second option besides the colour can be. */
export type SecondOption = "size" | "volume" | "diagonal" | "pack";

export interface Kind {
  /** Its place in the names of types of every language. */
  readonly at: number;
  /** In addresses of the API, e.g. `coffee-machine`. */
  readonly code: string;
  /** Its department's place. */
  readonly department: number;
  /** What one costs that is neither dear nor cheap, in euro cents. */
  readonly eurMinor: number;
  readonly grams: number;
  readonly option: SecondOption;
  /** Codes of the attributes of its products, besides those that are options. */
  readonly attributes: readonly string[];
  readonly hsCode: string;
}

export const departmentCodes = list(
  "kitchen tableware furniture lighting textiles electronics fashion garden tools body-care",
);

export const useCodes = list(
  "children travel office outdoors professionals small-rooms guests beginners every-day",
);

/** By department. */
const attributes: readonly string[] = [
  "material style use series width power warranty certificate care temperature",
  "material style use series height pieces care character",
  "material style room series width height character warranty",
  "material style room energy bulb power series plug warranty",
  "material style room care certificate series width",
  "material style series connection energy power noise warranty voltage runtime",
  "material style use care certificate series character",
  "material use series width height pieces warranty character",
  "material use series power voltage noise warranty runtime",
  "material character use series certificate temperature pieces",
];

/** Code, euro cents, grams, second option, HS code; four for each department. */
const lines = `
kettle 4900 1200 volume 851679
pan 5900 1600 size 732393
knife 3900 220 pack 821191
coffee-machine 24900 6400 volume 851671
plate 1400 480 pack 691110
mug 1200 360 volume 691110
glass 900 280 volume 701337
bowl 1900 520 pack 691110
chair 18900 6200 size 940161
table 44900 28000 size 940360
shelf 22900 17000 size 940360
cabinet 59900 38000 size 940360
table-lamp 7900 1900 size 940521
pendant-lamp 11900 2300 size 940511
lantern 4900 1300 size 940550
light-bulb 900 80 pack 853952
blanket 7900 1500 size 630120
cushion 3900 620 size 940490
towel 2400 520 size 630260
curtain 5900 1400 size 630392
laptop 89900 1700 diagonal 847130
monitor 27900 4600 diagonal 852852
headphones 12900 260 pack 851830
keyboard 6900 780 pack 847160
jacket 12900 900 size 620193
shirt 4900 260 size 620520
shoes 9900 940 size 640399
backpack 7900 1100 volume 420292
watering-can 2900 900 volume 392690
flower-pot 1900 1400 size 691490
garden-hose 3900 2600 size 391739
lawn-mower 34900 19000 pack 843311
drill 12900 1900 pack 846721
hammer 2400 700 pack 820520
screwdriver 1200 140 pack 820540
saw 2900 520 pack 820210
soap 700 110 pack 340111
shampoo 1100 320 volume 330510
perfume 6900 240 volume 330300
hairbrush 1900 130 pack 961511`.trim().split("\n");

export const kinds: readonly Kind[] = lines.map((line, at) => {
  const [code = "", eurMinor, grams, option, hsCode = ""] = list(line);
  const department = Math.floor(at / 4);
  return {
    at,
    code,
    department,
    eurMinor: Number(eurMinor),
    grams: Number(grams),
    option: option as SecondOption,
    attributes: list(attributes[department]!),
    hsCode,
  };
});
