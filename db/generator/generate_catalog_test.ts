import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { DatabaseSync } from "node:sqlite";
import { isGtin } from "../../commerce/gtin.ts";
import { isSlug } from "../../commerce/slug.ts";
import { generateCatalog } from "./generate_catalog.ts";
import type { GenerateError } from "./generation.ts";

const today = Date.UTC(2026, 10, 20);

describe("generated catalog", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await Deno.makeTempDir();
  });
  afterEach(() => Deno.remove(folder, { recursive: true }));

  const generate = (name: string, more: { skus?: number; seed?: number; onProgress?: () => void } = {}) =>
    generateCatalog({ path: `${folder}/${name}`, skus: 200, seed: 7, today, ...more });

  it("has the same content from the same arguments, and another from another seed", async () => {
    await generate("one.db");
    await generate("two.db");
    await generate("three.db", { seed: 8 });
    const one = await digest(`${folder}/one.db`);
    expect(await digest(`${folder}/two.db`)).toBe(one);
    expect(await digest(`${folder}/three.db`)).not.toBe(one);
  });

  it("is whole: as many SKUs as wanted, valid numbers, a text in every language, no row without its parent", async () => {
    await generate("catalog.db");
    read(`${folder}/catalog.db`, (all) => {
      expect(all("PRAGMA foreign_key_check")).toEqual([]);
      expect(all("SELECT count(*) AS n FROM variants")).toEqual([{ n: 200 }]);
      const sizes = all("SELECT count(*) AS n FROM variants GROUP BY product_id").map(({ n }) => Number(n));
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(2);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(12);
      for (const { gtin } of all("SELECT gtin FROM variants")) expect(isGtin(String(gtin))).toBe(true);
      for (const { slug } of all("SELECT slug FROM product_texts")) expect(isSlug(String(slug))).toBe(true);
      expect(all("SELECT DISTINCT count(*) AS n FROM product_texts GROUP BY product_id")).toEqual([{ n: 8 }]);
      expect(all("SELECT typeof(amount_minor) AS t FROM prices GROUP BY 1")).toEqual([{ t: "integer" }]);
    });
  });

  it("has prices of which one is in force at any moment, and a history that tells the same", async () => {
    await generate("catalog.db");
    read(`${folder}/catalog.db`, (all) => {
      const torn = all(`SELECT * FROM (SELECT variant_id, market_id, valid_from, valid_until,
          lag(valid_until) OVER w AS before, lead(valid_from) OVER w AS after
        FROM prices WINDOW w AS (PARTITION BY variant_id, market_id ORDER BY valid_from))
        WHERE valid_from <> coalesce(before, 0) OR valid_until IS NOT after`);
      expect(torn).toEqual([]);
      const untold = all(
        `SELECT p.* FROM prices p WHERE valid_from > 0 AND NOT EXISTS (SELECT 1 FROM price_history h
        WHERE h.variant_id = p.variant_id AND h.market_id = p.market_id AND h.valid_from = p.valid_from
          AND h.amount_minor = p.amount_minor)`,
      );
      expect(untold).toEqual([]);
      expect(
        all(
          `SELECT count(*) > 0 AS some FROM prices WHERE compare_at_minor > amount_minor AND valid_from > ${today}`,
        ),
      )
        .toEqual([{ some: 1 }]);
    });
  });

  it("is left as it is when it is there already", async () => {
    expect(await generate("catalog.db")).toBe(true);
    const { mtime } = await Deno.stat(`${folder}/catalog.db`);
    expect(await generate("catalog.db")).toBe(false);
    expect((await Deno.stat(`${folder}/catalog.db`)).mtime).toEqual(mtime);
  });

  it("does not overwrite another catalog, nor what is no catalog", async () => {
    await generate("catalog.db");
    expect(await nameOf(generate("catalog.db", { seed: 8 }))).toBe("not-empty");
    await Deno.writeTextFile(`${folder}/letter.db`, "Dear shopper,".repeat(100));
    expect(await nameOf(generate("letter.db"))).toBe("not-a-catalog");
    expect(await Deno.readTextFile(`${folder}/letter.db`)).toBe("Dear shopper,".repeat(100));
  });

  it("is not made where a shop is open, but where a killed one left its log", async () => {
    const db = new DatabaseSync(`${folder}/used.db`);
    db.exec("PRAGMA journal_mode = WAL; CREATE TABLE markets (id)");
    expect(await nameOf(generate("used.db"))).toBe("in-use");
    for (const [name, sql] of [["empty.db", ""], ["filled.db", "INSERT INTO markets VALUES (1)"]]) {
      db.exec(sql!);
      for (const end of ["", "-wal"]) {
        await Deno.copyFile(`${folder}/used.db${end}`, `${folder}/${name}${end}`);
      }
    }
    db.close();
    expect(await nameOf(generate("filled.db"))).toBe("not-empty");
    expect(await generate("empty.db")).toBe(true);
  });

  it("leaves nothing when it is stopped, and can be run again", async () => {
    for (const steps of [1, 2]) {
      let left = steps;
      const stopping = generate("catalog.db", {
        onProgress() {
          if (--left === 0) throw new Error("stopped");
        },
      });
      await expect(stopping).rejects.toThrow("stopped");
      expect(Array.from(Deno.readDirSync(folder))).toEqual([]);
    }
    expect(await generate("catalog.db")).toBe(true);
    expect(Array.from(Deno.readDirSync(folder), ({ name }) => name)).toEqual(["catalog.db"]);
  });

  it("is made by one process at a time", async () => {
    const [one, other] = [generate("catalog.db"), nameOf(generate("catalog.db"))];
    expect(await other).toBe("in-use");
    expect(await one).toBe(true);
  });
});

type Read = (sql: string) => Record<string, unknown>[];

function read(path: string, work: (all: Read) => void): void {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    work((sql) => db.prepare(sql).all().map((row) => ({ ...row })));
  } finally {
    db.close();
  }
}

/** A hash of all rows of all tables, in the order of their keys. */
async function digest(path: string): Promise<string> {
  const rows: string[] = [];
  read(path, (all) => {
    for (const { name } of all("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")) {
      const hex = (value: unknown) => value instanceof Uint8Array ? value.toHex() : value;
      const texts = all(`SELECT * FROM "${name}"`).map((row) => JSON.stringify(Object.values(row).map(hex)));
      rows.push(String(name), ...texts.sort());
    }
  });
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(rows.join("\n")));
  return new Uint8Array(hash).toHex();
}

async function nameOf(generating: Promise<boolean>): Promise<GenerateError["name"] | null> {
  return await generating.then(() => null, (error) => error.name);
}
