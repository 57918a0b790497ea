/** `product_detail` as text: `Section:Name:Value`, several with commas between them. */
import type { Detail } from "./feed_records.ts";

/**
 * Reads a list of details. A part that holds a comma or a colon may stand in quotes, `""` in it for one; where
 * it does not, what has no colon belongs to the value before it. What has only one has no section.
 *
 * @example
 * ```ts
 * parseDetails("General:Weight:3460,Ports:Video:\"HDMI, VGA\""); // [["Weight", "3460"], ["Video", "HDMI, VGA"]]
 * parseDetails("General:Colour:Black, Silver"); // [["Colour", "Black, Silver"]]
 * ```
 */
export function parseDetails(text: string): Detail[] {
  if (text === "") return [];
  const found: [string, string][] = [];
  for (const parts of text.includes('"') ? splitQuoted(text) : text.split(",").map((one) => one.split(":"))) {
    if (parts.length === 1) {
      const last = found.at(-1);
      if (last && parts[0]!.trim() !== "") last[1] += `,${parts[0]}`;
      continue;
    }
    const [name = "", ...value] = parts.length === 2 ? parts : parts.slice(1);
    found.push([name, value.join(":")]);
  }
  return found;
}

/** Splits at commas, and each piece at colons, that stand in no quotes. A quote counts only where a part begins. */
function splitQuoted(text: string): string[][] {
  const items: string[][] = [];
  let parts: string[] = [];
  let at = 0;
  while (at <= text.length) {
    const { value, end } = readPart(text, at);
    parts.push(value);
    if (text[end] !== ":") {
      items.push(parts);
      parts = [];
    }
    at = end + 1;
  }
  return items;
}

function readPart(text: string, at: number): { readonly value: string; readonly end: number } {
  const quoted = /"((?:[^"]|"")*)"(?=[,:]|$)/y;
  quoted.lastIndex = at;
  const match = quoted.exec(text);
  if (match) return { value: match[1]!.replaceAll('""', '"'), end: at + match[0].length };
  const bare = /[^,:]*/y;
  bare.lastIndex = at;
  const value = bare.exec(text)![0];
  return { value, end: at + value.length };
}
