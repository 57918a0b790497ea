import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { opening, openSmallShop, type SmallShop } from "../testing/small_shop.ts";
import { changesKeptMs, pruneChanges } from "./prune_changes.ts";

describe("pruneChanges", () => {
  let shop: SmallShop;
  before(async () => void (shop = await openSmallShop()));
  after(() => shop.close());

  it("forgets what is older than 7 days, never the version", async () => {
    const touch = (at: number, tag: string) =>
      shop.write(at, (w) => {
        w.touch(tag);
        return Promise.resolve();
      });
    await touch(opening + 1000, "home:1");
    const version = await shop.version();
    expect(await pruneChanges(shop.catalog, opening + changesKeptMs)).toBe(0);
    expect(await pruneChanges(shop.catalog, opening + changesKeptMs + 1)).toBe(version - 1);
    expect(await shop.tagsAfter(0)).toEqual(["home:1"]);
    expect(await pruneChanges(shop.catalog, opening + 9 * changesKeptMs)).toBe(0);
    expect(await shop.version()).toBe(version);
    await touch(opening + 2000, "home:2");
    expect(await shop.version()).toBe(version + 1);
  });
});
