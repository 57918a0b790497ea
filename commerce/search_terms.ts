/**
 * The words that full-text search compares: made the same way from a catalog's texts and from a shopper's query.
 *
 * SQLite's FTS5 only splits at spaces here; everything a language needs happens before: folding and stemming for
 * Latin scripts, the Arabic normalisations, overlapping pairs of characters where a script has no spaces.
 * Every word carries its language in front, so that one index serves all languages: `fr_chais`.
 */
import { stemmer as arabic } from "@orama/stemmers/arabic";
import { stemmer as english } from "@orama/stemmers/english";
import { stemmer as french } from "@orama/stemmers/french";
import { stemmer as german } from "@orama/stemmers/german";
import { stemmer as italian } from "@orama/stemmers/italian";
import { stemmer as portuguese } from "@orama/stemmers/portuguese";
import { stemmer as spanish } from "@orama/stemmers/spanish";
import { elisions, stopWords } from "./stop_words.ts";

/** A query is cut to this many UTF-16 units: nobody searches for more, and no query may cost much. */
export const maxQueryLength = 200;

/** Words of a query beyond these are ignored. */
const maxQueryWords = 16;

/** No word is longer; what is longer is cut, on both sides. */
const maxWordLength = 64;

const stemmers: Readonly<Record<string, (word: string) => string>> = {
  ar: arabic,
  de: german,
  en: english,
  es: spanish,
  fr: french,
  it: italian,
  pt: portuguese,
};

/** Letters of the scripts that are written without spaces, or whose words are too long to be sought whole. */
const spaceless = String.raw`[[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Thai}` +
  String.raw`\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]&&[\p{L}\p{M}\p{N}]]`;
const spaced = String.raw`[[\p{L}\p{M}\p{N}]--${spaceless}]`;

/** What a text consists of: a run without spaces, or a word, perhaps of joined parts (`ALB-17`, `1,5`). */
const units = new RegExp(
  String.raw`(?<run>${spaceless}+)|(?<word>${spaced}+(?:(?:[\-._\/]|(?<=\p{N}),(?=\p{N}))${spaced}+)*)`,
  "gv",
);

type Unit = { readonly run: string } | { readonly parts: readonly string[] };

/**
 * A text as space-separated words for the search index, in their order.
 *
 * @param language BCP 47 tag of the text.
 */
export function indexTerms(text: string, language: string): string {
  const tag = language.replaceAll("-", "");
  const terms: string[] = [];
  for (const unit of split(text, language)) {
    if ("run" in unit) {
      // Its last character too, so that a query of one character, a prefix, finds it everywhere.
      const characters = Array.from(unit.run);
      terms.push(...pairs(characters).map((pair) => `${tag}_${pair}`));
      if (characters.length > 1) terms.push(`${tag}_${characters.at(-1)}`);
    } else {
      for (const part of unit.parts) push(term(part, language));
      if (unit.parts.length > 1) push(term(unit.parts.join(""), language));
    }
  }
  return terms.join(" ");

  function push(word: string) {
    if (word) terms.push(`${tag}_${word}`);
  }
}

/**
 * A shopper's query as an FTS5 expression that no input can break: every word in double quotes, the last one a
 * prefix as well, since it may still be being typed. Words that say nothing (`the`, `de`) are left out unless
 * there are no others. Answers null when the query has no words.
 *
 * @param mode `all` wants every word, `any` at least one.
 */
export function matchExpression(text: string, language: string, mode: "all" | "any"): string | null {
  const tag = language.replaceAll("-", "");
  const found = split(splitParticles(text.slice(0, maxQueryLength)), language).slice(0, maxQueryWords);
  const silent = stopWords[primary(language)] ?? new Set();
  const telling = found.filter((unit) =>
    !("parts" in unit && unit.parts.length === 1 && silent.has(unit.parts[0]!))
  );
  const wanted = telling.length > 0 ? telling : found;
  const expressions: string[] = [];
  wanted.forEach((unit, index) => {
    const prefix = index === wanted.length - 1 ? "*" : "";
    if ("run" in unit) expressions.push(...runExpressions(unit.run, tag, mode));
    else expressions.push(...wordExpressions(unit.parts, language, tag, prefix));
  });
  return expressions.length === 0 ? null : expressions.join(mode === "all" ? " AND " : " OR ");
}

function runExpressions(run: string, tag: string, mode: "all" | "any"): string[] {
  const characters = Array.from(run);
  if (characters.length === 1) return [`"${tag}_${run}"*`];
  const quoted = pairs(characters).map((pair) => `${tag}_${pair}`);
  const phrase = `"${quoted.join(" ")}"`;
  return mode === "all" || quoted.length === 1 ? [phrase] : [phrase, ...quoted.map((pair) => `"${pair}"`)];
}

/** Joined parts are found however they are written: `T-shirt`, `t shirt`, `tshirt`. */
function wordExpressions(parts: readonly string[], language: string, tag: string, prefix: string): string[] {
  const terms = parts.map((part) => term(part, language)).filter((part) => part !== "");
  if (terms.length === 0) return [];
  const phrase = `"${terms.map((part) => `${tag}_${part}`).join(" ")}"${prefix}`;
  if (parts.length === 1) return [phrase];
  const joined = term(parts.join(""), language);
  return joined ? [`(${phrase} OR "${tag}_${joined}"${prefix})`] : [phrase];
}

function split(text: string, language: string): Unit[] {
  let plain = text.normalize("NFKC").toLowerCase().replace(/[’ʼ]/g, "'");
  const elision = elisions[primary(language)];
  if (elision) plain = plain.replace(elision, " ");
  plain = plain.replaceAll("'", "");
  return Array.from(
    plain.matchAll(units),
    ({ groups }): Unit =>
      groups?.run !== undefined
        ? { run: groups.run }
        : { parts: groups!.word!.split(/[^\p{L}\p{M}\p{N}]/u).map((part) => fold(part, language)) },
  );
}

/** Japanese particles between two nouns join them in a query without being part of what is sought: 木の椅子. */
function splitParticles(text: string): string {
  return text.replace(
    /(?<=[\p{sc=Han}\p{sc=Katakana}ー])[のとやをにで](?=[\p{sc=Han}\p{sc=Katakana}])/gu,
    " ",
  );
}

function pairs(characters: readonly string[]): string[] {
  if (characters.length === 1) return [characters[0]!];
  return characters.slice(1).map((character, index) => characters[index]! + character);
}

/** A word without the marks that people leave out when they type. */
function fold(word: string, language: string): string {
  if (/^\p{sc=Arabic}/u.test(word)) {
    // A final heh is often a hastily typed teh marbuta, which the stemmer knows how to take off.
    return word.replace(/[\u0640\u064b-\u065f\u0670]/g, "").replace(/[آأإٱ]/g, "ا").replace(/[ىی]/g, "ي")
      .replace(/ه$/, "ة").replace(/ک/g, "ك");
  }
  if (!/^[\p{sc=Latin}\p{N}]/u.test(word)) return word;
  const folded = word.normalize("NFKD").replace(/\p{Mn}/gu, "").replace(/ß/g, "ss").replace(/æ/g, "ae")
    .replace(/œ/g, "oe").replace(/ø/g, "o").replace(/ł/g, "l").replace(/[đð]/g, "d").replace(/ı/g, "i");
  // Germans without umlauts at hand type `ue`; Snowball's german2 makes them the same too.
  return primary(language) === "de"
    ? folded.replace(/ae/g, "a").replace(/oe/g, "o").replace(/(?<!q)ue/g, "u")
    : folded;
}

/** A folded word as it stands in the index. Words with digits are names of things and stay whole. */
function term(word: string, language: string): string {
  const cut = word.slice(0, maxWordLength);
  if (/\p{N}/u.test(cut)) return cut;
  const stem = stemmers[primary(language)];
  const own = primary(language) === "ar" ? /^\p{sc=Arabic}+$/u : /^\p{sc=Latin}+$/u;
  return stem && own.test(cut) ? stem(cut) || cut : cut;
}

function primary(language: string): string {
  const hyphen = language.indexOf("-");
  return hyphen < 0 ? language : language.slice(0, hyphen);
}
