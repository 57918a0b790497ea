import { JsonData } from "./json_data.tsx";

/** A thing of schema.org: `@type` and its properties. */
export interface Thing {
  readonly "@type": string;
  readonly [property: string]: unknown;
}

/** Structured data for search engines, all of a page's things in one graph. */
export function JsonLd({ things }: { things: readonly Thing[] }) {
  return (
    <JsonData
      type="application/ld+json"
      data={{ "@context": "https://schema.org", "@graph": things }}
    />
  );
}
