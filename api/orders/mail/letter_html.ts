/**
 * A mail as HTML that mail programs show as it is meant: a table for the bill, styles on the elements themselves, no
 * picture and nothing else that would have to be fetched, so that nobody learns when it is read.
 */
import { escapeHtml } from "../../platform/html.ts";
import type { Letter, Link, Paragraph, Row } from "./letter.ts";

const ink = "#1c1b19", soft = "#67635c", line = "#e4dfd6", accent = "#8a4b2d";
const font = "font:16px/1.6 -apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif";

/** Dark where the reader's program is: its own colours are then turned, ours follow. */
const style = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){.paper,.sheet{background:#171614!important}.ink{color:#eceae6!important}
.soft{color:#a39f97!important}.line{border-color:#35332f!important}.link{color:#e0a184!important}}`;

export function letterHtml(letter: Letter): string {
  const { subject, language, direction, shop, body, foot } = letter;
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(subject)}</title>
<style>${style}</style>
</head>
<body class="paper" dir="${direction}" style="margin:0;background:#fdfcfa">
<div class="sheet ink" lang="${
    escapeHtml(language)
  }" dir="${direction}" style="max-width:36rem;margin:0 auto;padding:32px 20px;background:#fdfcfa;color:${ink};${font}">
<p style="margin:0 0 32px;font-size:20px;letter-spacing:.02em"><bdi>${escapeHtml(shop)}</bdi></p>
${body.map(toHtml).join("\n")}
<div class="line soft" style="margin-top:40px;padding-top:16px;border-top:1px solid ${line};font-size:13px;color:${soft}">
${foot.map(toHtml).join("\n")}
</div>
</div>
</body>
</html>
`;
}

function toHtml(paragraph: Paragraph): string {
  switch (paragraph.kind) {
    case "title":
      return `<h1 style="margin:0 0 16px;font-size:24px;line-height:1.3;font-weight:600">${
        escapeHtml(paragraph.text)
      }</h1>`;
    case "heading":
      return `<h2 style="margin:28px 0 4px;font-size:16px;font-weight:600">${
        escapeHtml(paragraph.text)
      }</h2>`;
    case "text":
      return `<p style="margin:0 0 12px">${escapeHtml(paragraph.text)}</p>`;
    case "fine":
      return `<p class="soft" style="margin:0 0 12px;font-size:13px;color:${soft}">${
        escapeHtml(paragraph.text)
      }</p>`;
    case "button":
      return `<p style="margin:24px 0"><a href="${
        escapeHtml(paragraph.link.url)
      }" target="_blank" rel="noopener" style="display:inline-block;padding:12px 22px;border-radius:8px;background:${accent};color:#ffffff;text-decoration:none;font-weight:600">${
        escapeHtml(paragraph.link.label)
      }</a></p>`;
    case "links":
      return `<p style="margin:0 0 12px">${paragraph.links.map(toAnchor).join(" · ")}</p>`;
    case "lines":
      return `<p style="margin:0 0 12px">${
        paragraph.lines.map((each) => `<bdi>${escapeHtml(each)}</bdi>`).join("<br>")
      }</p>`;
    case "rows":
      return `<table style="width:100%;margin:8px 0 16px;border-collapse:collapse;${font}"><tbody>
${paragraph.rows.map(toRow).join("\n")}
</tbody></table>`;
  }
}

function toAnchor({ label, url }: Link): string {
  return `<a class="link" href="${
    escapeHtml(url)
  }" target="_blank" rel="noopener" style="color:${accent}"><bdi>${escapeHtml(label)}</bdi></a>`;
}

function toRow({ label, notes, amount, weight }: Row): string {
  const words = weight === "strong" ? "font-weight:600" : weight === "weak" ? `color:${soft}` : "";
  const cell = `class="line${
    weight === "weak" ? " soft" : ""
  }" style="padding:8px 0;border-bottom:1px solid ${line};vertical-align:top;${words}"`;
  const small = notes.map((note) =>
    `<br><span class="soft" style="font-size:13px;font-weight:400;color:${soft}"><bdi>${
      escapeHtml(note)
    }</bdi></span>`
  );
  return `<tr><th scope="row" align="start" ${
    cell.replace('style="', 'style="text-align:start;font-weight:400;')
  }>${escapeHtml(label)}${small.join("")}</th><td align="end" ${
    cell.replace('style="', 'style="text-align:end;white-space:nowrap;')
  }>${escapeHtml(amount)}</td></tr>`;
}
