import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { ProductSet } from "../product_set.ts";
import { boundariesAhead, ListMemory, listMemoryStatements } from "./list_memory.ts";
import { prepareAll } from "./prepare.ts";
import type { Run } from "./statement.ts";
import { TestCatalog } from "./test_catalog.ts";

describe("what lists are made of, in memory", () => {
  let catalog: TestCatalog;
  let asked: string[];
  let isAnswered: boolean;
  let lists: ListMemory;

  beforeEach(() => {
    catalog = new TestCatalog();
    asked = [];
    isAnswered = true;
    const prepared = prepareAll(catalog.database, listMemoryStatements);
    const run = Object.fromEntries(
      Object.entries(prepared).map(([name, read]) => [name, (...params: never[]) => {
        asked.push(name);
        return (read as (...params: never[]) => unknown)(...params);
      }]),
    ) as Run<typeof listMemoryStatements>;
    lists = new ListMemory(run, (load, keep) => {
      const loaded = load();
      if (isAnswered) keep(loaded);
      return loaded;
    });
  });
  afterEach(() => catalog.close());

  it("is read once, many sets in few statements, and again when a tag names it", () => {
    const owners = Array.from({ length: 130 }, (_, at) => at + 1);
    for (const owner of owners) catalog.put("facet", owner, [owner, 9_000]);
    catalog.write("");
    const sizes = () => lists.sets("facet", owners).map((set) => [...set.values()]);
    expect(sizes()).toEqual(owners.map((owner) => [owner, 9_000]));
    expect(asked).toEqual(["productSets", "productSets", "productSets"]);
    catalog.put("facet", 7, [8]);
    catalog.write("");
    expect(sizes()[6]).toEqual([7, 9_000]);
    expect(asked).toHaveLength(3);
    lists.forget(["set:facet:7", "product:7"]);
    expect(sizes()[6]).toEqual([7, 8, 9_000]);
    expect(asked).toHaveLength(4);
    for (const [tag, statements] of [["lists", 7], ["set:facet:*", 10], ["set:market:*", 10]] as const) {
      lists.forget([tag]);
      sizes();
      expect(asked).toHaveLength(statements);
    }
  });

  it("knows that nothing is stored, too", () => {
    expect([lists.set("market", 9).size, lists.set("market", 9).size]).toEqual([0, 0]);
    expect(asked).toEqual(["productSets"]);
    expect([lists.keyOf("price", 1)(5), lists.keyOf("price", 1)(70_000), lists.keyOf("price", 1)(70_001)])
      .toEqual([0, 0, 0]);
    expect(asked).toEqual(["productSets", "sortKeys", "sortKeys"]);
  });

  it("keeps nothing of an answer that was not whole", () => {
    isAnswered = false;
    lists.set("market", 1);
    lists.countsAmong(ProductSet.of([1]));
    lists.keyOf("price", 1);
    isAnswered = true;
    lists.set("market", 1);
    lists.countsAmong(ProductSet.of([1]));
    lists.keyOf("price", 1);
    expect(asked).toEqual([
      "productSets",
      "productValues",
      "sortKeys",
      "productSets",
      "productValues",
      "sortKeys",
    ]);
  });

  it("tells the next boundaries whatever it was asked before", () => {
    catalog.product({ id: 1, texts: {}, variants: [] });
    for (let at = 1; at <= 3 * boundariesAhead; at++) {
      catalog.database.exec(`INSERT INTO price_boundaries (at, product_id) VALUES (${at}, 1)`);
    }
    const times = (now: number) => lists.boundariesAfter(now).map(([at]) => at);
    const run = (from: number, length: number) => Array.from({ length }, (_, at) => from + at);
    for (const now of [0, 3, 60, boundariesAhead + 1, 2, 2.5 * boundariesAhead]) {
      const left = 3 * boundariesAhead - Math.floor(now);
      expect(times(now)).toEqual(run(Math.floor(now) + 1, Math.min(left, boundariesAhead)));
    }
    expect(times(1_000)).toEqual([]);
    expect(asked.length).toBeLessThan(6);
  });
});
