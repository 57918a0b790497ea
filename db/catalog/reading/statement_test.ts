import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { replicaStatements } from "./replica.ts";
import { TestCatalog } from "./test_catalog.ts";

let catalog: TestCatalog;
before(() => {
  catalog = new TestCatalog();
});
after(() => catalog.close());

/** Walks through what is small: the shop's own tables, or rows that a subquery has already limited. */
const walks = [
  "cardsAreMade: CONSTANT ROW",
  "logRange: CONSTANT ROW",
  "logRange: sqlite_sequence",
  "languages: languages",
  "markets: markets",
  "marketCountries: market_countries",
  "marketLanguages: ml",
  "priceLists: price_lists",
  "categories: c",
  "categoryAlts: categories",
  "attributes: a",
  "quoteMarket: (subquery-1)",
  "searchBeginnings: (subquery-1)",
  "searchIdentified: (subquery-2)",
  "informationSlugs: o",
  "informationAddresses: i",
];

describe("the statements", () => {
  it("walk through no large table", () => {
    const found = Object.entries(replicaStatements).flatMap(([name, { sql }]) =>
      catalog.database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all().flatMap(({ detail }) => {
        const scan = /^SCAN (.+?)( USING .*)?$/.exec(String(detail))?.[1];
        return scan === undefined || scan.includes("VIRTUAL TABLE") ? [] : [`${name}: ${scan}`];
      })
    );
    expect(found).toEqual(walks);
  });

  it("keep their plan whatever their limit is (see statement.ts)", () => {
    for (const { sql } of Object.values(replicaStatements)) expect(sql).not.toMatch(/(LIMIT|OFFSET) \?/);
  });
});
