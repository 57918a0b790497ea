/** A mail as plain text. */
import type { Letter, Paragraph, Row } from "./letter.ts";

/** Lines end with a line feed; none is folded. */
export function letterText({ body, foot, shop }: Letter): string {
  return `${shop}\n\n${joined(body)}-- \n${joined(foot).trimEnd()}\n`;
}

/** A heading stands right above what it heads. */
function joined(paragraphs: readonly Paragraph[]): string {
  return paragraphs.map((each) => `${toText(each)}${each.kind === "heading" ? "\n" : "\n\n"}`).join("");
}

function toText(paragraph: Paragraph): string {
  switch (paragraph.kind) {
    case "title":
    case "heading":
    case "text":
    case "fine":
      return paragraph.text;
    case "button":
      return `${paragraph.link.label}:\n${paragraph.link.url}`;
    case "links":
      return paragraph.links.map(({ label, url }) => `${label}: ${url}`).join("\n");
    case "lines":
      return paragraph.lines.join("\n");
    case "rows":
      return paragraph.rows.map(toRow).join("\n");
  }
}

function toRow({ label, notes, amount }: Row): string {
  return [`${label}: ${amount}`, ...notes.map((note) => `  ${note}`)].join("\n");
}
