/** Text of a feed as text of the shop: no control characters, no half characters, no markup. */
import { unescape } from "./xml_item.ts";

/** Most texts are clean already: visible ASCII with single blanks. */
const clean = /^[!-~]+(?: [!-~]+)*$/;

/** One line: blanks of all kinds become single ones. */
export function cleanLine(text: string): string {
  if (clean.test(text)) return text;
  return text.toWellFormed().replaceAll(/[\p{Cc}\p{Zs}\u2028\u2029\ufeff]+/gu, " ").trim();
}

/** Some lines: markup is taken off, and `\n` written as two characters counts as a line break. */
export function cleanLines(text: string): string {
  if (clean.test(text) && !text.includes("<") && !text.includes("\\n")) return text;
  const bare = /<\/?[a-z][^>]*>/i.test(text)
    ? unescape(
      text.replaceAll(/<(?:br|\/p|\/li|\/div|\/h\d|\/tr)\b[^>]*>/gi, "\n").replaceAll(
        /<\/?[a-z][^>]*>/gi,
        "",
      ),
    )
    : text;
  return bare.replaceAll("\\n", "\n").split(/\r\n?|\n/).map(cleanLine).join("\n").replaceAll(
    /\n{3,}/g,
    "\n\n",
  )
    .trim();
}

/** The beginning of a text, up to a length, whole words where there are any. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const head = text.slice(0, length - 1).toWellFormed().replace(/\ufffd$/, "");
  const blank = head.lastIndexOf(" ");
  return `${(blank > length / 2 ? head.slice(0, blank) : head).replace(/[\s,;:–-]+$/, "")}…`;
}
