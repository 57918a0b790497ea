/** What is the remote reader's own; what it has in common with the replica is in tests/reader_contract. */
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { type CatalogReader, CatalogUnavailableError } from "../../../commerce/catalog_reader.ts";
import { nastyCatalog } from "../../../tests/reader_contract/nasty_catalog.ts";
import { allProducts, page, seating } from "../../../tests/reader_contract/queries.ts";
import { serveCatalogFile } from "../../../tests/support/catalog_server.ts";
import { findSqld, type LibsqlServer } from "../../../tests/support/sqld.ts";
import { openRemote } from "./remote.ts";
import { scopeOf, type TestCatalog } from "./test_catalog.ts";

const sqld = await findSqld();
const french = scopeOf("fr-fr");

describe("the remote reader", { skip: "missing" in sqld ? sqld.missing : false }, () => {
  let catalog: TestCatalog;
  let server: LibsqlServer;
  let reader: CatalogReader;
  let trips: number;
  let time: number;
  let background: Promise<void>[];
  /** What happens to a batch on its way, where not simply its sending. */
  let link: (send: () => Promise<Response>, signal: AbortSignal) => Promise<Response>;
  /** Whether batches are sent without their deadline. */
  let isPatient: boolean;

  beforeEach(async () => {
    catalog = nastyCatalog();
    server = await serveCatalogFile({ sqld: "path" in sqld ? sqld.path : "", file: catalog.path });
    trips = time = 0;
    background = [];
    link = (send) => send();
    isPatient = false;
    reader = open();
  });
  afterEach(async () => {
    reader.close();
    await server.stop();
    catalog.close();
  });

  function open(deadlineMs = 5_000): CatalogReader {
    return openRemote({
      url: server.url,
      token: undefined,
      fetch: (request, init) => {
        trips++;
        return link(() => fetch(request, isPatient ? {} : init), init!.signal!);
      },
      now: () => time,
      deadlineMs,
      pollMs: 1_000,
      background: (work) => background.push(work),
    });
  }

  /** Round trips of a read. */
  async function tripsOf(read: () => Promise<unknown>): Promise<number> {
    const before = trips;
    await read();
    return trips - before;
  }

  const product = (slug = "chaise-alba") => reader.product(french, slug);
  const brands = async () => {
    const { value } = page(await product());
    return new Set([value.brand, ...value.related.map(({ brand }) => brand)]);
  };
  const rebrand = (brand: string) => catalog.write(`UPDATE products SET brand = '${brand}'`, "product:1");

  it("needs few round trips", async () => {
    expect(await tripsOf(product)).toBeLessThanOrEqual(5);
    expect(await tripsOf(product)).toBe(2);
    expect(await tripsOf(() => product("tabouret-101"))).toBe(3);
    expect(await tripsOf(() => reader.frame(french))).toBe(0);
    expect(await tripsOf(() => reader.category(french, seating))).toBeLessThanOrEqual(3);
    expect(await tripsOf(() => reader.search(french, { ...allProducts, text: "chaise" })))
      .toBeLessThanOrEqual(4);
    expect(await tripsOf(() => reader.basket(french, [{ ref: 1, quantity: 1 }]))).toBeLessThanOrEqual(2);
    expect(await tripsOf(() => reader.home(french))).toBeLessThanOrEqual(4);
    expect(await tripsOf(() => reader.home(french))).toBeLessThanOrEqual(3);
    const request = { skus: ["ALBA-SAND"], country: null };
    await reader.quoteView(french, request);
    expect(await tripsOf(() => reader.quoteView(french, request))).toBe(1);
  });

  it("answers from one version when the catalog changes between two batches", async () => {
    await product();
    const before = trips;
    link = (send) => {
      if (trips === before + 2) rebrand("Sund");
      return send();
    };
    expect([...await brands()]).toEqual(["Sund"]);
    // The second was of another version than the first: all was asked again, at once, and then what it led to.
    expect(trips - before).toBeLessThanOrEqual(5);
  });

  it("comes to an end though the catalog changes before every batch", async () => {
    await product();
    let last = "";
    link = (send) => {
      rebrand(last = `Sund ${trips}`);
      return send();
    };
    const before = trips;
    expect([...await brands()]).toEqual([last]);
    expect(trips - before).toBeLessThanOrEqual(4);
  });

  it("keeps nothing of a read that could not be finished", async () => {
    for (const failing of [1, 2, 3, 4, 5]) {
      reader.close();
      reader = open();
      const first = trips;
      link = (send) => trips === first + failing ? Promise.reject(new TypeError("cut")) : send();
      await product().catch((error) => expect(error).toBeInstanceOf(CatalogUnavailableError));
      link = (send) => send();
      const { value } = page(await product());
      expect([value.attributes.length, value.path.length, value.frame.categories.length]).toEqual([2, 2, 2]);
      expect((await reader.directory()).value.markets.length).toBe(3);
    }
  });

  it("reads many pages at once", async () => {
    const slugs = Array.from({ length: 30 }, (_, at) => `tabouret-${100 + at}`);
    let edits = 0;
    link = (send) => {
      if (trips % 20 === 0) rebrand(`Sund ${++edits}`);
      return send();
    };
    const pages = await Promise.all(slugs.map((slug) => product(slug)));
    for (const [at, read] of pages.entries()) {
      const { value, version } = page(read);
      expect([value.slug, value.related.length]).toEqual([slugs[at], 4]);
      // One edit is one version: its number is in the brand.
      const brand = version === 1 ? null : `Sund ${version - 1}`;
      expect(new Set([value.brand, ...value.related.slice(0, 2).map((card) => card.brand)])).toEqual(
        new Set([brand]),
      );
    }
    expect(edits).toBeGreaterThan(0);
  });

  it("uses no answer that was overtaken", async () => {
    await reader.changesSince(-1);
    await reader.sitemap(0, 10);
    expect(await tripsOf(() => reader.sitemap(0, 10))).toBe(1);
    const [arrived, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    link = async (send) => {
      const response = await send();
      arrived.resolve();
      await held.promise;
      return response;
    };
    const late = reader.sitemap(0, 10);
    await arrived.promise;
    link = (send) => send();
    catalog.write("UPDATE information_pages SET slug = 'conditions' WHERE id = 1", "information:1");
    expect((await reader.changesSince(1)).version).toBe(2);
    held.resolve();
    const { version, value } = await late;
    expect([version, value.entries.some(({ paths }) => paths["fr"] === "i/conditions")]).toEqual([2, true]);
    expect(reader.mayHaveChanged()).toBe(false);
  });

  it("gives up a batch at its deadline, and reads again when the server is back", async () => {
    reader = open(30);
    link = (_send, signal) =>
      new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    await expect(product()).rejects.toThrow(CatalogUnavailableError);
    expect(trips).toBe(1);
    link = (send) => send();
    reader.close();
    reader = open();
    expect(page(await product()).version).toBe(1);
  });

  it("refuses an answer that is none", async () => {
    for (const answer of [new Response("{}"), new Response("<html>", { status: 502 })]) {
      link = () => Promise.resolve(answer);
      await expect(product()).rejects.toThrow(CatalogUnavailableError);
    }
  });

  it("asks in parts what is too much for one answer", async () => {
    // A server sends at most 10 MB.
    catalog.write(
      `UPDATE category_texts SET description = printf('%.*c', 3500000, 'x') WHERE category_id < 3 AND language_id = 2;
      UPDATE navigation SET label = printf('%.*c', 3500000, 'y')`,
    );
    const { links } = (await reader.frame(french)).value;
    expect(links.map(({ label }) => label.length)).toEqual([3_500_000, 3_500_000]);
    expect(reader.mayHaveChanged()).toBe(true);
  });

  describe("asked for what is too much in one statement", () => {
    beforeEach(() => {
      // Of one language alone the categories' texts are 14 MB.
      catalog.write(
        "UPDATE category_texts SET description = printf('%.*c', 3500000, 'x') WHERE language_id = 2",
        "categories",
      );
    });
    const namesOf = (frame: Awaited<ReturnType<CatalogReader["frame"]>>) =>
      frame.value.categories.map(({ name }) => name);

    it("asks for some of its rows after the others", async () => {
      const frame = await reader.frame(french);
      expect([frame.version, namesOf(frame)]).toEqual([2, ["Luminaires", "Meubles"]]);
    });

    it("begins anew when the catalog changes between two parts", async () => {
      const whole = await tripsOf(() => reader.frame(french));
      // The last three are the parts: two rows, two rows, none.
      for (const [at, trip] of [whole - 2, whole - 1, whole].entries()) {
        reader.close();
        reader = open();
        const before = trips;
        link = (send) => {
          if (trips === before + trip) {
            catalog.write(
              `UPDATE category_texts SET name = 'Neuf ${at}' WHERE language_id = 2`,
              "categories",
            );
          }
          return send();
        };
        const frame = await reader.frame(french);
        expect([frame.version, ...namesOf(frame)]).toEqual([3 + at, `Neuf ${at}`, `Neuf ${at}`]);
      }
    });
  });

  it("gives up a read that takes three deadlines", async () => {
    reader.close();
    reader = open(20);
    isPatient = true;
    link = async (send, signal) => {
      const response = await send();
      while (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve));
      return response;
    };
    await expect(product()).rejects.toThrow("wanted all rows in 12 round trips, 4000 statements and 60 ms");
    expect(trips).toBeLessThanOrEqual(3);
  });

  const faults = {
    "hangs": (signal: AbortSignal) =>
      new Promise<Response>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
    "answers 500": () => Promise.resolve(new Response("broken", { status: 500 })),
    "is not there": () => Promise.reject(new TypeError("connection refused")),
  };
  for (const [what, fault] of Object.entries(faults)) {
    it(`leaves a server alone that ${what}, and sees it return`, async () => {
      await product();
      reader.close();
      reader = open(20);
      link = (_send, signal) => fault(signal);
      for (let tries = 0; tries < 3; tries++) {
        await expect(product()).rejects.toThrow(CatalogUnavailableError);
      }
      const before = trips;
      await expect(product()).rejects.toThrow(CatalogUnavailableError);
      await expect(reader.changesSince(-1)).rejects.toThrow(CatalogUnavailableError);
      expect(trips).toBe(before);
      // One is let through to try, and the others not until it answered.
      time += 1_000;
      const outcomes = await Promise.allSettled([product(), product(), product()]);
      expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
      expect(trips).toBe(before + 1);
      link = (send) => send();
      time += 5_000;
      expect(page(await product()).version).toBe(1);
      expect(page(await product("tabouret-101")).version).toBe(1);
    });
  }

  describe("asked for news", () => {
    beforeEach(async () => {
      await reader.changesSince(-1);
    });

    it("asks the server at its interval, and lets nobody wait", async () => {
      time = 999;
      expect([reader.mayHaveChanged(), background.length]).toEqual([false, 0]);
      rebrand("Sund");
      time = 1_000;
      expect([reader.mayHaveChanged(), reader.mayHaveChanged(), background.length]).toEqual([
        false,
        false,
        1,
      ]);
      await background[0];
      expect(reader.mayHaveChanged()).toBe(true);
      expect(
        await tripsOf(async () =>
          expect(await reader.changesSince(1)).toEqual({ version: 2, tags: ["product:1"] })
        ),
      ).toBe(0);
      expect(reader.mayHaveChanged()).toBe(false);
    });

    it("tells what pages brought along", async () => {
      catalog.write("", "product:5", "product:6");
      await product();
      catalog.write("", "product:6", "product:7");
      await product();
      expect(reader.mayHaveChanged()).toBe(true);
      expect(await reader.changesSince(1)).toEqual({
        version: 5,
        tags: ["product:5", "product:6", "product:7"],
      });
    });

    it("lets the first who comes after a quiet time wait for them", async () => {
      time = 60_000;
      rebrand("Sund");
      expect(reader.mayHaveChanged()).toBe(true);
      expect(await reader.changesSince(1)).toEqual({ version: 2, tags: ["product:1"] });
      expect(reader.mayHaveChanged()).toBe(false);
    });

    it("lets nobody wait for a server that is away, and sees it return", async () => {
      link = () => Promise.reject(new TypeError("away"));
      time = 60_000;
      expect(reader.mayHaveChanged()).toBe(true);
      await expect(reader.changesSince(1)).rejects.toThrow(CatalogUnavailableError);
      time = 120_000;
      expect([reader.mayHaveChanged(), background.length]).toEqual([false, 1]);
      await background[0];
      rebrand("Sund");
      link = (send) => send();
      time = 121_000;
      expect(reader.mayHaveChanged()).toBe(false);
      await background[1];
      expect(reader.mayHaveChanged()).toBe(true);
    });
  });
});
