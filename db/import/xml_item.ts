/** Reading one item of an XML feed: elements two deep with their text. */

/** An element. */
export interface XmlElement {
  readonly name: string;
  /** Its own text, trimmed. */
  readonly text: string;
  readonly children: readonly XmlElement[];
}

/** No item nests deeper. */
const maxDepth = 8;

/**
 * Reads one element with what is in it.
 *
 * @returns It, or the reason why it is not well-formed.
 */
export function parseXmlItem(xml: string): XmlElement | { readonly reason: string } {
  const token =
    /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<\/([^\s>]+)\s*>|<([^\s/>!?]+)((?:"[^"]*"|'[^']*'|[^>"'])*)>|([^<]+)/y;
  const root: Open = { name: "", text: "", children: [] };
  const open: Open[] = [root];
  while (token.lastIndex < xml.length) {
    const at = token.lastIndex;
    const match = token.exec(xml);
    const here = open.at(-1)!;
    if (!match) return { reason: `it is not well-formed XML at "${xml.slice(at, at + 30)}"` };
    const [, cdata, closed, opened, attributes = "", text] = match;
    if (cdata !== undefined) here.text += cdata;
    else if (text !== undefined) here.text += unescape(text);
    else if (opened !== undefined) {
      const element: Open = { name: opened, text: "", children: [] };
      here.children.push(element);
      if (!attributes.endsWith("/")) open.push(element);
      if (open.length > maxDepth) return { reason: `its elements nest deeper than ${maxDepth}` };
    } else if (closed !== undefined) {
      if (here.name !== closed) {
        return { reason: `it is not well-formed XML: <${here.name}> is closed by </${closed}>` };
      }
      here.text = here.text.trim();
      open.pop();
    }
  }
  const [element] = root.children;
  return element && open.length === 1
    ? element
    : { reason: "it is not well-formed XML: an element has no end" };
}

interface Open {
  readonly name: string;
  text: string;
  readonly children: Open[];
}

const named: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
};

/** Replaces character references; one that is unknown stays as it is written. */
function unescape(text: string): string {
  if (!text.includes("&")) return text;
  return text.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return named[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
    return code > 0x10ffff ? "\ufffd" : String.fromCodePoint(code);
  });
}
