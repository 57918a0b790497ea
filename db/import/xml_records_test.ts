import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import type { BrokenRecord, FeedRecord } from "./feed_records.ts";
import { readXml } from "./xml_records.ts";

async function* chunks(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function read(text: string | AsyncIterable<string>, size = 11, maxLength?: number) {
  const feed = readXml(typeof text === "string" ? chunks(text, size) : text, maxLength);
  const records: (FeedRecord | BrokenRecord)[] = [];
  for await (const some of feed.records) records.push(...some);
  return { records, columns: [...feed.columns], unused: [...feed.unused] };
}

const rss = `<?xml version="1.0"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title>
<item>
  <title>Ours &amp; theirs</title><g:id>A-1</g:id>
  <g:title><![CDATA[Chair </item> <b>oak</b>]]></g:title>
  <description>One &lt;p&gt;two&lt;/p&gt; &#233;</description>
  <link>https://x</link><g:price>5.00 USD</g:price><!-- </item> -->
  <g:product_detail><g:section_name>S</g:section_name><g:attribute_name>Legs</g:attribute_name>
    <g:attribute_value>4</g:attribute_value></g:product_detail>
  <g:product_detail><g:attribute_name>Wood</g:attribute_name><g:attribute_value>Oak</g:attribute_value></g:product_detail>
</item>
<item><g:id>A-2</g:id><g:title>Broken</g:item></item>
<item><g:id>A-3</g:id><g:title>Stool</g:title><g:price>6.00 USD</g:price></item>
</channel></rss>`;

describe("a feed in XML", () => {
  it("reads RSS with Merchant Center's names, however it is cut into chunks", async () => {
    for (const size of [1, 2, 3, 17, 4096]) {
      const { records, columns, unused } = await read(rss, size);
      expect(records).toEqual([
        {
          line: 3,
          fields: {
            title: "Chair </item> <b>oak</b>",
            description: "One <p>two</p> é",
            id: "A-1",
            price: "5.00 USD",
          },
          details: [["Legs", "4"], ["Wood", "Oak"]],
        },
        { line: 12, reason: "it is not well-formed XML: <g:title> is closed by </g:item>" },
        { line: 13, fields: { id: "A-3", title: "Stool", price: "6.00 USD" }, details: [] },
      ]);
      expect(columns).toEqual(["title", "id", "description", "price", "product_detail"]);
      expect(unused).toEqual(["link"]);
    }
  });

  it("reads Atom, and any prefix of the namespace", async () => {
    const { records } = await read(
      `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:m="http://base.google.com/ns/1.0"><entry>
        <title>Chair</title><link href="https://x"/><m:id>1</m:id><m:price>5 USD</m:price><x:brand>No</x:brand></entry></feed>`,
    );
    expect(records).toEqual([{ line: 1, fields: { title: "Chair", id: "1", price: "5 USD" }, details: [] }]);
  });

  it("refuses a document type with declarations, and a file without items", async () => {
    await expect(read('<!DOCTYPE x [<!ENTITY a "b">]><rss><item/></rss>')).rejects.toThrow("feed-format");
    await expect(read("<html></html>")).rejects.toThrow("feed-format: the file holds no <item>");
  });

  it("refuses a file that was cut off, wherever that was", async () => {
    const whole =
      "<rss>\n<channel>\n<item><g:id>1</g:id></item>\n<item><g:id>2</g:id></item>\n</channel>\n</rss>\n";
    for (let length = whole.indexOf("</item>") + 7; length < whole.length - "</rss>\n".length; length++) {
      for (const size of [3, 4096]) {
        await expect(read(whole.slice(0, length), size)).rejects.toThrow(
          /^feed-format: the file is damaged or cut off: it ends (inside of the item of line 4|before <\/rss>)$/,
        );
      }
    }
    expect((await read(whole)).records).toHaveLength(2);
    expect((await read(`${whole}<!-- ${"made by a cache ".repeat(100)} -->`)).records).toHaveLength(2);
  });

  it("refuses a file that ends inside of an item too long to be kept", async () => {
    await expect(read(`<rss>\n<item>${"x".repeat(9000)}`, 64, 4096)).rejects.toThrow(
      "ends inside of the item",
    );
  });

  it("takes items that stand for themselves", async () => {
    const { records } = await read("<item><id>1</id></item><item><id>2</id></item>");
    expect(records).toHaveLength(2);
  });

  it("takes the summary of an Atom entry for its description, where there is no better one", async () => {
    const entry = (more: string) => `<entry><summary>Short</summary><g:id>1</g:id>${more}</entry>`;
    const { records } = await read(
      `<feed>${entry("")}${entry("<g:description>Long</g:description>")}</feed>`,
    );
    expect(records).toEqual([
      { line: 1, fields: { id: "1", description: "Short" }, details: [] },
      { line: 1, fields: { id: "1", description: "Long" }, details: [] },
    ]);
  });

  it("passes over an item of a gigabyte without keeping it", async () => {
    const block = `${"x".repeat(1023)}\n`.repeat(1024);
    async function* giant() {
      yield "<rss><item><g:id>1</g:id></item><item><g:id>";
      for (let i = 0; i < 1024; i++) yield block;
      yield "</g:id></item><item><g:id>3</g:id></item></rss>";
    }
    const before = Deno.memoryUsage().heapUsed;
    const { records } = await read(giant());
    expect(Deno.memoryUsage().heapUsed - before).toBeLessThan(200 * 1024 * 1024);
    expect(records).toEqual([
      { line: 1, fields: { id: "1" }, details: [] },
      { line: 1, reason: "it is longer than 1048576 characters" },
      { line: 1 + 1024 * 1024, fields: { id: "3" }, details: [] },
    ]);
  });
});
