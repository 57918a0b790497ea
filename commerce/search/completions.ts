/** How a query that is being typed may go on: by the words of titles that it finds. */
import { foldKana } from "./kana.ts";
import { plainText, type Unit, unitsOf, writtenText } from "./terms.ts";
import { fold } from "./word_forms.ts";

/** Words of one letter, and numbers, end no query well. */
const telling = /\p{L}{2}/u;

/**
 * Queries that begin as the text does, those that most titles go on with first. What each finds is in the titles.
 *
 * @param titles Of what the text finds, the best first.
 */
export function completionsOf(
  text: string,
  titles: readonly string[],
  language: string,
  limit: number,
): string[] {
  const typed = unitsOf(plainText(text, language), language);
  const last = typed.at(-1);
  if (last === undefined) return [];
  const head = headOf(text, last.text);
  const beginning = foldedOf(last, language);
  const counts = new Map<string, { shown: string; count: number; first: number }>();
  const offer = (shown: string, at: number) => {
    const key = shown.toLowerCase();
    const known = counts.get(key);
    if (known) known.count++;
    else counts.set(key, { shown: key, count: 1, first: at });
  };
  for (const [at, title] of titles.entries()) {
    const units = unitsOf(plainText(title, language), language);
    const met = units.findIndex((unit) => foldedOf(unit, language).startsWith(beginning));
    if (met < 0) continue;
    const own = units[met]!;
    if (telling.test(own.text)) offer(head + own.text, at);
    const next = units[met + 1];
    // A word right behind, with nothing but a space between, makes a phrase.
    if (
      next && own.kind === "word" && next.kind === "word" && next.start === own.start + own.text.length + 1
    ) {
      if (telling.test(next.text)) offer(`${head}${own.text} ${next.text}`, at);
    }
  }
  const whole = text.trim().toLowerCase();
  return [...counts.values()]
    .filter(({ shown, count }) => shown !== whole && (count > 1 || titles.length < 4 || !shown.includes(" ")))
    .sort((one, other) => other.count - one.count || one.first - other.first)
    .slice(0, limit).map(({ shown }) => shown);
}

/** What stands before the last word as it was typed, elided articles and apostrophes within words included. */
function headOf(text: string, last: string): string {
  const written = writtenText(text);
  let at = written.length;
  let left = last.length;
  while (at > 0 && left > 0) {
    const sign = written[--at];
    if (sign === last[left - 1]) left--;
    else if (left < last.length && sign !== "'") left = last.length;
  }
  return left > 0 ? "" : written.slice(0, at).trimStart();
}

function foldedOf(unit: Unit, language: string): string {
  return unit.kind === "run" ? foldKana(unit.text) : fold(unit.text, language);
}
