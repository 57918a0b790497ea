import type { ComponentChildren } from "preact";
import type { Language } from "../../commerce/catalog_view.ts";

/** The whole HTML document, without its doctype, which the edge writes. Needs nothing of the catalog. */
export function Document({ language, title, styles, head, children }: {
  language: Language;
  title: string;
  /** All styles; the CSP names their hash. */
  styles: string;
  head?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <html lang={language.tag} dir={language.direction}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: styles }} />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#faf8f4" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#191714" media="(prefers-color-scheme: dark)" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        {head}
      </head>
      <body>{children}</body>
    </html>
  );
}
