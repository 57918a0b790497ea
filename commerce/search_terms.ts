/**
 * The words that full-text search compares: made the same way from a catalog's texts and from a shopper's query.
 *
 * SQLite's FTS5 only splits at spaces here; everything a language needs happens before: folding and stemming for
 * Latin scripts, the Arabic normalisations, overlapping pairs of characters where a script has no spaces.
 * Every word carries its language in front, so that one index serves all languages: `fr_chais`.
 */
import { elisions, stopWords } from "./stop_words.ts";
import { canBeTail, fold, primaryLanguage, stem, tails } from "./word_forms.ts";

/** A query is cut to this many UTF-16 units: nobody searches for more, and no query may cost much. */
export const maxQueryLength = 200;

/** Words of a query beyond these are ignored. */
const maxQueryWords = 16;

/** Letters of the scripts that are written without spaces, or whose words are too long to be sought whole. */
const spaceless = String.raw`[[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Thai}` +
  String.raw`\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]&&[\p{L}\p{M}\p{N}]]`;
const spaced = String.raw`[[\p{L}\p{M}\p{N}]--${spaceless}]`;

/** What a text consists of: a run without spaces, or a word, perhaps of joined parts (`ALB-17`, `1,5`). */
const units = new RegExp(
  String.raw`(?<run>${spaceless}+)|(?<word>${spaced}+(?:(?:[\-._\/]|(?<=\p{N}),(?=\p{N}))${spaced}+)*)`,
  "gv",
);

/** Parts are folded; a noun is a word that German capitalizes. */
type Unit = { readonly run: string } | { readonly parts: readonly string[]; readonly noun: boolean };

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
      const stems = unit.parts.map((part) => stem(part, language));
      if (unit.parts.length > 1) stems.push(stem(unit.parts.join(""), language));
      terms.push(...stems.filter((each) => each !== "").map((each) => `${tag}_${each}`));
      // Ends of words are marked as such, so that what a shopper begins to type is not found amid words.
      if (unit.noun) terms.push(...tails(stems.at(-1)!, language).map((tail) => `${tag}__${tail}`));
    }
  }
  return terms.join(" ");
}

/** How a query is meant: `all` words, `any` of them, or all of them and the last one `whole`. */
export type MatchMode = "all" | "any" | "whole";

/**
 * A shopper's query as an FTS5 expression that no input can break: every word in double quotes, the last one a
 * prefix as well, since it may still be being typed (but not in mode `whole`). Words that say nothing (`the`, `de`)
 * are left out unless there are no others. Answers null when the query has no words.
 */
export function matchExpression(text: string, language: string, mode: MatchMode): string | null {
  const expressions = matchWords(text, language, mode);
  return expressions.length === 0 ? null : expressions.join(mode === "any" ? " OR " : " AND ");
}

/** The expressions of a query's words one by one, as {@linkcode matchExpression} joins them. */
export function matchWords(text: string, language: string, mode: MatchMode): string[] {
  const tag = language.replaceAll("-", "");
  const found = split(splitParticles(text.slice(0, maxQueryLength)), language).slice(0, maxQueryWords);
  const silent = stopWords[primaryLanguage(language)] ?? new Set();
  const telling = found.filter((unit) =>
    !("parts" in unit && unit.parts.length === 1 && silent.has(unit.parts[0]!))
  );
  const wanted = telling.length > 0 ? telling : found;
  return wanted.flatMap((unit, index) => {
    if ("run" in unit) return runExpressions(unit.run, tag, mode);
    const prefix = index === wanted.length - 1 && mode !== "whole" ? "*" : "";
    return wordExpressions(unit.parts, language, tag, prefix);
  });
}

function runExpressions(run: string, tag: string, mode: MatchMode): string[] {
  const characters = Array.from(run);
  if (characters.length === 1) return [`"${tag}_${run}"*`];
  const quoted = pairs(characters).map((pair) => `${tag}_${pair}`);
  const phrase = `"${quoted.join(" ")}"`;
  return mode !== "any" || quoted.length === 1 ? [phrase] : [phrase, ...quoted.map((pair) => `"${pair}"`)];
}

/** Joined parts are found however they are written (`T-shirt`, `tshirt`), and words as the ends of compounds. */
function wordExpressions(parts: readonly string[], language: string, tag: string, prefix: string): string[] {
  const stems = parts.map((part) => stem(part, language)).filter((part) => part !== "");
  if (stems.length === 0) return [];
  const phrase = `"${stems.map((part) => `${tag}_${part}`).join(" ")}"${prefix}`;
  if (parts.length > 1) return [`(${phrase} OR "${tag}_${stem(parts.join(""), language)}"${prefix})`];
  return [canBeTail(stems[0]!, language) ? `(${phrase} OR "${tag}__${stems[0]}")` : phrase];
}

function split(text: string, language: string): Unit[] {
  let plain = text.normalize("NFKC").replace(/[’ʼ]/g, "'");
  const elision = elisions[primaryLanguage(language)];
  if (elision) plain = plain.replace(elision, " ");
  plain = plain.replaceAll("'", "");
  return Array.from(plain.matchAll(units), ({ groups }): Unit => {
    if (groups?.run !== undefined) return { run: groups.run };
    const word = groups!.word!;
    const parts = word.split(/[^\p{L}\p{M}\p{N}]/u).map((part) => fold(part, language));
    return { parts, noun: /^\p{Lu}/u.test(word) };
  });
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
