import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { renderToString } from "preact-render-to-string";
import { JsonLd } from "./json_ld.tsx";

describe("JsonLd", () => {
  it("is read back as it was given, and no text of it ends the script", () => {
    const name = "</script><script>alert(1)</script><!-- “Tove” & Co";
    const html = renderToString(<JsonLd things={[{ "@type": "Product", name }]} />);
    const body = /^<script type="application\/ld\+json">(.*)<\/script>$/s.exec(html)![1]!;
    expect(body).not.toContain("<");
    expect(JSON.parse(body)).toEqual({
      "@context": "https://schema.org",
      "@graph": [{ "@type": "Product", name }],
    });
  });
});
