/**
 * A data block: JSON that stands in the page and is never run, so that the content security policy has no say in it.
 *
 * `<` is written as an escape, so that no text of the catalog can end the script element (HTML, section 4.12.1.3).
 */
export function JsonData(
  { type, data }: { type: "application/json" | "application/ld+json"; data: unknown },
) {
  return (
    <script
      type={type}
      dangerouslySetInnerHTML={{ __html: JSON.stringify(data).replaceAll("<", "\\u003c") }}
    />
  );
}
