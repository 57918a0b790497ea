/** Words that nobody has heard before, but that a language could have. */
import { Chance } from "./chance.ts";
import type { Words } from "./words/words.ts";

/** A word of two or three syllables of the language. */
export function rareWord({ syllables: [starts, middles, ends] }: Words, chance: Chance): string {
  return chance.pick(starts) + (chance.percent(60) ? chance.pick(middles) : "") + chance.pick(ends);
}

/** Different words, always the same: the tail of a language's vocabulary. */
export function rareWords(words: Words, count: number): string[] {
  const chance = new Chance(words.tag.charCodeAt(0), words.tag.charCodeAt(1));
  const found = new Set<string>();
  while (found.size < count) {
    const [starts, , ends] = words.syllables;
    // Two syllables run out: then a word is made of two.
    found.add(rareWord(words, chance) + (found.size > 2000 ? chance.pick(starts) + chance.pick(ends) : ""));
  }
  return [...found];
}
