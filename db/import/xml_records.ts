/**
 * Feeds in XML, RSS 2.0 or Atom with Merchant Center's names, read in bounded memory.
 *
 * Each item is cut out and read by itself, so that one that is not well-formed costs no other. A file that ends
 * before its root element, or one of its items, is cut off: what is missing of it is not known.
 */
import { columnOf, type FeedColumn, isCanonical } from "./feed_columns.ts";
import { FeedError } from "./feed_error.ts";
import {
  type BrokenRecord,
  detached,
  type Detail,
  type FeedRecord,
  type FeedRecords,
  maxRecordLength,
} from "./feed_records.ts";
import { parseXmlItem } from "./xml_item.ts";

/** So many names of unused elements are kept. */
const maxUnused = 200;

/**
 * Reads the items of a feed.
 *
 * @throws {FeedError} `feed-format`, while the records are read, for a document type with entities of its own, a
 * file without a single item, or one that is cut off.
 */
export function readXml(text: AsyncIterable<string>, maxLength = maxRecordLength): FeedRecords {
  const columns = new Set<FeedColumn>();
  const unused = new Set<string>();
  // An element that is not closed is refused at once.
  return { columns, unused, cutOffAt: null, records: records() };

  async function* records() {
    let seen = 0;
    for await (const items of cutItems(text, maxLength)) {
      seen += items.length;
      if (items.length > 0) {
        yield items.map((item) => "reason" in item ? item : toRecord(item, columns, unused));
      }
    }
    if (seen === 0) throw new FeedError("feed-format", "the file holds no <item> and no <entry>");
  }
}

interface Item {
  readonly line: number;
  /** From its start tag to its end tag. */
  readonly xml: string;
  /** Prefixes of Merchant Center's namespace, e.g. `g`. */
  readonly prefixes: ReadonlySet<string>;
}

function toRecord(item: Item, columns: Set<FeedColumn>, unused: Set<string>): FeedRecord | BrokenRecord {
  const { line } = item;
  const parsed = parseXmlItem(item.xml);
  if ("reason" in parsed) return { line, reason: parsed.reason };
  const fields: Partial<Record<FeedColumn, string>> = {};
  const plain: Partial<Record<FeedColumn, string>> = {};
  const aliased: Partial<Record<FeedColumn, string>> = {};
  const details: Detail[] = [];
  for (const element of parsed.children) {
    const [prefix, name] = split(element.name);
    const isOurs = item.prefixes.has(prefix);
    const column = isOurs || prefix === "" ? columnOf(name) : null;
    if (column === null) {
      if (unused.size < maxUnused && !unused.has(element.name)) unused.add(detached(element.name));
      continue;
    }
    columns.add(column);
    if (column === "product_detail") {
      const part = (wanted: string) =>
        element.children.find((child) => split(child.name)[1] === wanted)?.text ?? "";
      details.push([part("attribute_name"), part("attribute_value")]);
    } else if (element.text !== "") {
      // RSS and Atom have titles and ids of their own: Merchant Center's go before them, other names last.
      (!isCanonical(name) ? aliased : isOurs ? fields : plain)[column] ??= element.text;
    }
  }
  return { line, fields: { ...aliased, ...plain, ...fields }, details };
}

function split(name: string): [prefix: string, name: string] {
  const colon = name.indexOf(":");
  return colon < 0 ? ["", name] : [name.slice(0, colon), name.slice(colon + 1)];
}

/** What a tag or a name may be cut into by the end of a chunk. */
const tail = 512;

async function* cutItems(
  text: AsyncIterable<string>,
  maxLength: number,
): AsyncGenerator<(Item | BrokenRecord)[]> {
  const prefixes = new Set<string>();
  let buffer = "";
  let line = 1;
  /** The name of the item that is being passed over, as it is too long. */
  let skipped: string | null = null;
  const root = new RootWatch();
  for await (const chunk of text) {
    buffer += chunk;
    yield drain();
  }
  const rest = /<(?:[\w.-]+:)?(?:item|entry)(?=[\s>/])/.exec(buffer);
  if (rest || skipped !== null) {
    throw cutOff(`inside of the item of line ${line + breaksIn(buffer, 0, rest?.index ?? 0)}`);
  }
  root.pass(buffer);
  if (root.isOpen) throw cutOff(`before </${root.name}>`);

  function drain(): (Item | BrokenRecord)[] {
    const found: (Item | BrokenRecord)[] = [];
    let at = 0;
    for (;;) {
      if (skipped !== null) {
        const end = endOf(buffer, at, skipped);
        if (end === null) {
          at = pass(at, Math.max(at, buffer.length - tail));
          break;
        }
        at = pass(at, end);
        skipped = null;
      }
      const mark = /<!--|<!\[CDATA\[|<!DOCTYPE|<((?:[\w.-]+:)?(?:item|entry))(?=[\s>/])/g;
      mark.lastIndex = at;
      const match = mark.exec(buffer);
      const before = match?.index ?? Math.max(at, buffer.length - tail);
      notePrefixes(buffer.slice(Math.max(0, at - tail), before));
      root.pass(buffer.slice(at, before));
      at = pass(at, before);
      if (!match) break;
      const name = match[1];
      if (name === undefined) {
        const end = endOfMarkup(buffer, at, match[0]);
        if (end === null) {
          if (buffer.length - at > maxLength) {
            throw new FeedError("feed-format", `line ${line}: "${match[0]}" has no end`);
          }
          break;
        }
        at = pass(at, end);
        continue;
      }
      root.meetItem();
      const end = endOf(buffer, at + match[0].length, name);
      if ((end ?? buffer.length) - at > maxLength) {
        found.push({ line, reason: `it is longer than ${maxLength} characters` });
        skipped = name;
        continue;
      }
      if (end === null) break;
      const xml = buffer.slice(at, end);
      notePrefixes(xml.slice(0, xml.indexOf(">")));
      found.push({ line, xml, prefixes: prefixes.size > 0 ? prefixes : usual });
      at = pass(at, end);
    }
    buffer = buffer.slice(at);
    return found;
  }

  function pass(from: number, to: number): number {
    line += breaksIn(buffer, from, to);
    return to;
  }

  function notePrefixes(markup: string) {
    const declared = /xmlns:([\w.-]+)\s*=\s*["']https?:\/\/base\.google\.com\/ns\/1\.0\/?["']/g;
    for (const match of markup.matchAll(declared)) prefixes.add(detached(match[1]!));
  }
}

const usual: ReadonlySet<string> = new Set(["g"]);

/** Whether the element around the items has been closed, told from the markup that is no item. */
class RootWatch {
  /** What the root is called; null before it came, and where the items stand for themselves. */
  name: string | null = null;
  #hasBegun = false;
  #isClosed = false;
  #closing = /$^/;
  /** The end of what was passed: a tag may be cut in two. */
  #seen = "";

  get isOpen(): boolean {
    return this.name !== null && !this.#isClosed;
  }

  pass(markup: string): void {
    this.#seen = (this.#seen + markup).slice(-tail - markup.length);
    if (!this.#hasBegun) {
      const found = /<([^\s/>!?]+)(?=[\s/>])/.exec(this.#seen);
      if (found) {
        this.name = detached(found[1]!);
        this.#closing = endTag(this.name);
        this.#hasBegun = true;
      }
    }
    if (this.name !== null && this.#closing.test(this.#seen)) this.#isClosed = true;
    this.#seen = detached(this.#seen.slice(-tail));
  }

  meetItem(): void {
    this.#hasBegun = true;
  }
}

function endTag(name: string): RegExp {
  return new RegExp(`</${RegExp.escape(name)}\\s*>`);
}

function cutOff(where: string): FeedError {
  return new FeedError("feed-format", `the file is damaged or cut off: it ends ${where}`);
}

/** Behind the end tag of an item, or null; what stands in CDATA or a comment is no tag. */
function endOf(text: string, from: number, name: string): number | null {
  const marks = new RegExp(`<!\\[CDATA\\[|<!--|</${name.replaceAll(".", "\\.")}\\s*>`, "g");
  marks.lastIndex = from;
  for (;;) {
    const match = marks.exec(text);
    if (!match) return null;
    if (match[0].startsWith("</")) return match.index + match[0].length;
    const end = endOfMarkup(text, match.index, match[0]);
    if (end === null) return null;
    marks.lastIndex = end;
  }
}

/** Behind a comment, a CDATA section or a document type that begins at a place, or null. */
function endOfMarkup(text: string, at: number, opening: string): number | null {
  const closing = opening === "<!--" ? "-->" : opening === "<![CDATA[" ? "]]>" : ">";
  const end = text.indexOf(closing, at);
  if (end < 0) return null;
  if (opening === "<!DOCTYPE" && text.slice(at, end).includes("[")) {
    throw new FeedError(
      "feed-format",
      "the file brings a document type with declarations: wanted a plain feed",
    );
  }
  return end + closing.length;
}

function breaksIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let i = text.indexOf("\n", from); i >= 0 && i < to; i = text.indexOf("\n", i + 1)) count++;
  return count;
}
