import { beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import type { CatalogReader, Changes, Scope } from "../commerce/catalog_reader.ts";
import { type CatalogSource, SwitchingReader } from "./switching_reader.ts";

class Damage extends Error {}

/** A source whose pages are its name, and that can be made to wait, to fail, and to change. */
class FakeSource implements CatalogSource {
  isClosed = false;
  opened = 0;
  error: Error | null = null;
  gate: Promise<void> | null = null;
  mayHaveChanged = false;

  constructor(readonly name: string, public version: number) {}

  open(): CatalogReader {
    this.opened++;
    this.isClosed = false;
    const reader: Partial<CatalogReader> = {
      mayHaveChanged: () => this.mayHaveChanged,
      changesSince: (version): Promise<Changes> => {
        if (this.error) return Promise.reject(this.error);
        return Promise.resolve({ version: this.version, tags: version < this.version ? ["home:1"] : [] });
      },
      original: async () => {
        await this.gate;
        if (this.isClosed) throw new Error("read of a closed source");
        if (this.error) throw this.error;
        return { object: this.name, contentType: "" };
      },
      home: async () => {
        await this.gate;
        return { value: this.name, tags: [], validUntil: null, version: this.version } as never;
      },
      close: () => {
        this.isClosed = true;
      },
    };
    return reader as CatalogReader;
  }
}

describe("a reader that changes its source", () => {
  let first: FakeSource;
  let second: FakeSource;
  let reserve: FakeSource;
  let damaged: string[];
  let switching: SwitchingReader;
  const isDamage = (error: unknown) => error instanceof Damage;
  const onDamage = (source: string) => void damaged.push(source);
  const read = async () => (await switching.reader.original("key"))?.object;

  beforeEach(() => {
    first = new FakeSource("first", 5);
    second = new FakeSource("second", 6);
    reserve = new FakeSource("reserve", 6);
    damaged = [];
    switching = new SwitchingReader({ isDamage, onDamage, reserve });
  });

  it("has nothing to read before it was given a source", async () => {
    await expect(read()).rejects.toThrow("there is no copy");
    expect([switching.source, switching.isUsable]).toEqual([null, false]);
    expect(switching.reader.mayHaveChanged()).toBe(false);
  });

  it("reads from the one it went to last, and tells the other as a change of everything", async () => {
    await switching.goTo(first);
    expect(await switching.reader.changesSince(-1)).toEqual({ version: 5, tags: null });
    expect(await switching.reader.changesSince(4)).toEqual({ version: 5, tags: ["home:1"] });
    expect(switching.reader.mayHaveChanged()).toBe(false);

    expect(await switching.goTo(second)).toBe(true);
    expect(switching.reader.mayHaveChanged()).toBe(true);
    expect(await switching.reader.changesSince(5)).toEqual({ version: 6, tags: null });
    expect(await read()).toBe("second");
    expect(first.isClosed).toBe(true);
  });

  it("tells everything as changed even when the other source has the same version", async () => {
    await switching.goTo(first);
    await switching.reader.changesSince(-1);
    await switching.goTo(new FakeSource("copy", 5));
    expect(await switching.reader.changesSince(5)).toEqual({ version: 5, tags: null });
  });

  it("does not go to a source that is older than what it has shown", async () => {
    await switching.goTo(first);
    await switching.reader.home({} as Scope);
    const older = new FakeSource("older", 4);
    expect(await switching.goTo(older)).toBe(false);
    expect([older.isClosed, await read()]).toEqual([true, "first"]);
    older.version = 5;
    expect(await switching.goTo(older)).toBe(true);
    expect(await read()).toBe("older");
  });

  it("closes a source when its last read has ended, and finishes that read on it", async () => {
    await switching.goTo(first);
    const gate = Promise.withResolvers<void>();
    first.gate = gate.promise;
    const [one, two] = [read(), read()];
    await switching.goTo(second);
    expect(first.isClosed).toBe(false);
    gate.resolve();
    expect(await Promise.all([one, two])).toEqual(["first", "first"]);
    expect(first.isClosed).toBe(true);
  });

  it("reads from the reserve when its source proves damaged, and says so once", async () => {
    await switching.goTo(first);
    first.error = new Damage();
    expect(await Promise.all([read(), read(), read()])).toEqual(["reserve", "reserve", "reserve"]);
    expect([damaged, reserve.opened]).toEqual([["first"], 1]);
    expect([switching.isOnReserve, switching.isUsable]).toEqual([true, true]);
    await switching.goTo(second);
    expect([await read(), reserve.isClosed]).toEqual(["second", true]);
  });

  it("fails as the damage does where there is no reserve, and is not usable", async () => {
    switching = new SwitchingReader({ isDamage, onDamage, reserve: null });
    await switching.goTo(first);
    first.error = new Damage("torn");
    await expect(read()).rejects.toThrow("torn");
    expect(switching.isUsable).toBe(false);
  });

  it("passes on every other failure, and stays where it is", async () => {
    await switching.goTo(first);
    first.error = new Error("no such place");
    await expect(read()).rejects.toThrow("no such place");
    expect([damaged, switching.source]).toEqual([[], "first"]);
  });

  it("stays where it is when the other source cannot be read", async () => {
    await switching.goTo(first);
    second.error = new Error("not a database");
    await expect(switching.goTo(second)).rejects.toThrow("not a database");
    expect([second.isClosed, await read()]).toEqual([true, "first"]);
  });

  it("does not take a reserve that is behind what was shown", async () => {
    await switching.goTo(first);
    await switching.reader.changesSince(-1);
    reserve.version = 4;
    first.error = new Damage("torn");
    await expect(read()).rejects.toThrow("torn");
    expect(switching.isUsable).toBe(false);
  });
});
