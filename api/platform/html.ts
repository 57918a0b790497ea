/** Plain HTML pages that need no script and fit the strictest content security policy. */
import { createHash } from "node:crypto";
import type { Answer } from "./answer.ts";

const style = `
:root { color-scheme: light dark; --ink: light-dark(#1c1b19, #eceae6); --soft: light-dark(#67635c, #a39f97);
  --line: light-dark(#e4dfd6, #35332f); --paper: light-dark(#fdfcfa, #171614); --card: light-dark(#fff, #1f1e1b);
  --accent: light-dark(#8a4b2d, #e0a184); }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.6 system-ui, sans-serif }
main { max-width: 56rem; margin: 0 auto; padding: 3rem 1.25rem 6rem }
h1 { font-size: 2rem; line-height: 1.2; letter-spacing: -.02em; margin: 0 0 .5rem; text-wrap: balance }
h2 { margin: 3.5rem 0 1rem; font-size: 1.375rem; letter-spacing: -.01em }
h3 { margin: 0; font-size: 1rem; font-weight: 600 }
h4 { margin: 1.25rem 0 .25rem; font-size: .8125rem; color: var(--soft); font-weight: 600 }
p { margin: .25rem 0 .75rem; max-width: 44rem }
a { color: var(--accent); text-underline-offset: .2em }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 3px }
code { font: .875em/1.5 ui-monospace, monospace; overflow-wrap: anywhere }
nav ul { columns: 18rem; padding: 0; list-style: none } nav li { break-inside: avoid; padding: .125rem 0 }
.soft { color: var(--soft) }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; margin: 0 0 .75rem }
.card > summary, .card > .body { padding: .875rem 1.125rem }
.card > .body { border-top: 1px solid var(--line) }
summary { cursor: pointer; display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; list-style: none }
summary::-webkit-details-marker { display: none }
.method { font: 600 .75rem/1.6 ui-monospace, monospace; min-width: 4rem; color: var(--accent) }
ul.fields { margin: .25rem 0; padding-inline-start: 1rem; border-inline-start: 1px solid var(--line); list-style: none }
ul.fields li { padding: .125rem 0 }
`;

/** Allows the page its own styles, by their hash, and nothing else. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Makes a text safe to stand in HTML, in attributes too. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/**
 * A whole page as an answer.
 *
 * @param title Plain text.
 * @param body HTML, escaped by its maker.
 */
export function htmlPage(title: string, body: string): Answer {
  return {
    status: 200,
    body: `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "public, max-age=300",
      "content-security-policy": policy,
      "referrer-policy": "no-referrer",
    },
  };
}
