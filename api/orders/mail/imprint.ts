/** Who the shop is by law, out of its imprint page. */

/**
 * The page's first section, line by line, without its heading: by custom that says who publishes and where they live.
 *
 * @param markdown The page.
 */
export function publisherLines(markdown: string): string[] {
  const parts = markdown.split(/^#{1,6} .*$/m).map((part) => part.trim());
  const section = parts.slice(1).find((part) => part !== "") ?? parts[0]!;
  return section.split("\n").map(plain).filter((line) => line !== "");
}

/** A line of Markdown without its marks. */
function plain(line: string): string {
  return line.trim()
    .replace(/^(?:[-*+]|\d+\.)\s+/, "")
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/(\*\*|__|`)(.+?)\1/g, "$2")
    .replaceAll(/\\([!-/:-@[-`{-~])/g, "$1");
}
