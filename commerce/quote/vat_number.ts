/**
 * VAT numbers of the EU, the United Kingdom, Switzerland and Norway: their form and their check digits. Whether a
 * number is registered only its authority knows (VIES for the EU).
 */
import * as at from "stdnum/lib/cjs/at/uid.js";
import * as be from "stdnum/lib/cjs/be/vat.js";
import * as bg from "stdnum/lib/cjs/bg/vat.js";
import * as ch from "stdnum/lib/cjs/ch/vat.js";
import * as cy from "stdnum/lib/cjs/cy/vat.js";
import * as cz from "stdnum/lib/cjs/cz/dic.js";
import * as de from "stdnum/lib/cjs/de/vat.js";
import * as dk from "stdnum/lib/cjs/dk/cvr.js";
import * as ee from "stdnum/lib/cjs/ee/kmkr.js";
import * as es from "stdnum/lib/cjs/es/nif.js";
import * as fi from "stdnum/lib/cjs/fi/alv.js";
import * as fr from "stdnum/lib/cjs/fr/tva.js";
import * as gb from "stdnum/lib/cjs/gb/vat.js";
import * as gr from "stdnum/lib/cjs/gr/vat.js";
import * as hr from "stdnum/lib/cjs/hr/oib.js";
import * as hu from "stdnum/lib/cjs/hu/anum.js";
import * as ie from "stdnum/lib/cjs/ie/vat.js";
import * as it from "stdnum/lib/cjs/it/iva.js";
import * as lt from "stdnum/lib/cjs/lt/pvm.js";
import * as lu from "stdnum/lib/cjs/lu/tva.js";
import * as lv from "stdnum/lib/cjs/lv/pvn.js";
import * as mt from "stdnum/lib/cjs/mt/vat.js";
import * as nl from "stdnum/lib/cjs/nl/btw.js";
import * as no from "stdnum/lib/cjs/no/mva.js";
import * as pl from "stdnum/lib/cjs/pl/nip.js";
import * as pt from "stdnum/lib/cjs/pt/nif.js";
import * as ro from "stdnum/lib/cjs/ro/cif.js";
import * as se from "stdnum/lib/cjs/se/vat.js";
import * as si from "stdnum/lib/cjs/si/ddv.js";
import * as sk from "stdnum/lib/cjs/sk/dph.js";

/** A VAT number that its country could have given out. */
export interface VatNumber {
  /** ISO 3166-1 alpha-2 of the country that gave it; `XI` for Northern Ireland. */
  readonly country: string;
  /** With its prefix, without spaces and punctuation: `EL094259216`. */
  readonly number: string;
}

interface Scheme {
  readonly country: string;
  /** What stands before a number on an invoice. */
  readonly prefix: string;
  /** What the library wants to see there. */
  readonly known: string;
  readonly rules: { validate(number: string): { isValid: boolean; compact?: string } };
}

/** In this order prefixes are tried; Greece writes EL, and some write GR. */
const schemes: readonly Scheme[] = [
  ...Object.entries({
    ...{
      AT: at,
      BE: be,
      BG: bg,
      CY: cy,
      CZ: cz,
      DE: de,
      DK: dk,
      EE: ee,
      ES: es,
      FI: fi,
      FR: fr,
      HR: hr,
      HU: hu,
    },
    ...{
      IE: ie,
      IT: it,
      LT: lt,
      LU: lu,
      LV: lv,
      MT: mt,
      NL: nl,
      PL: pl,
      PT: pt,
      RO: ro,
      SE: se,
      SI: si,
      SK: sk,
    },
    ...{ GB: gb, NO: no },
  }).map(([country, rules]) => ({ country, prefix: country, known: country, rules })),
  { country: "XI", prefix: "XI", known: "GB", rules: gb },
  { country: "GR", prefix: "EL", known: "EL", rules: gr },
  { country: "GR", prefix: "GR", known: "EL", rules: gr },
  { country: "CH", prefix: "CHE", known: "CHE", rules: ch },
];

/** The countries whose numbers are checked (ISO 3166-1 alpha-2). */
export const vatNumberCountries: ReadonlySet<string> = new Set(schemes.map(({ country }) => country));

/** No number with its punctuation is longer. */
const longest = 32;

/**
 * Reads a VAT number as people write it: with or without spaces, dots and dashes, in either case, full-width or not;
 * Swiss and Norwegian ones with or without the word that tells them from the company's own number.
 *
 * @param assumedCountry whose number it is taken for when it has no prefix.
 * @returns null when no country that is checked has such numbers, the check digits are wrong, or there is nothing but
 * zeros in it.
 */
export function parseVatNumber(text: string, assumedCountry: string | null = null): VatNumber | null {
  if (text.length > longest) return null;
  const bare = text.normalize("NFKC").toUpperCase().replace(/[\s.\-/]/g, "");
  // `+` and `*` stand in Irish numbers of before 2013.
  if (!/^[0-9A-Z+*]+$/.test(bare)) return null;
  for (const scheme of schemes) {
    const found = bare.startsWith(scheme.prefix) ? read(scheme, bare.slice(scheme.prefix.length)) : null;
    if (found !== null) return found;
  }
  const assumed = schemes.find(({ country }) => country === assumedCountry);
  return assumed === undefined ? null : read(assumed, bare);
}

function read({ country, known, rules }: Scheme, number: string): VatNumber | null {
  if (isEmpty(country, number)) return null;
  const suffix = Object.hasOwn(suffixes, country) && /^\d{9}$/.test(number) ? suffixes[country]! : "";
  const compact = compacted(rules, known + number + suffix);
  // The library pads some numbers that are too short; the form of a number is part of what is checked.
  if (compact !== number + suffix && compact !== known + number + suffix) return null;
  return { country, number: (country === "XI" ? country : known) + number };
}

/** What tells a VAT number from the company's own number, which has the same digits; the library wants to see it. */
const suffixes: Readonly<Record<string, string>> = { CH: "MWST", NO: "MVA" };

/**
 * Whether there is nothing but zeros in a number: many check digits are right for it, and nobody has it. The last two
 * digits check the others or number branches; in France the first two places do.
 */
function isEmpty(country: string, number: string): boolean {
  const digits = (country === "FR" ? number.slice(2) : number).replace(/\D/g, "");
  const serial = digits.length >= 7 ? digits.slice(0, -2) : digits;
  return /^0*$/.test(serial);
}

/** The number as the library has it when it is valid. On some input that is far too short the library throws. */
function compacted(rules: Scheme["rules"], number: string): string | null {
  try {
    const { isValid, compact } = rules.validate(number);
    return isValid ? compact ?? null : null;
  } catch {
    return null;
  }
}
