/**
 * Feeds of tab-separated (or comma-separated) values, quoted as in RFC 4180, read in bounded memory.
 *
 * Real feeds are not always quoted as they should be. A field that opens with a quote and makes no sense with what
 * follows costs one line: that line is refused, and reading goes on behind it.
 */
import { columnOf, type FeedColumn, isCanonical } from "./feed_columns.ts";
import { FeedError } from "./feed_error.ts";
import {
  type BrokenRecord,
  detached,
  type FeedRecord,
  type FeedRecords,
  maxRecordLength,
} from "./feed_records.ts";
import { parseDetails } from "./details.ts";

/**
 * Reads the records of a feed; its first line names the columns.
 *
 * @throws {FeedError} `feed-columns`, while the records are read, when the first line lacks one that is needed.
 */
export function readTsv(text: AsyncIterable<string>, maxLength = maxRecordLength): FeedRecords {
  const columns = new Set<FeedColumn>();
  const unused = new Set<string>();
  let cutOffAt: number | null = null;
  return {
    columns,
    unused,
    get cutOffAt() {
      return cutOffAt;
    },
    records: records(),
  };

  async function* records() {
    let places: readonly (FeedColumn | null)[] | null = null;
    for await (const lines of splitRecords(text, maxLength)) {
      const found: (FeedRecord | BrokenRecord)[] = [];
      for (const one of lines) {
        if (one.isCutOff) cutOffAt = one.line;
        if ("reason" in one) found.push({ line: one.line, reason: one.reason });
        else if (places === null) {
          places = readHeader(one.values);
          for (const [i, name] of one.values.entries()) {
            const place = places[i];
            if (place) columns.add(place);
            else if (name.trim() !== "") unused.add(detached(name.trim()).slice(0, 80));
          }
        } else found.push(toRecord(one, places));
      }
      if (found.length > 0) yield found;
    }
    if (places === null) {
      throw new FeedError("feed-columns", "the file is empty: wanted a line that names columns");
    }
  }
}

function readHeader(names: readonly string[]): (FeedColumn | null)[] {
  const canonical = new Set(names.filter(isCanonical).map(columnOf));
  const places = names.map((name) => {
    const column = columnOf(name);
    return column !== null && canonical.has(column) && !isCanonical(name) ? null : column;
  });
  for (const wanted of ["id", "title", "price"] as const) {
    if (!places.includes(wanted)) {
      throw new FeedError(
        "feed-columns",
        `the first line names no column "${wanted}": it reads "${names.join(" ").slice(0, 120)}"`,
      );
    }
  }
  return places;
}

function toRecord({ line, values }: Line, places: readonly (FeedColumn | null)[]): FeedRecord | BrokenRecord {
  if (values.length > places.length && values.slice(places.length).some((value) => value.trim() !== "")) {
    return { line, reason: `it has ${values.length} fields where the first line names ${places.length}` };
  }
  const fields: Partial<Record<FeedColumn, string>> = {};
  let details = "";
  for (let i = 0; i < places.length && i < values.length; i++) {
    const column = places[i]!;
    const value = values[i]!;
    if (column === null || value === "") continue;
    // A repeated column: details add up, of all others the first counts.
    if (column === "product_detail") details = details === "" ? value : `${details},${value}`;
    else fields[column] ??= value;
  }
  return { line, fields, details: parseDetails(details) };
}

interface Line {
  readonly line: number;
  readonly values: readonly string[];
  /** The text ends within it. */
  readonly isCutOff: boolean;
}

type BrokenLine = BrokenRecord & Pick<Line, "isCutOff">;

const newline = 10, quote = 34;

async function* splitRecords(
  text: AsyncIterable<string>,
  maxLength: number,
): AsyncGenerator<(Line | BrokenLine)[]> {
  let buffer = "";
  let line = 1;
  let delimiter = 0;
  let width = 0;
  /** Inside a line that is too long, up to its end. */
  let skipping = false;
  for await (const chunk of text) {
    buffer = buffer === "" ? chunk : buffer + chunk;
    yield drain(false);
  }
  yield drain(true);

  function drain(isLast: boolean): (Line | BrokenLine)[] {
    const found: (Line | BrokenLine)[] = [];
    let at = 0;
    if (skipping) {
      const end = buffer.indexOf("\n");
      if (end < 0) {
        buffer = "";
        return found;
      }
      skipping = false;
      line++;
      at = end + 1;
    }
    while (at < buffer.length) {
      if (delimiter === 0) {
        const end = buffer.indexOf("\n", at);
        if (end < 0 && !isLast && buffer.length <= maxLength) break;
        delimiter = buffer.slice(at, end < 0 ? undefined : end).includes("\t") ? 9 : 44;
      }
      const one = scan(buffer, at, delimiter, isLast);
      // A quote that was never meant as one: what it swallows makes no record.
      const isSense = typeof one === "object" &&
        (one.breaks === 0 || width === 0 || (one.isClean && one.values.length === width));
      const end = typeof one === "object" ? one.end : buffer.length;
      if (one === "unfinished" && end - at <= maxLength) break;
      if (isSense && end - at <= maxLength) {
        if (one.values.length > 1 || one.values[0] !== "") {
          found.push({ line, values: one.values, isCutOff: one.isOpenEnded && one.values.length < width });
          if (width === 0) width = one.values.length;
        }
        line += one.breaks + 1;
        at = one.end;
        continue;
      }
      const lineEnd = buffer.indexOf("\n", at);
      const length = (lineEnd < 0 ? buffer.length : lineEnd) - at;
      found.push({
        line,
        reason: length > maxLength
          ? `it is longer than ${maxLength} characters`
          : "a quote opens a field and is not closed where the field ends",
        isCutOff: isLast && lineEnd < 0 && length <= maxLength,
      });
      if (lineEnd < 0) {
        skipping = true;
        at = buffer.length;
      } else {
        line++;
        at = lineEnd + 1;
      }
    }
    buffer = buffer.slice(at);
    return found;
  }
}

/** A record at a place. */
interface Scanned {
  readonly values: string[];
  /** Line breaks inside its fields. */
  readonly breaks: number;
  /** Whether every closing quote ends its field. */
  readonly isClean: boolean;
  /** Whether the text ends with it, without a line break. */
  readonly isOpenEnded: boolean;
  /** Behind it. */
  readonly end: number;
}

/** @param isLast Whether the text ends here: then a record needs no line break behind it. */
function scan(
  text: string,
  start: number,
  delimiter: number,
  isLast: boolean,
): Scanned | "unfinished" | "open" {
  const values: string[] = [];
  let breaks = 0;
  let isClean = true;
  let at = start;
  for (;;) {
    let quoted = "";
    if (text.charCodeAt(at) === quote) {
      let from = at + 1;
      for (;;) {
        const close = text.indexOf('"', from);
        if (close < 0 || (close + 1 >= text.length && !isLast)) return isLast ? "open" : "unfinished";
        if (text.charCodeAt(close + 1) !== quote) {
          quoted += text.slice(from, close);
          at = close + 1;
          break;
        }
        quoted += text.slice(from, close + 1);
        from = close + 2;
      }
      for (let i = quoted.indexOf("\n"); i >= 0; i = quoted.indexOf("\n", i + 1)) breaks++;
    }
    let stop = at;
    let code = text.charCodeAt(stop);
    while (code === code && code !== delimiter && code !== newline) code = text.charCodeAt(++stop);
    const isEnd = stop >= text.length;
    if (isEnd && !isLast) return "unfinished";
    let bare = text.slice(at, stop);
    if ((code === newline || isEnd) && bare.endsWith("\r")) bare = bare.slice(0, -1);
    if (quoted !== "" && bare !== "") isClean = false;
    values.push(quoted === "" ? bare : quoted + bare);
    at = stop + 1;
    if (isEnd || code === newline) {
      return { values, breaks, isClean, isOpenEnded: isEnd, end: isEnd ? stop : at };
    }
  }
}
