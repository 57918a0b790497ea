/** Text of a feed as text of the shop: no control characters, no half characters, no markup. */
import { decodeEntities } from "./entities.ts";

/** Most texts are clean already: visible ASCII with single blanks. */
const clean = /^[!-~]+(?: [!-~]+)*$/;

/** One line: blanks of all kinds become single ones. */
export function cleanLine(text: string): string {
  if (clean.test(text)) return text;
  return text.toWellFormed().replaceAll(/[\p{Cc}\p{Zs}\u2028\u2029\ufeff]+/gu, " ").trim();
}

/** One line that was written for a page: its character references are read, once. */
export function cleanWords(text: string): string {
  return cleanLine(decodeEntities(text));
}

/**
 * Some lines: markup is taken off, scripts and styles with what is in them; character references are read; and `\\n`
 * written as two characters counts as a line break. Markup whose every sign is a reference is markup too.
 */
export function cleanLines(text: string): string {
  if (clean.test(text) && !/[<&]|\\n/.test(text)) return text;
  const words = decodeEntities(withoutMarkup(text));
  // Of a text that had markup, what looks like some now is meant to be read.
  const bare = !tag.test(text) && tag.test(words) ? decodeEntities(withoutMarkup(words)) : words;
  return bare.replaceAll("\\n", "\n").split(/\r\n?|\n/).map(cleanLine).join("\n").replaceAll(
    /\n{3,}/g,
    "\n\n",
  ).trim();
}

const tag = /<\/?[a-z][^>]*>/i;

function withoutMarkup(text: string): string {
  if (!tag.test(text)) return text;
  return text.replaceAll(/<!--[\s\S]*?(?:-->|$)/g, "")
    .replaceAll(/<(script|style)\b[^>]*>[\s\S]*?(?:<\/\1\s*>|$)/gi, "")
    .replaceAll(/<(?:br|\/p|\/li|\/div|\/h\d|\/tr)\b[^>]*>/gi, "\n")
    .replaceAll(/<\/?[a-z][^>]*>/gi, "");
}

/** The beginning of a text, up to a length, whole words where there are any. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const head = text.slice(0, length - 1).toWellFormed().replace(/\ufffd$/, "");
  const blank = head.lastIndexOf(" ");
  return `${(blank > length / 2 ? head.slice(0, blank) : head).replace(/[\s,;:–-]+$/, "")}…`;
}
