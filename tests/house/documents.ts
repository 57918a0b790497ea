/** Checks of the documents: what they point at exists, and what must be written down is. */
import { posix } from "node:path";

/** Relative links of a Markdown text that lead nowhere. @param exists Whether a path from the root exists. */
export function brokenLinks(path: string, text: string, exists: (path: string) => boolean): string[] {
  return text.split("\n").flatMap((line, index) =>
    [...line.matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target]) => target!.replace(/#.*$/, ""))
      .filter((target) => target !== "" && !/^[a-z]+:/.test(target))
      .filter((target) => !exists(posix.normalize(posix.join(posix.dirname(path), target))))
      .map((target) => `${path}:${index + 1} links to ${target}, which does not exist`)
  );
}

/** Numbers missing, doubled or malformed among decision files named `0001-words-of-the-title.md`. */
export function misnumbered(names: readonly string[]): string[] {
  return [...names].sort().flatMap((name, index) => {
    const wanted = String(index + 1).padStart(4, "0");
    return new RegExp(`^${wanted}(-[a-z0-9]+)+\\.md$`).test(name)
      ? []
      : [`${name} stands where ${wanted}-… belongs`];
  });
}

/** The names that a document's tables list in their first column, as `` | `name` | ``. */
export function listedNames(text: string): string[] {
  return [...text.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name!);
}
