/** Japanese syllables, which are written in two scripts at will: らんぷ is ランプ. */

/** Hiragana as katakana. */
export function foldKana(text: string): string {
  return text.replace(
    /[ぁ-ゖゝゞ]/g,
    (sign) => String.fromCharCode(sign.charCodeAt(0) + katakanaAbove),
  );
}

/** How far katakana lie above hiragana (Unicode, code charts 3040 and 30A0). */
const katakanaAbove = 0x60;

const stretches = /[ぁ-ゖゝゞ][ぁ-ゖゝゞー]+|[ァ-ヺヽヾー]{2,}/g;
const twoKana = /^(?:[ぁ-ゖゝゞ][ぁ-ゖゝゞー]|[ァ-ヺヽヾー]{2})$/;

/**
 * The pairs with which stretches of one script begin and end, marked. A word of two syllables is sought by these: amid
 * longer words its pair is there by chance, as イス is in アイスクリーム.
 */
export function edgePairsOf(run: string): string[] {
  return (run.match(stretches) ?? []).flatMap((stretch) => {
    const folded = foldKana(stretch);
    return folded.length === 2 ? [edge(folded)] : [edge(folded.slice(0, 2)), edge(folded.slice(-2))];
  });
}

/** The marked pair of a word of two syllables; null: the text is none. */
export function edgePairFor(text: string): string | null {
  return twoKana.test(text) ? edge(foldKana(text)) : null;
}

/** Whether a term is a marked pair. */
export function isEdgePair(term: string): boolean {
  return term.length === 3 && term.startsWith(mark);
}

const mark = "^";

function edge(pair: string): string {
  return mark + pair;
}
