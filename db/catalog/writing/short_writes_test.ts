import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { LibsqlError } from "@libsql/client";
import { opening, openSmallShop, type SmallShop } from "../testing/small_shop.ts";
import { inShortWrites } from "./short_writes.ts";

describe("writing in short transactions", () => {
  let shop: SmallShop;
  beforeEach(async () => {
    shop = await openSmallShop();
  });
  afterEach(() => shop.close());

  /** What a write that fails as often as there are errors was asked to do. */
  async function shares(...errors: Error[]): Promise<number[]> {
    const asked: number[] = [];
    await inShortWrites(shop.catalog, opening, (_w, share) => {
      asked.push(share);
      const error = errors.shift();
      return error === undefined ? Promise.resolve(asked.length >= 3) : Promise.reject(error);
    }).catch((error) => asked.push(error.message));
    return asked;
  }

  it("does half as much after a transaction that a server ended", async () => {
    const ended = new Error("Failed query", { cause: new LibsqlError("timed out", "TRANSACTION_TIMEOUT") });
    // What is left when it was to be rolled back.
    const gone = new LibsqlError("cannot rollback - no transaction is active", "SQLITE_UNKNOWN");
    expect(await shares()).toEqual([1, 1, 1]);
    expect(await shares(ended)).toEqual([1, 0.5, 0.5]);
    expect(await shares(ended, gone, ended)).toEqual([1, 0.5, 0.25, 0.125]);
    expect(await shares(ended, ended, ended, ended)).toEqual([1, 0.5, 0.25, 0.125, "Failed query"]);
  });

  it("does nothing again that failed by itself", async () => {
    expect(await shares(new Error("wrong"))).toEqual([1, "wrong"]);
  });
});
