/** What a mistyped word may have been: a wrong, missing, doubled or swapped letter away, the first one included. */
import { saysNothing } from "./stop_words.ts";
import { fold } from "./word_forms.ts";

/** Letters of the scripts in which words are typed letter by letter, folded. */
const alphabets: readonly (readonly [script: RegExp, letters: string])[] = [
  [/^\p{sc=Latin}+$/u, "abcdefghijklmnopqrstuvwxyz"],
  [/^\p{sc=Arabic}+$/u, "ءابتثجحخدذرزسشصضطظعغفقكلمنهوية"],
  [/^\p{sc=Cyrillic}+$/u, "абвгдежзийклмнопрстуфхцчшщъыьэюя"],
  [/^\p{sc=Greek}+$/u, "αβγδεζηθικλμνξοπρστυφχψω"],
];

/** Of shorter words, one letter is too much to doubt. */
export const shortestMistyped = 3;
/** Nobody mistypes only one letter of longer ones, and they would cost much. */
const longestMistyped = 24;

/** Whether a folded word can be doubted at all: numbers and names with digits are what they are. */
export function canBeMistyped(word: string): boolean {
  return word.length >= shortestMistyped && word.length <= longestMistyped && alphabetOf(word) !== null;
}

/** How likely a slip is, beside the others: two letters swapped, one doubled or left out are the common ones. */
const likelihood = { swapped: 1, left: 0.9, added: 0.8, doubled: 0.95, replaced: 0.7 } as const;
/** First letters are seldom wrong, but as easily swapped as others. */
const firstLetter = 0.6;

/** Folded words that one slip would make this word of, with how likely that slip is, 0 to 1: words that say something. */
export function editsOf(word: string, language: string): Map<string, number> {
  const letters = alphabetOf(word);
  const edits = new Map<string, number>();
  if (letters === null) return edits;
  const put = (edit: string, at: number, chance: number) => {
    const weighed = at === 0 && chance !== likelihood.swapped ? chance * firstLetter : chance;
    if (edit !== word && (edits.get(edit) ?? 0) < weighed) edits.set(edit, weighed);
  };
  for (let at = 0; at <= word.length; at++) {
    const head = word.slice(0, at);
    const tail = word.slice(at);
    if (tail.length > 1) put(head + tail[1]! + tail[0]! + tail.slice(2), at, likelihood.swapped);
    if (tail !== "") {
      put(head + tail.slice(1), at, tail[0] === head.at(-1) ? likelihood.doubled : likelihood.added);
    }
    for (const letter of letters) {
      if (tail !== "") put(head + letter + tail.slice(1), at, likelihood.replaced);
      put(head + letter + tail, at, likelihood.left);
    }
  }
  // German letters that folding makes one are one here too.
  return new Map(
    Array.from(edits, ([edit, chance]): [string, number] => [fold(edit, language), chance])
      .filter(([edit]) => !saysNothing(edit, language)),
  );
}

/** The ways to part a word that should have been two, each of which says something: `coffeemachine`. */
export function splitsOf(word: string, language: string): [string, string][] {
  const splits: [string, string][] = [];
  for (let at = shortestPart; at <= word.length - shortestPart; at++) {
    const parts: [string, string] = [word.slice(0, at), word.slice(at)];
    if (!parts.some((part) => saysNothing(part, language))) splits.push(parts);
  }
  return splits;
}

const shortestPart = 3;

function alphabetOf(word: string): string | null {
  return alphabets.find(([script]) => script.test(word))?.[1] ?? null;
}
