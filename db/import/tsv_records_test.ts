import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import type { BrokenRecord, FeedRecord } from "./feed_records.ts";
import { readTsv } from "./tsv_records.ts";

async function* chunks(text: string, size = 7): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function read(text: string | AsyncIterable<string>, maxLength?: number) {
  const feed = readTsv(typeof text === "string" ? chunks(text) : text, maxLength);
  const records: (FeedRecord | BrokenRecord)[] = [];
  for await (const some of feed.records) records.push(...some);
  return { records, columns: [...feed.columns], unused: [...feed.unused], cutOffAt: feed.cutOffAt };
}

const head = "id\ttitle\tdescription\tprice\n";

describe("a feed of tab-separated values", () => {
  it("reads fields by the names of the first line, in any case and under other names", async () => {
    const { records, columns, unused } = await read(
      "G:ID\tTitle\tProduct Type\tprice\tEAN\tImage Link\n1\tOak chair\tChairs\t5 USD\t96385074\thttp://x\n",
    );
    expect(records).toEqual([{
      line: 2,
      fields: { id: "1", title: "Oak chair", product_type: "Chairs", price: "5 USD", gtin: "96385074" },
      details: [],
    }]);
    expect(columns).toEqual(["id", "title", "product_type", "price", "gtin"]);
    expect(unused).toEqual(["Image Link"]);
  });

  for (
    const [what, end, line] of [
      ["a line break", "2\tcup\tred\t6 USD\n", null],
      ["all fields and no line break", "2\tcup\tred\t6 USD", null],
      ["an empty last field and no line break", "2\tcup\tred\t", null],
      ["too few fields and a line break", "2\tcup\n", null],
      ["too few fields and no line break", "2\tcup\tre", 3],
      ["a part of the first field", "2", 3],
      ["a quote that is not closed", '2\t"cup', 3],
      ["a quote that is not closed in a line of its own", '2\t"two\nlines', 4],
    ] as const
  ) {
    it(`tells whether it is cut off when it ends with ${what}`, async () => {
      for (const size of [1, 7, 1000]) {
        expect((await read(chunks(`${head}1\tcup\tblue\t5 USD\n${end}`, size))).cutOffAt).toBe(line);
      }
    });
  }

  it("reads quotes, tabs and line breaks inside of quoted fields, and counts lines", async () => {
    const { records } = await read(
      `${head}1\t"17"" screen"\t"two\nlines,\tone tab"\t5 USD\r\n2\tTV 17" flat\t"closed" here\t6 USD`,
    );
    expect(records).toEqual([
      {
        line: 2,
        fields: { id: "1", title: '17" screen', description: "two\nlines,\tone tab", price: "5 USD" },
        details: [],
      },
      {
        line: 4,
        fields: { id: "2", title: 'TV 17" flat', description: "closed here", price: "6 USD" },
        details: [],
      },
    ]);
  });

  it("loses one line to a quote that was not meant as one", async () => {
    const { records } = await read(
      `${head}1\t"Best\tx\t5 USD\n2\tChair\tx\t6 USD\n3\t"Good" one\tx\t7 USD\n4\t"End\tx\t8 USD`,
    );
    expect(records).toEqual([
      { line: 2, reason: "a quote opens a field and is not closed where the field ends" },
      { line: 3, fields: { id: "2", title: "Chair", description: "x", price: "6 USD" }, details: [] },
      { line: 4, fields: { id: "3", title: "Good one", description: "x", price: "7 USD" }, details: [] },
      { line: 5, reason: "a quote opens a field and is not closed where the field ends" },
    ]);
  });

  it("refuses a row with more fields than names, takes one with fewer, passes over empty lines", async () => {
    const { records } = await read(`${head}1\ta\tb\t5 USD\tmore\n\n2\ta\n3\ta\tb\t5 USD\t\n`);
    expect(records).toEqual([
      { line: 2, reason: "it has 5 fields where the first line names 4" },
      { line: 4, fields: { id: "2", title: "a" }, details: [] },
      { line: 5, fields: { id: "3", title: "a", description: "b", price: "5 USD" }, details: [] },
    ]);
  });

  it("reads commas where there are no tabs", async () => {
    const { records } = await read('id,title,price\n1,"Chair, oak",5 USD\n');
    expect(records).toEqual([{
      line: 2,
      fields: { id: "1", title: "Chair, oak", price: "5 USD" },
      details: [],
    }]);
  });

  it("refuses a file whose first line does not name the columns", async () => {
    await expect(read("1\tChair\t5 USD\n")).rejects.toThrow(
      'feed-columns: the first line names no column "id"',
    );
    await expect(read("")).rejects.toThrow("feed-columns: the file is empty");
  });

  it("adds up repeated details", async () => {
    const { records } = await read(
      "id\ttitle\tprice\tproduct_detail\tproduct_detail\n1\tx\t1 USD\ta:b:c\td:e:f\n",
    );
    expect(records).toMatchObject([{ details: [["b", "c"], ["e", "f"]] }]);
  });

  it("reads back whatever is written by the rules, however it is cut into chunks", async () => {
    const field = fc.string({ unit: fc.constantFrom("a", "b", '"', "\t", "\n", " ", ",", "é", "\r\n") });
    await fc.assert(fc.asyncProperty(
      fc.array(fc.tuple(field, field), { maxLength: 8 }),
      fc.integer({ min: 1, max: 20 }),
      async (rows, size) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const text = head +
          rows.map(([title, description], i) => `${i}\t${quoted(title)}\t${quoted(description)}\t1 USD\n`)
            .join("");
        const { records } = await read(chunks(text, size));
        expect(
          records.map((one) =>
            "fields" in one ? [one.fields.title ?? "", one.fields.description ?? ""] : one
          ),
        )
          .toEqual(rows);
      },
    ));
  });

  it("passes over a row of a gigabyte without keeping it, and reads on", async () => {
    const block = "x".repeat(1024 * 1024);
    async function* giant() {
      yield `${head}1\ta\tb\t5 USD\n2\t`;
      for (let i = 0; i < 1024; i++) yield block;
      yield `\tb\t5 USD\n3\ta\tb\t5 USD\n`;
    }
    const before = Deno.memoryUsage().heapUsed;
    const { records } = await read(giant());
    expect(Deno.memoryUsage().heapUsed - before).toBeLessThan(200 * 1024 * 1024);
    expect(records.map((one) => "reason" in one ? `${one.line}: ${one.reason}` : one.line)).toEqual([
      2,
      "3: it is longer than 1048576 characters",
      4,
    ]);
  });

  it("finds its way out of a quoted field that never ends", async () => {
    async function* giant() {
      yield `${head}1\t"`;
      for (let i = 0; i < 400; i++) yield "words and words and words\n";
      yield "2\ta\tb\t5 USD\n";
    }
    const { records } = await read(giant(), 1000);
    expect(records[0]).toEqual({
      line: 2,
      reason: "a quote opens a field and is not closed where the field ends",
    });
    expect(records.at(-1)).toMatchObject({ line: 402, fields: { id: "2", title: "a" } });
  });
});
