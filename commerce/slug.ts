/** Slugs: the readable part of an address, in the script of its language. */

/** No slug is longer than this many UTF-16 units, so that every address stays below common limits. */
export const maxSlugLength = 96;

/**
 * Turns a title into a slug: lowercase, words joined by hyphens, letters and digits of any script kept,
 * Latin diacritics folded (German umlauts as `ae oe ue`). Japanese and Arabic titles keep their script, as
 * shoppers search and read it; browsers show such addresses readably (RFC 3987).
 *
 * Answers an empty string when nothing of the title can stand in an address.
 *
 * @example
 * ```ts
 * slugify("Lampe à poser « Alba »", "fr"); // "lampe-a-poser-alba"
 * slugify("Überwurf grün", "de"); // "ueberwurf-gruen"
 * ```
 */
export function slugify(title: string, language: string): string {
  let text = title.normalize("NFC").toLowerCase();
  if (language === "de") text = text.replace(/ä/g, "ae").replace(/ö/g, "oe").replace(/ü/g, "ue");
  text = text.replace(/ß/g, "ss").replace(/[øö]/g, "o").replace(/æ/g, "ae").replace(/œ/g, "oe").replace(
    /ł/g,
    "l",
  )
    .replace(/['’ʼ]/g, language === "fr" || language === "it" ? "-" : "");
  const words = foldLatin(text).match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? [];
  return cut(words.join("-"));
}

/** Whether a text can be a slug as it is: what {@linkcode slugify} makes, no less and no more. */
export function isSlug(text: string): boolean {
  return text.length > 0 && text.length <= maxSlugLength &&
    /^[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(-[\p{L}\p{M}\p{N}]+)*$/u.test(text) &&
    text === text.toLowerCase().normalize("NFC");
}

/** Strips the combining marks of Latin letters only: marks of Arabic or Japanese (dakuten) belong to the letter. */
function foldLatin(text: string): string {
  return text.normalize("NFD").replace(/(\p{Script=Latin})\p{Mn}+/gu, "$1").normalize("NFC");
}

/** Cuts at the last whole word below the limit, never inside a surrogate pair. */
function cut(slug: string): string {
  if (slug.length <= maxSlugLength) return slug;
  const head = slug.slice(0, maxSlugLength + 1);
  const hyphen = head.lastIndexOf("-");
  if (hyphen > 0) return head.slice(0, hyphen);
  return Array.from(slug).reduce(
    (kept, letter) => kept.length + letter.length <= maxSlugLength ? kept + letter : kept,
    "",
  );
}
