/** A thing of schema.org: `@type` and its properties. */
export interface Thing {
  readonly "@type": string;
  readonly [property: string]: unknown;
}

/**
 * Structured data for search engines, all of a page's things in one graph.
 *
 * `<` is written as an escape, so that no text of the catalog can end the script element (HTML, section 4.12.1.3).
 */
export function JsonLd({ things }: { things: readonly Thing[] }) {
  const text = JSON.stringify({ "@context": "https://schema.org", "@graph": things });
  return (
    <script
      type="application/ld+json"
      dangerouslySetInnerHTML={{ __html: text.replaceAll("<", "\\u003c") }}
    />
  );
}
