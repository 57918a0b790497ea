/**
 * The words that search compares, made the same way from a catalog's texts and from a shopper's query: folding and
 * stemming for Latin scripts, the Arabic normalisations, overlapping pairs of characters where a script has no
 * spaces, measures in one unit.
 */
import { edgePairsOf, foldKana } from "./kana.ts";
import { measuresIn } from "./measures.ts";
import { elisions } from "./stop_words.ts";
import { fold, primaryLanguage, stem } from "./word_forms.ts";

/** Letters of the scripts that are written without spaces, or whose words are too long to be sought whole. */
const spaceless = String.raw`[[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Thai}` +
  String.raw`\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]&&[\p{L}\p{M}\p{N}]]`;
const spaced = String.raw`[[\p{L}\p{M}\p{N}]--${spaceless}]`;

/** What a text consists of: a run without spaces, or a word, perhaps of joined parts (`ALB-17`, `1,5`). */
const unitPattern = new RegExp(
  String.raw`(?<run>${spaceless}+)|(?<word>${spaced}+(?:(?:[\-._\/+]|(?<=\p{N}),(?=\p{N}))${spaced}+)*)`,
  "gv",
);

/** A piece of a text: characters of a script without spaces, or a word, of several parts where signs join them. */
export type Unit =
  | { readonly kind: "run"; readonly text: string; readonly start: number }
  | {
    readonly kind: "word";
    /** As written. */
    readonly text: string;
    /** Folded. */
    readonly parts: readonly string[];
    /** The same as written, in lowercase. */
    readonly spoken: readonly string[];
    readonly start: number;
  };

/** `140x200`, `2 x 1,5 m`: a letter that stands for a multiplication sign; `ABC-12x34` is a name. */
const multiplied = /(?<![\p{L}\p{N}.,\-\/_])\p{Nd}+(?:[.,]\p{Nd}+)?(?: ?x ?\p{Nd}+(?:[.,]\p{Nd}+)?)+/giu;
const maybeMultiplied = /\d ?x ?\d/i;

/** A text in compatibility forms resolved, with one kind of apostrophe. */
export function writtenText(text: string): string {
  return text.normalize("NFKC").replace(/[’ʼ]/g, "'");
}

/** A text as search sees it: as {@linkcode writtenText}, without elided articles, factors apart. */
export function plainText(text: string, language: string): string {
  const written = writtenText(text);
  const plain = maybeMultiplied.test(written)
    ? written.replace(multiplied, (factors) => factors.replace(/ ?x ?/gi, " × "))
    : written;
  const elision = elisions[primaryLanguage(language)];
  const whole = elision ? plain.replace(elision, " ") : plain;
  // An apostrophe within a word is none of its letters; one after a number is a measure's.
  return whole.replace(/(?<=\p{L})'(?=\p{L})/gu, "");
}

/** The pieces of a {@linkcode plainText}, in their order. */
export function unitsOf(plain: string, language: string): Unit[] {
  return Array.from(plain.matchAll(unitPattern), (match): Unit => {
    const { run, word } = match.groups!;
    if (run !== undefined) return { kind: "run", text: run, start: match.index };
    const spoken = word!.toLowerCase().split(/[^\p{L}\p{M}\p{N}]/u).filter((part) =>
      fold(part, language) !== ""
    );
    const parts = spoken.map((part) => fold(part, language));
    return { kind: "word", text: word!, parts, spoken, start: match.index };
  });
}

/** What is known of pieces already met, by language: the texts of one go share it. */
export class TermMemo {
  readonly #languages = new Map<string, LanguageMemo>();

  of(language: string): LanguageMemo {
    let memo = this.#languages.get(language);
    if (memo === undefined) this.#languages.set(language, memo = new LanguageMemo(language));
    return memo;
  }
}

/** Of one language. */
class LanguageMemo {
  readonly #terms = new Map<string, readonly string[]>();
  readonly #spoken = new Map<string, string>();

  constructor(readonly language: string) {}

  /** The terms of a piece between spaces. */
  termsOf(piece: string): readonly string[] {
    let terms = this.#terms.get(piece);
    if (terms === undefined) {
      terms = unitsOf(piece, this.language).flatMap((unit) => this.#termsOfUnit(unit));
      this.#terms.set(piece, terms);
    }
    return terms;
  }

  /** A word that a term was made of, to be shown to shoppers; the term itself where it stands for no one word. */
  spokenFor(term: string): string {
    return this.#spoken.get(term) ?? term;
  }

  #termsOfUnit(unit: Unit): string[] {
    if (unit.kind === "run") {
      // Its last character too, so that a query of one character, a beginning, finds it everywhere.
      const characters = Array.from(foldKana(unit.text));
      const terms = pairsOf(unit.text);
      if (characters.length > 1) terms.push(characters.at(-1)!);
      terms.push(...edgePairsOf(unit.text));
      return terms;
    }
    const terms = unit.parts.map((part) => stem(part, this.language));
    for (const [at, term] of terms.entries()) {
      if (!this.#spoken.has(term)) this.#spoken.set(term, unit.spoken[at]!);
    }
    if (unit.parts.length > 1) terms.push(stem(unit.parts.join(""), this.language));
    return terms;
  }
}

/**
 * The terms by which a text is found, in their order, repeated as they are.
 *
 * @param language BCP 47 tag of the text.
 */
export function termsOf(text: string, language: string, memo: TermMemo = new TermMemo()): string[] {
  if (text === "") return [];
  const plain = plainText(text, language);
  const known = memo.of(language);
  const terms: string[] = [];
  for (const each of plain.toLowerCase().split(" ")) {
    const piece = bare(each);
    if (piece !== "") { for (const term of known.termsOf(piece)) terms.push(term); }
  }
  if (/\d/.test(plain)) {
    for (const { exact, near } of measuresIn(plain)) {
      terms.push(exact);
      if (near !== null) terms.push(near);
    }
  }
  return terms;
}

/** Signs of ASCII that stand around words without being part of them. */
const around: ReadonlySet<number> = new Set(Array.from("()[]\"'.,;:!?", (sign) => sign.charCodeAt(0)));

/** A piece without the signs around it: as many pieces as possible are met more than once. */
function bare(piece: string): string {
  let from = 0;
  let until = piece.length;
  while (until > from && around.has(piece.charCodeAt(until - 1))) until--;
  while (from < until && around.has(piece.charCodeAt(from))) from++;
  return piece.slice(from, until);
}

/** Overlapping pairs of the characters of a run, kana in one script; the one character when there is one. */
export function pairsOf(run: string): string[] {
  const characters = Array.from(foldKana(run));
  if (characters.length === 1) return [characters[0]!];
  return characters.slice(1).map((character, index) => characters[index]! + character);
}
