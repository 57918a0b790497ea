import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { chair } from "../catalog/testing/small_shop.ts";
import { createProduct } from "../catalog/writing/create_product.ts";
import { feedOf, type FeedShop, now, openFeedShop, shirts, stool } from "./testing/feed_shop.ts";

const dayMs = 86_400_000;

describe("what an import does not take, and what it misses", () => {
  let open: FeedShop;
  let shop: FeedShop["shop"];
  let run: FeedShop["run"];

  beforeEach(async () => {
    open = await openFeedShop();
    ({ shop, run } = open);
  });
  afterEach(() => open.close());

  it("lists rows it cannot take, and takes the others", async () => {
    const report = await run([
      { ...stool, price: "40 EUR" },
      stool,
      { ...stool, id: "ST-2", title: "" },
      { ...stool, id: "ST-3", gtin: "12" },
      ...shirts,
      { ...shirts[0]!, id: "SH-X" },
    ]);
    expect(report.rejected).toEqual([
      { line: 2, sku: "ST-1", reason: "price: it is in EUR, the market's is USD" },
      { line: 3, sku: "ST-1", reason: "id: line 2 has it, too" },
      { line: 4, sku: "ST-2", reason: "title: it is empty" },
      {
        line: 8,
        sku: "SH-X",
        reason: 'item_group_id: its colour, size, material and pattern are those of "SH-S"',
      },
    ]);
    expect(report).toMatchObject({ newVariants: 3, rejectedRows: 4, notedRows: 1 });
  });

  it("takes nothing out of sale for a file that was cut off", async () => {
    const item = (id: string) =>
      `<item><g:id>${id}</g:id><g:title>Cup</g:title><g:price>5 USD</g:price></item>`;
    const feed = `<rss><channel>${item("A")}${item("B")}${item("C")}</channel></rss>`;
    await run(feed);
    const version = await shop.version();
    for (
      const length of [feed.indexOf("C</g:id>") - 3, feed.indexOf("<item><g:id>C"), feed.indexOf("</rss>")]
    ) {
      const changed = feed.slice(0, length).replace("5 USD", "6 USD");
      await expect(run(changed, { archiveMissing: "few" })).rejects.toThrow(
        "feed-format: the file is damaged or cut off",
      );
    }
    expect(await shop.version()).toBe(version);
    expect(await shop.rows("SELECT DISTINCT amount_minor FROM prices")).toEqual([[500]]);
  });

  it("tells what vanished, takes it out of sale when asked, and back in when it returns", async () => {
    await run([stool, ...shirts]);
    const version = await shop.version();
    expect(await run([stool, shirts[0]!])).toMatchObject({ missing: 1, missingSkus: ["SH-M"], archived: 0 });
    // The title is what all rows begin with: of one row it is its own.
    expect(await run([shirts[0]!], { archiveMissing: "few" })).toMatchObject({ missing: 2, archived: 2 });
    expect(await shop.rows("SELECT variant_id FROM prices ORDER BY 1")).toEqual([[2]]);
    expect(await shop.rows("SELECT product_id FROM product_markets")).toEqual([[2]]);
    expect(await shop.tagsAfter(version)).toEqual(expect.arrayContaining(["product:1:1", "category:0:1"]));
    expect(await run([shirts[0]!], { archiveMissing: "few" })).toMatchObject({ missing: 0, archived: 0 });
    const back = await run([stool, ...shirts], { now: () => now + dayMs });
    expect(back).toMatchObject({ newVariants: 0, missing: 0 });
    expect(await shop.rows("SELECT variant_id, amount_minor, valid_from FROM prices ORDER BY 1")).toEqual([
      [1, 4000, now + dayMs],
      [2, 6000, 0],
      [3, 6000, now + dayMs],
    ]);
  });

  describe("that has much less than before", () => {
    const names = ["id", "title", "price"];
    const rows = Array.from(
      { length: 60 },
      (_, at) => ({ id: `C-${at}`, title: `Cup ${at}`, price: "5 USD" }),
    );
    const first = (count: number, more = "") => `${feedOf(rows.slice(0, count), names)}\n${more}`;
    const onSale = async () => (await shop.rows("SELECT count(*) FROM prices"))[0];
    beforeEach(async () => {
      await run(first(60));
    });

    it("takes a fifth of it out of sale, and for more than that writes nothing", async () => {
      const version = await shop.version();
      const changed = first(47).replace("5 USD", "6 USD");
      await expect(run(changed, { archiveMissing: "few" })).rejects.toThrow(
        "feed-shrunk: of 60 variants that earlier imports brought 13 are not in the file (21 %)",
      );
      expect([await shop.version(), await onSale()]).toEqual([version, [60]]);
      expect(await run(first(48), { archiveMissing: "few" })).toMatchObject({ missing: 12, archived: 12 });
      expect(await onSale()).toEqual([48]);
    });

    it("counts only what is still sold, and takes all out of sale when all is meant", async () => {
      expect(await run(first(48), { archiveMissing: "few" })).toMatchObject({ archived: 12 });
      // Ten of 48 are more than a fifth, and few.
      expect(await run(first(38), { archiveMissing: "few" })).toMatchObject({ archived: 10 });
      await expect(run(first(27), { archiveMissing: "few" })).rejects.toThrow("of 38 variants");
      expect(await run(first(27), { archiveMissing: "none" })).toMatchObject({ missing: 11, archived: 0 });
      expect(await run(first(27), { archiveMissing: "all" })).toMatchObject({ missing: 11, archived: 11 });
      expect(await onSale()).toEqual([27]);
    });

    it("is refused where it ends within its last line, however few are missing", async () => {
      const version = await shop.version();
      for (const archiveMissing of ["few", "all"] as const) {
        await expect(run(first(59, "C-59\tCup"), { archiveMissing })).rejects.toThrow(
          "feed-cut-off: the file ends within line 61",
        );
      }
      expect(await shop.version()).toBe(version);
      expect(await run(first(59, "C-59\tCup 59\t5 USD"), { archiveMissing: "few" })).toMatchObject({
        unchangedVariants: 60,
        archived: 0,
      });
    });
  });

  it("misses nothing of another source, and nothing that a merchant made", async () => {
    await shop.write(now, (w) => createProduct(w, chair()));
    await run([stool]);
    expect(await run(shirts, { source: "other" })).toMatchObject({ missing: 0 });
  });

  it("does not take a row whose variant is in a draft", async () => {
    await open.backoffice.batch([
      `INSERT INTO product_drafts (product_id, document) VALUES ('prd_1', '{}')`,
      `INSERT INTO draft_variants (variant_id, product_id, sku) VALUES ('var_1', 'prd_1', 'ST-1')`,
    ]);
    const report = await run([stool, ...shirts]);
    expect(report.rejected).toEqual([
      { line: 2, sku: "ST-1", reason: "id: the shop has it in a draft: publish or delete that first" },
    ]);
    expect(report.newVariants).toBe(2);
  });

  it("refuses a variant that cannot be told from one the feed does not know, and it alone", async () => {
    await run(shirts);
    await run([shirts[0]!]);
    const report = await run([shirts[0]!, { ...shirts[1]!, id: "SH-M2" }, stool]);
    expect(report.rejected.map(({ sku }) => sku)).toEqual(["SH-S", "SH-M2"]);
    expect(report.newVariants).toBe(1);
  });

  it("writes nothing of a file that it cannot read to its end, or in an unknown encoding", async () => {
    const version = await shop.version();
    const bytes = new TextEncoder().encode(feedOf([stool]) + "\n");
    const latin = new Uint8Array([...bytes, ...new TextEncoder().encode("X\tCaf"), 0xe9]);
    await Deno.writeFile(`${open.folder}/latin`, latin);
    await expect(run("", { path: `${open.folder}/latin` })).rejects.toThrow(
      "feed-encoding: line 3 is not UTF-8",
    );
    expect(await run("", { path: `${open.folder}/latin`, encoding: "windows-1252" })).toMatchObject({
      newVariants: 1,
      rejectedRows: 1,
    });
    expect(await shop.version()).toBeGreaterThan(version);
    await expect(run([stool], { market: "xx" })).rejects.toThrow('there is no market "xx"');
    await expect(run([stool], { language: "xx" })).rejects.toThrow('the shop does not speak "xx"');
  });
});
