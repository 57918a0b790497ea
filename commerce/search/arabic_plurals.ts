/**
 * Broken plurals of Arabic, which change a word within, where no stemmer reaches: `كراسي` of `كرسي`. A word's pattern
 * says what the other number may be; the dictionary of the shop says which of the guesses is a word.
 */

/** Any consonant; the long vowels stand for consonants too. */
const c = "([\\u0621-\\u064a])";

/** From a pattern to what the other number may look like, both ways; folded, without article and teh marbuta. */
const patterns: readonly (readonly [pattern: RegExp, others: readonly string[]])[] = [
  // كراسي, مقاعد, ملاعق
  [whole(`${c}${c}ا${c}${c}`), ["$1$2$3$4"]],
  // مصابيح, صناديق
  [whole(`${c}${c}ا${c}ي${c}`), ["$1$2$3ا$4", "$1$2$3و$4", "$1$2$3ي$4"]],
  // وسائد, ستائر, خزائن
  [whole(`${c}${c}ائ${c}`), ["$1$2ا$3ة", "$1$2ي$3ة", "$1$2و$3ة"]],
  // أطباق, أكواب
  [whole(`ا${c}${c}ا${c}`), ["$1$2$3"]],
  // صحون; رفوف of a doubled consonant
  [whole(`${c}${c}و${c}`), ["$1$2$3"]],
  [whole(`${c}(.)و\\2`), ["$1$2"]],
  // The same backwards: مصباح and صندوق, وسادة, كرسي and ملعقة, طبق and صحن, رف.
  [whole(`${c}${c}${c}[اوي]${c}`), ["$1$2ا$3ي$4"]],
  [whole(`${c}${c}[اوي]${c}ة`), ["$1$2ائ$3"]],
  [whole(`${c}${c}${c}${c}ة?`), ["$1$2ا$3$4"]],
  [whole(`${c}${c}${c}`), ["ا$1$2ا$3", "$1$2و$3"]],
  [whole(`${c}${c}`), ["$1$2و$2"]],
];

/** What a folded Arabic word may be in the other number: guesses, of which most are no words. */
export function otherNumbers(folded: string): string[] {
  const bare = folded.replace(/^(?:وال|بال|كال|فال|ال|لل)(?=.{2})/, "");
  return [
    ...new Set(
      patterns.flatMap(([pattern, others]) =>
        pattern.test(bare) ? others.map((other) => bare.replace(pattern, other)) : []
      ),
    ),
  ];
}

function whole(pattern: string): RegExp {
  return new RegExp(`^${pattern}$`, "u");
}
