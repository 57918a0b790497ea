/** What a shopper typed, as search understands it: words, each with the ways in which it may be met. */
import { otherNumbers } from "./arabic_plurals.ts";
import { plainIdentifier, shortestIdentifier } from "./identifiers.ts";
import { edgePairFor, foldKana } from "./kana.ts";
import { measuresIn } from "./measures.ts";
import { stopWords } from "./stop_words.ts";
import { pairsOf, plainText, type Unit, unitsOf } from "./terms.ts";
import { canBeMistyped } from "./spelling.ts";
import { fold, isShortEnd, primaryLanguage, stem, writesCompounds } from "./word_forms.ts";

/** A query is cut to this many UTF-16 units: nobody searches for more, and no query may cost much. */
export const maxQueryLength = 200;

/** Words of a query beyond these are ignored. */
const maxQueryWords = 12;

/** One way to meet a word: a product has all of the terms. */
export interface Alternative {
  readonly terms: readonly string[];
  /** How good it is, beside meeting the word itself: up to 1. */
  readonly weight: number;
}

/** A word of a query. */
export interface QueryWord {
  /** As typed. */
  readonly text: string;
  readonly alternatives: readonly Alternative[];
  /** Terms that begin with this are ways to meet it too; null: none. */
  readonly beginning: string | null;
  /** Terms that end with this are, in a language that writes compounds; null: none. */
  readonly ending: string | null;
  /** What stands at the end of the words of such terms, where the stem alone is too short to tell; null: anything. */
  readonly spokenEnding: string | null;
  /** Terms that begin with this are too, in such a language; null: none. */
  readonly head: string | null;
  /** What it may be an identifier of; null: nothing. */
  readonly identifier: string | null;
  /** The folded word, when it may have been mistyped; null: it is what it is. */
  readonly doubtable: string | null;
}

export interface Query {
  readonly words: readonly QueryWord[];
  /** The whole of it as an identifier; null: it cannot be one. */
  readonly identifier: string | null;
  /** Phrases in it that may have synonyms: terms with spaces between, and the words they stand on. */
  readonly phrases: readonly { readonly phrase: string; readonly from: number; readonly until: number }[];
}

/** How good it is to meet a word otherwise than by itself. */
export const meetingWeights = {
  joined: 1,
  ending: 0.75,
  near: 0.9,
  number: 0.4,
  parted: 0.9,
  otherNumber: 0.9,
} as const;

/** Shorter words are not sought at the ends of others, nor shorter stems at their beginnings. */
const [shortestEnding, shortestHead] = [4, 5];

/** Phrases of synonyms have at most this many words. */
export const longestPhrase = 4;

type Piece =
  & { readonly text: string; readonly key: string }
  & (
    | { readonly kind: "run" }
    | { readonly kind: "word"; readonly parts: readonly string[] }
    | {
      readonly kind: "measure";
      readonly terms: readonly string[];
      readonly exact: string;
      readonly near: string | null;
    }
  );

/**
 * Reads a query. Words that say nothing (`the`, `de`) are left out unless there are no others.
 *
 * @param language BCP 47 tag.
 */
export function parseQuery(text: string, language: string): Query {
  const cut = text.slice(0, maxQueryLength);
  const all = piecesOf(plainText(cut, language), language).slice(0, maxQueryWords);
  const telling = tellingOf(all, language);
  const pieces = telling.length > 0 ? telling : all;
  const identifier = plainIdentifier(cut.trim());
  return {
    words: pieces.map((piece, at) => wordOf(piece, language, pieces[at - 1], pieces[at + 1])),
    identifier: identifier === "" ? null : identifier,
    phrases: phrasesOf(pieces),
  };
}

/**
 * The terms of a phrase as the synonyms of the catalog have it: of a query's words those that say something. Empty
 * when none does.
 */
export function phraseKey(text: string, language: string): string {
  const pieces = piecesOf(plainText(text, language), language);
  return tellingOf(pieces, language).map(({ key }) => key).join(" ");
}

/** The terms that a product must have to be what a phrase says. */
export function phraseTerms(text: string, language: string): string[] {
  return parseQuery(text, language).words.flatMap(({ alternatives }) => alternatives[0]?.terms ?? []);
}

/**
 * Whether a longer word ends with a word of a query, and not only with its stem: `Bodenvase` with `Vase`, `Canvas` not.
 *
 * @param term The longer word's, which ends with {@linkcode QueryWord.ending}.
 * @param spoken The longer word as one may write it.
 */
export function endsSpoken(
  { ending, spokenEnding }: QueryWord,
  term: string,
  spoken: string,
  language: string,
): boolean {
  if (ending === null || spokenEnding === null) return true;
  const end = fold(spoken, language).slice(term.length - ending.length);
  return end.length >= shortestEnding && (end.startsWith(spokenEnding) || spokenEnding.startsWith(end));
}

/** Without the words that say nothing. */
function tellingOf(pieces: readonly Piece[], language: string): readonly Piece[] {
  const silent = stopWords[primaryLanguage(language)] ?? new Set();
  return pieces.filter((piece) =>
    piece.kind !== "word" || piece.parts.length > 1 || !silent.has(piece.parts[0]!)
  );
}

function piecesOf(plain: string, language: string): Piece[] {
  const text = splitParticles(plain);
  const measures = measuresIn(text);
  const pieces: Piece[] = [];
  let next = 0;
  for (const unit of unitsOf(text, language)) {
    while (next < measures.length && measures[next]!.end <= unit.start) next++;
    const measure = measures[next];
    if (measure && unit.start >= measure.start) {
      // The number makes the piece, the unit's own letters add nothing.
      if (unit.start === measure.start) {
        pieces.push({
          kind: "measure",
          text: text.slice(measure.start, measure.end),
          key: measure.exact,
          terms: termsOfUnit(unit, language).slice(0, 1),
          exact: measure.exact,
          near: measure.near,
        });
      }
      continue;
    }
    const key = termsOfUnit(unit, language).join("-");
    if (unit.kind === "run") pieces.push({ kind: "run", text: unit.text, key: foldKana(unit.text) });
    else if (unit.parts.length > 0) pieces.push({ kind: "word", text: unit.text, key, parts: unit.parts });
  }
  return pieces;
}

function termsOfUnit(unit: Unit, language: string): string[] {
  if (unit.kind === "run") return pairsOf(unit.text);
  return unit.parts.map((part) => stem(part, language)).filter((term) => term !== "");
}

function wordOf(
  piece: Piece,
  language: string,
  before: Piece | undefined,
  after: Piece | undefined,
): QueryWord {
  const plain = {
    text: piece.text,
    beginning: null,
    ending: null,
    spokenEnding: null,
    head: null,
    identifier: null,
    doubtable: null,
  };
  if (piece.kind === "measure") {
    return {
      ...plain,
      alternatives: [
        { terms: [piece.exact], weight: 1 },
        ...piece.near === null ? [] : [{ terms: [piece.near], weight: meetingWeights.near }],
        { terms: piece.terms, weight: meetingWeights.number },
      ],
    };
  }
  if (piece.kind === "run") {
    const characters = Array.from(foldKana(piece.text));
    const edge = edgePairFor(piece.text);
    return {
      ...plain,
      alternatives: [{ terms: edge === null ? pairsOf(piece.text) : [edge], weight: 1 }],
      beginning: characters.length === 1 ? characters[0]! : null,
    };
  }
  const { parts } = piece;
  const terms = parts.map((part) => stem(part, language));
  const joined = (one: Piece | undefined, other: Piece | undefined) =>
    one?.kind === "word" && other?.kind === "word"
      ? [{
        terms: [stem(fold(one.parts.join("") + other.parts.join(""), language), language)],
        weight: meetingWeights.joined,
      }]
      : [];
  const alternatives: Alternative[] = [{ terms, weight: 1 }];
  if (parts.length > 1) alternatives.push({ terms: [stem(parts.join(""), language)], weight: 1 });
  else {
    const bounded = parts[0]!.match(/\p{L}+|\p{N}+/gu) ?? [];
    // `rtx2060` is `RTX 2060` as well.
    if (bounded.length > 1 && bounded.length <= 3) {
      alternatives.push({
        terms: bounded.map((each) => stem(each, language)),
        weight: meetingWeights.parted,
      });
    }
  }
  if (primaryLanguage(language) === "ar" && parts.length === 1) {
    for (const other of otherNumbers(parts[0]!)) {
      alternatives.push({ terms: [stem(other, language)], weight: meetingWeights.otherNumber });
    }
  }
  alternatives.push(...joined(before, piece), ...joined(piece, after));
  const identifier = plainIdentifier(piece.text);
  const compounds = parts.length === 1 && writesCompounds(language);
  const isShort = compounds && isShortEnd(terms[0]!, language);
  const isEnding = isShort || compounds && parts[0]!.length >= shortestEnding;
  return {
    text: piece.text,
    alternatives,
    beginning: after === undefined ? parts.at(-1)! : null,
    ending: isEnding ? terms[0]! : null,
    spokenEnding: isEnding && !isShort && terms[0]!.length < shortestEnding ? parts[0]! : null,
    head: compounds && terms[0]!.length >= shortestHead ? terms[0]! : null,
    identifier: /\d/.test(identifier) && identifier.length >= shortestIdentifier ? identifier : null,
    doubtable: parts.length === 1 && canBeMistyped(parts[0]!) ? parts[0]! : null,
  };
}

function phrasesOf(pieces: readonly Piece[]): Query["phrases"] {
  const phrases: Query["phrases"][number][] = [];
  for (let from = 0; from < pieces.length; from++) {
    for (let until = from + 1; until <= Math.min(pieces.length, from + longestPhrase); until++) {
      phrases.push({ phrase: pieces.slice(from, until).map(({ key }) => key).join(" "), from, until });
    }
  }
  return phrases;
}

/** Japanese particles between two nouns join them in a query without being part of what is sought: 木の椅子. */
function splitParticles(text: string): string {
  return text.replace(
    /(?<=[\p{sc=Han}\p{sc=Katakana}ー])[のとやをにで](?=[\p{sc=Han}\p{sc=Katakana}])/gu,
    " ",
  );
}
