/** Postal codes: which a country can have, their one canonical form, and the patterns that zones name them by. */
import { postcodeValidator, postcodeValidatorExistsForCountry } from "postcode-validator";
import { plainCode } from "../plain_code.ts";
import { regionOfPostalCode } from "./postal_regions.ts";

/**
 * A postal code as zones compare it: capitals and digits without hyphens and spaces, but for British ones, which keep
 * the space before the last three (`PA20 7AB`); of American ones the first five digits. It may be typed in any
 * customary way: lower case, full width, digits of any script, `〒900-0001`, `L-1234`, `1012ab`.
 *
 * @param country ISO 3166-1 alpha-2.
 * @returns null when the country cannot have such a code.
 */
export function canonicalPostalCode(country: string, text: string): string | null {
  // Nothing a country has is nearly so long; what follows tries every place of a hyphen.
  if (text.length > longestInput) return null;
  const compact = plainCode(text).toUpperCase().replaceAll(/[\s-]/g, "");
  if (!/^[A-Z0-9]+$/.test(compact)) return null;
  if (withoutPostalCodes.has(country)) return /^0+$/.test(compact) ? compact : null;

  if (country === "GB" && britishForces.test(compact)) return compact.replace("BFPO", "BFPO ");
  if (country === "GB" && compact === "GIR0AA") return "GIR 0AA";
  const digits = withoutCountry(country, compact);
  const code = isOfShape(country, digits) ? digits : isOfShape(country, compact) ? compact : null;
  return code !== null && isInUse(country, code) ? asCompared(country, code) : null;
}

/** The region that a postal code lies in, however it is typed; null where it does not matter or is not known. */
export function regionOfTypedCode(country: string, text: string): string | null {
  const code = canonicalPostalCode(country, text);
  return code === null ? null : regionOfPostalCode(country, code);
}

/**
 * Whether a pattern of a zone takes in a postal code (in its canonical form). A pattern is a prefix (`20*`, `AB3 *`),
 * one code, or a range of numbers (`97100-97899`). A range looks at the digits its ends have, so `900-907` takes in
 * `9000001`; letters before them must be the same, and a British district's number counts whole: `PA20-PA49` takes in
 * `PA20 7AB` and not `PA2 0AB`.
 */
export function matchesPostalPattern(code: string, pattern: string): boolean {
  if (pattern.endsWith("*")) return code.startsWith(pattern.slice(0, -1));
  const range = rangeOf(pattern);
  if (range === null) return code === pattern;
  const found = /^([A-Z]*)(\d+)( ?)/.exec(code);
  if (found === null || found[1] !== range.letters) return false;
  const district = found[3] === " ";
  const digits = district ? found[2]! : found[2]!.slice(0, range.digits);
  if (!district && digits.length < range.digits) return false;
  return Number(digits) >= range.first && Number(digits) <= range.last;
}

/** Whether a text is a pattern as {@linkcode matchesPostalPattern} reads them. */
export function isPostalPattern(text: string): boolean {
  if (text.length > longestInput) return false;
  if (/^[A-Z0-9]+(?: [A-Z0-9]*)?\*$/.test(text) || /^[A-Z0-9]+(?: [A-Z0-9]+)?$/.test(text)) return true;
  const range = rangeOf(text);
  return range !== null && range.first <= range.last;
}

const longestInput = 24;

/**
 * Countries without postal codes (to be checked against the Universal Postal Union's sheets of addressing systems).
 * Zeros are what people enter there where a form demands a code.
 */
const withoutPostalCodes: ReadonlySet<string> = new Set(
  ("AE AG AO BF BI BJ BS BW BZ CD CF CG CI CM DJ DM ER FJ GD GM GQ GY HK KI KM KN KP ML MO MR NR NU QA RW SB SC SL " +
    "SR ST SY TD TG TK TL TO TV UG VU YE ZW").split(" "),
);

/** Countries whose codes are written as in Britain: a district, and three characters within it. */
const british: ReadonlySet<string> = new Set(["GB", "GG", "IM", "JE", "GI"]);

/** Numbers of British forces post offices, which were their only codes before 2012 and are used beside them. */
const britishForces = /^BFPO\d{1,4}$/;

/**
 * The 124 postcode areas of Royal Mail, and the forces'. Guernsey, Jersey and Man are among them: countries of their
 * own, but many write their addresses as British.
 */
const britishAreas: ReadonlySet<string> = new Set(
  ("AB AL B BA BB BD BF BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC " +
    "EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU " +
    "M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS " +
    "ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE").split(" "),
);

/**
 * How codes of a country begin where not every number of the right length is one: ranges that are in use, generous
 * at their ends, since refusing a good address is worse than taking a bad one (to be checked against the same sheets).
 */
const inUse: Readonly<Record<string, readonly string[]>> = {
  AT: ["1000-9999"],
  AU: ["0200-9999"],
  BE: ["1000-9999"],
  BR: ["01-99"],
  CH: ["1000-9699"],
  // 00, 05, 43 and 62 were never given out.
  DE: ["01-04", "06-42", "44-61", "63-99"],
  DK: ["0500-9999"],
  FI: ["00002-99999"],
  // By department; 00 is the army's, 97 and 98 are overseas.
  FR: ["00100-95999", "97000-98999"],
  IN: ["11-99"],
  IT: ["00010-98199"],
  JP: ["001-999"],
  LU: ["1000-9999"],
  NL: ["1000-9999"],
  NO: ["0001-9999"],
  NZ: ["0110-9999"],
  PT: ["1000-9999"],
  SE: ["100-984"],
  US: ["005-999"],
};

/** What is written before the number in some countries besides their ISO code: signs of cars. */
const carSigns: Readonly<Record<string, string>> = {
  AT: "A",
  BE: "B",
  DE: "D",
  ES: "E",
  FR: "F",
  IT: "I",
  LI: "FL",
  LU: "L",
  NO: "N",
  PT: "P",
  SE: "S",
};

function withoutCountry(country: string, compact: string): string {
  const carSign = Object.hasOwn(carSigns, country) ? carSigns[country]! : country;
  for (const sign of [country, carSign]) {
    if (compact.startsWith(sign) && /^\d+$/.test(compact.slice(sign.length))) {
      return compact.slice(sign.length);
    }
  }
  return compact;
}

/** Whether the library's expression takes the code, with whatever hyphen or space it may demand. */
function isOfShape(country: string, compact: string): boolean {
  if (!postcodeValidatorExistsForCountry(country)) return compact.length <= 10;
  if (postcodeValidator(compact, country)) return true;
  for (let at = 1; at < compact.length; at++) {
    for (const separator of ["-", " "]) {
      if (postcodeValidator(compact.slice(0, at) + separator + compact.slice(at), country)) return true;
    }
  }
  return false;
}

function isInUse(country: string, code: string): boolean {
  if (country === "GB") return britishAreas.has(/^[A-Z]+/.exec(code)?.[0] ?? "");
  return !Object.hasOwn(inUse, country) ||
    inUse[country]!.some((range) => matchesPostalPattern(code, range));
}

function asCompared(country: string, code: string): string {
  if (british.has(country)) return `${code.slice(0, -3)} ${code.slice(-3)}`;
  // The other four of a ZIP+4 say which side of which street.
  return country === "US" ? code.slice(0, 5) : code;
}

function rangeOf(pattern: string): { letters: string; first: number; last: number; digits: number } | null {
  const found = /^([A-Z]*)(\d+)-\1(\d+)$/.exec(pattern);
  if (found === null) return null;
  return { letters: found[1]!, first: Number(found[2]), last: Number(found[3]), digits: found[2]!.length };
}
