/**
 * The one form under which all spellings of a word are compared in search: folded (no case, no marks that people
 * leave out when they type), then stemmed.
 */
import { stemmer as arabic } from "@orama/stemmers/arabic";
import { stemmer as english } from "@orama/stemmers/english";
import { stemmer as french } from "@orama/stemmers/french";
import { stemmer as german } from "@orama/stemmers/german";
import { stemmer as italian } from "@orama/stemmers/italian";
import { stemmer as portuguese } from "@orama/stemmers/portuguese";
import { stemmer as spanish } from "@orama/stemmers/spanish";

/** No word is longer; what is longer is cut, on both sides. */
const maxWordLength = 64;

/** By primary language; other languages' words are only folded. */
const stemmers: Readonly<Record<string, (word: string) => string>> = {
  ar: arabic,
  de: german,
  en: english,
  es: spanish,
  fr: french,
  it: italian,
  pt: portuguese,
};

/** A word of any case without the marks that people leave out. Other scripts than Latin and Arabic keep theirs. */
export function fold(word: string, language: string): string {
  const lower = word.toLowerCase();
  if (/^[a-z0-9]+$/.test(lower)) return withoutTypedUmlauts(lower, language);
  if (/^\p{sc=Arabic}/u.test(lower)) {
    // A final heh is often a hastily typed teh marbuta, which the stemmer knows how to take off.
    return lower.replace(/[\u0640\u064b-\u065f\u0670]/g, "").replace(/[آأإٱ]/g, "ا").replace(/[ىی]/g, "ي")
      .replace(/ه$/, "ة").replace(/ک/g, "ك");
  }
  if (!/^[\p{sc=Latin}\p{N}]/u.test(lower)) return lower;
  const folded = lower.normalize("NFKD").replace(/\p{Mn}/gu, "").replace(/ß/g, "ss").replace(/æ/g, "ae")
    .replace(/œ/g, "oe").replace(/ø/g, "o").replace(/ł/g, "l").replace(/[đð]/g, "d").replace(/ı/g, "i");
  return withoutTypedUmlauts(folded, language);
}

/** Germans without umlauts at hand type `ue`; Snowball's german2 makes them the same too. */
function withoutTypedUmlauts(folded: string, language: string): string {
  return primaryLanguage(language) === "de"
    ? folded.replace(/ae/g, "a").replace(/oe/g, "o").replace(/(?<!q)ue/g, "u")
    : folded;
}

/** The stem of a folded word. Words with digits are names of things and stay whole. */
export function stem(folded: string, language: string): string {
  const cut = folded.slice(0, maxWordLength);
  const stemmer = stemmers[primaryLanguage(language)];
  const own = primaryLanguage(language) === "ar" ? /^\p{sc=Arabic}+$/u : /^\p{sc=Latin}+$/u;
  return stemmer && own.test(cut) ? stemmer(cut) || cut : cut;
}

/** Languages that write compounds as one word, so that a word is sought at the ends and beginnings of others too. */
const compounding: ReadonlySet<string> = new Set(["da", "de", "fi", "nb", "nl", "no", "sv"]);

/** Whether a language writes compounds as one word: `Esszimmerstuhl`. */
export function writesCompounds(language: string): boolean {
  return compounding.has(primaryLanguage(language));
}

/**
 * Stems of three letters that compounds end with (`Armbanduhr`, `Strohhut`, `Schaumbad`, `Brotbox`) and hardly any other
 * word of a shop does. Most such nouns are not like that: `Tür` ends `Natur` when marks are left out, `Eis` ends
 * `Preis`, `Rad` ends `Grad`.
 */
const shortEnds: Readonly<Record<string, ReadonlySet<string>>> = {
  de: new Set(["bad", "box", "hut", "uhr"]),
};

/** Whether a stem is sought at the ends of compounds though it is short. */
export function isShortEnd(stemmed: string, language: string): boolean {
  return shortEnds[primaryLanguage(language)]?.has(stemmed) ?? false;
}

/** `pt` of `pt-br`. */
export function primaryLanguage(language: string): string {
  const hyphen = language.indexOf("-");
  return hyphen < 0 ? language : language.slice(0, hyphen);
}
