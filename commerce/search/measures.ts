/**
 * Measures in texts and queries: `17"`, `17 inch`, `43,2 cm`, `1,5 l`, `150 cl`. Each becomes words of its own that
 * are equal when the measures are.
 */

/** A measure where it stands in a text. */
export interface Measure {
  readonly start: number;
  readonly end: number;
  /** As written: `43,2` and `cm`. */
  readonly number: string;
  readonly unit: string;
  /** The measure in the base unit, `=432mm`. */
  readonly exact: string;
  /** What it is near to, for diagonals of screens, which are said in inches and in centimetres: `~17in`. */
  readonly near: string | null;
}

/** Base unit and how many of it; spellings in lowercase, of the shop's languages. */
const units: readonly (readonly [base: string, factor: number, spellings: string])[] = [
  [
    "mm",
    25.4,
    `" '' ′′ ” “ inch inches in zoll pouce pouces pulgada pulgadas pollice pollici polegada polegadas インチ 型 بوصة بوصه`,
  ],
  [
    "mm",
    1,
    "mm millimeter millimetre millimetres millimètre millimètres milímetro milímetros millimetri مم ミリ",
  ],
  [
    "mm",
    10,
    "cm centimeter centimeters centimetre centimetres zentimeter centimètre centimètres centímetro centímetros centimetri センチ سم",
  ],
  [
    "mm",
    1_000,
    "m meter meters metre metres mètre mètres metro metros metri メートル متر",
  ],
  ["ml", 1, "ml milliliter millilitre millilitres millilitri mililitro mililitros مل ミリリットル"],
  ["ml", 10, "cl centiliter centilitre centilitres zentiliter centilitro"],
  ["ml", 100, "dl deciliter decilitre"],
  ["ml", 1_000, "l liter liters litre litres litro litros litri لتر リットル"],
  ["g", 0.001, "mg"],
  ["g", 1, "g gr gram grams gramm gramme grammes gramo gramos grammo grammi grama gramas جرام غرام グラム"],
  ["g", 1_000, "kg kilo kilos kilogram kilogramm kilogramme kilogrammes kilogramo chilo chili كجم كغ キロ"],
  ["g", 28.349523125, "oz ounce ounces"],
  ["g", 453.59237, "lb lbs pound pounds"],
  ["gb", 0.001, "mb"],
  ["gb", 1, "gb go"],
  ["gb", 1_000, "tb to"],
  ["w", 1, "w watt watts واط ワット"],
  ["w", 1_000, "kw"],
  ["v", 1, "v volt volts فولت ボルト"],
  ["mah", 1, "mah"],
  ["mah", 1_000, "ah"],
  ["mhz", 0.000001, "hz"],
  ["mhz", 0.001, "khz"],
  ["mhz", 1, "mhz"],
  ["mhz", 1_000, "ghz"],
];

const bySpelling = new Map(
  units.flatMap(([base, factor, spellings]) => spellings.split(" ").map((each) => [each, { base, factor }])),
);

const spellings = [...bySpelling.keys()].sort((one, other) => other.length - one.length).join("|");

/** `2 in 1` is no length, and neither are the octaves of `4 to 5`. */
const pattern = new RegExp(
  String
    .raw`(?<![\p{L}\p{N}.,\/\-])(\p{Nd}+(?:[.,]\p{Nd}+)?)[ \u00a0\-]?(${spellings})(?![\p{L}\p{N}])(?! ?-? ?\p{Nd}+(?![\p{L}\p{N}]))`,
  "giu",
);

const millimetresPerInch = 25.4;
/** Diagonals that are said in inches or centimetres. */
const [shortestNear, longestNear] = [7, 110];
const diagonalFactors: ReadonlySet<number> = new Set([millimetresPerInch, 10]);

/** The measures of a text in NFKC, in their order. */
export function measuresIn(text: string): Measure[] {
  const found: Measure[] = [];
  for (const match of text.matchAll(pattern)) {
    const [whole, number = "", unit = ""] = match;
    const { base, factor } = bySpelling.get(unit.toLowerCase())!;
    const value = Number(number.replace(",", ".")) * factor;
    // Arabic and other digits are rare in measures, and Number() knows none of them.
    if (!(value > 0)) continue;
    const inches = Math.round(value / millimetresPerInch * 2) / 2;
    found.push({
      start: match.index,
      end: match.index + whole.length,
      number,
      unit,
      exact: `=${rounded(value)}${base}`,
      near: diagonalFactors.has(factor) && base === "mm" && inches >= shortestNear && inches <= longestNear
        ? `~${inches}in`
        : null,
    });
  }
  return found;
}

/** To whole units, small values to three digits. */
function rounded(value: number): number {
  return value >= 100 ? Math.round(value) : value >= 10 ? Math.round(value) : Number(value.toPrecision(2));
}
