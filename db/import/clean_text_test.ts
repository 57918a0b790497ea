import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { cleanLines, cleanWords } from "./clean_text.ts";
import { decodeEntities } from "./entities.ts";

describe("a feed's text", () => {
  it("has its character references read, once", () => {
    expect(decodeEntities("Salt &amp; pepper, 90&deg;, &#1057;&#x43e;&#x43A;, &eacute;&Eacute;&hellip;"))
      .toBe(
        "Salt & pepper, 90°, Сок, éÉ…",
      );
    expect(decodeEntities("&amp;amp; &amp;lt;")).toBe("&amp; &lt;");
    expect(decodeEntities("&#150; &#xD800;&#0;&#9999999; &nothing; R&D; AT&T &constructor;")).toBe(
      "–  &nothing; R&D; AT&T &constructor;",
    );
  });

  it("is one line where it is a title", () => {
    expect(cleanWords(" Fish&nbsp;&amp;\tchips ")).toBe("Fish & chips");
  });

  it("loses its markup, scripts and styles with all that is in them", () => {
    expect(
      cleanLines(
        "<style>p{color:red}</style><p>Oak &lt;b&gt;</p><SCRIPT>alert('<p>')</SCRIPT >Ash<!-- <i> -->",
      ),
    )
      .toBe("Oak <b>\nAsh");
    expect(cleanLines("Oak<script>alert(1)")).toBe("Oak");
  });

  it("is read from references where these are all its markup", () => {
    expect(
      cleanLines("&lt;p&gt;Fish &amp;amp; chips&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;&lt;br/&gt;Salt"),
    ).toBe(
      "Fish & chips\n\nSalt",
    );
    expect(cleanLines("3 &lt; 4 &amp; 5 &gt; 4\\n&deg;")).toBe("3 < 4 & 5 > 4\n°");
  });
});
