/** What all pages of the sandbox share: head, notice, security headers. */
import type { ComponentChildren, VNode } from "preact";
import { createHash } from "node:crypto";
import { renderToString } from "preact-render-to-string";
import type { Say } from "./messages.ts";
import { styles } from "./styles.ts";

const styleHash = createHash("sha256").update(styles).digest("base64");

/** A page around its main part. */
export function Document(
  { language, title, say, children }: {
    language: string;
    title: string;
    say: Say;
    children: ComponentChildren;
  },
): VNode {
  return (
    <html lang={language} dir={language === "ar" ? "rtl" : "ltr"}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <link rel="icon" href="data:," />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: styles }} />
      </head>
      <body>
        <header class="test">{say("test_mode")}</header>
        {children}
      </body>
    </html>
  );
}

/**
 * The page as an answer.
 *
 * @param leads Addresses that a form may lead to after it was sent; browsers hold redirects against the policy too.
 */
export function pageAnswer(page: VNode, status: number, leads: readonly string[]): Response {
  const targets = leads.map((address) => new URL(address).origin);
  return new Response(`<!DOCTYPE html>${renderToString(page)}`, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy": [
        "default-src 'none'",
        `style-src 'sha256-${styleHash}'`,
        "img-src data:",
        `form-action ${["'self'", ...new Set(targets)].join(" ")}`,
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ].join("; "),
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    },
  });
}
