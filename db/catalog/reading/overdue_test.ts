import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import type { ListQuery, SortOrder } from "../../../commerce/catalog_view.ts";
import { now, scopeOf, TestCatalog } from "./test_catalog.ts";

const query: ListQuery = {
  category: null,
  text: null,
  facets: {},
  sort: "price-asc",
  cursor: null,
  limit: 24,
};
const hour = 3_600_000;
const later = now + hour;

describe("lists at the boundaries of price windows, the API being away", () => {
  let catalog: TestCatalog;

  beforeEach(() => {
    catalog = new TestCatalog();
    for (const [id, amount] of [[1, 100], [2, 200], [3, 300], [4, 400]] as const) {
      catalog.product({
        id,
        popularity: id,
        texts: { fr: `Chaise ${id}` },
        attributes: ["oak"],
        variants: [{ sku: `S${id}`, prices: [{ amount }] }],
      });
    }
  });
  afterEach(() => catalog.close());

  /** A product whose prices are others from `later` on, as the API would plan it. */
  function planned(id: number, prices: { from?: number; until?: number; amount: number }[], category = 2) {
    catalog.product({
      id,
      category,
      popularity: id,
      texts: { fr: `Chaise ${id}` },
      attributes: ["oak"],
      variants: [{ sku: `S${id}`, prices }],
    });
    catalog.write(`INSERT INTO price_boundaries (at, product_id) VALUES (${later}, ${id})`);
  }

  async function ids(at: number, sort: SortOrder, more: Partial<ListQuery> = {}) {
    const shown: string[] = [];
    let cursor: string | null = null;
    do {
      const read = await catalog.reader.category({ ...scopeOf("fr-fr"), now: at }, {
        ...query,
        ...more,
        sort,
        cursor,
        category: "sieges",
      });
      if (read === null || "movedTo" in read) throw new Error("no such category");
      shown.push(...read.value.list.cards.map(({ id }) => id));
      cursor = read.value.list.nextCursor;
    } while (cursor !== null);
    return shown.map((id) => Number(id.slice(4)));
  }

  it("are in order from the instant on, whatever the size of their pages", async () => {
    planned(5, [{ amount: 500, until: later }, { amount: 250, from: later }]);
    planned(6, [{ amount: 150, until: later }, { amount: 350, from: later }]);
    for (const limit of [1, 2, 3, 24]) {
      expect(await ids(later - 1, "price-asc", { limit })).toEqual([1, 6, 2, 3, 4, 5]);
      expect(await ids(later, "price-asc", { limit })).toEqual([1, 2, 5, 3, 6, 4]);
      expect(await ids(later, "price-desc", { limit })).toEqual([4, 6, 3, 5, 2, 1]);
      expect(await ids(later, "popular", { limit })).toEqual([6, 5, 4, 3, 2, 1]);
      expect(await ids(later, "price-asc", { limit, facets: { material: ["oak"] } })).toEqual([
        1,
        2,
        5,
        3,
        6,
        4,
      ]);
      expect(await ids(later, "price-asc", { limit, facets: { material: ["steel"] } })).toEqual([]);
    }
    const { value } = await catalog.reader.search({ ...scopeOf("fr-fr"), now: later }, {
      ...query,
      text: "chaise",
    });
    expect(value.list.cards.map(({ id }) => id)).toEqual([1, 2, 5, 3, 6, 4].map((id) => `prd_${id}`));
  });

  it("show what comes on sale, and no longer what goes off", async () => {
    planned(5, [{ amount: 150, from: later }]);
    planned(6, [{ amount: 150, until: later }]);
    planned(7, [{ amount: 150, from: later }], 4);
    expect(await ids(later - 1, "price-asc")).toEqual([1, 6, 2, 3, 4]);
    expect(await ids(later, "price-asc")).toEqual([1, 5, 2, 3, 4]);
  });

  it("hold until the next boundary of a product that is in them, or may come", async () => {
    const until = async (category: string) => {
      const read = await catalog.reader.category(scopeOf("fr-fr"), {
        ...query,
        category,
        limit: 1,
      });
      return read === null || "movedTo" in read ? undefined : read.validUntil;
    };
    expect(await until("sieges")).toBe(null);
    planned(6, [{ amount: 500, until: later }, { amount: 50, from: later }]);
    expect(await until("sieges")).toBe(later);
    expect(await until("luminaires")).toBe(null);
    planned(7, [{ amount: 50, from: later }], 4);
    expect(await until("luminaires")).toBe(later);
  });

  it("hold no longer than is looked ahead where very many boundaries come", async () => {
    for (let i = 0; i < 250; i++) {
      catalog.write(`INSERT INTO price_boundaries (at, product_id) VALUES (${later + i}, 1)`);
    }
    const read = await catalog.reader.category(scopeOf("fr-fr"), { ...query, category: "luminaires" });
    expect(read === null || "movedTo" in read ? null : read.validUntil).toBe(later + 99);
  });
});
