import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { PageCache, type Rendered } from "./page_cache.ts";

interface Text {
  readonly text: string;
  size: number;
  compact?(): Promise<void>;
}

function make(options: { maxBytes?: number; softAgeMs?: number } = {}) {
  const clock = { now: 1000 };
  const errors: unknown[] = [];
  const background: Promise<unknown>[] = [];
  const cache = new PageCache<Text>({
    maxBytes: options.maxBytes ?? 1000,
    softAgeMs: options.softAgeMs ?? 10_000,
    now: () => clock.now,
    onBackgroundError: (error) => errors.push(error),
    background: (work) => background.push(work),
  });
  return { cache, clock, errors, background };
}

function rendered(text: string, more: Partial<Rendered<Text>> & { size?: number } = {}): Rendered<Text> {
  const { size = 100, ...rest } = more;
  return { page: { text, size }, tags: [], validUntil: null, version: 1, cacheable: true, ...rest };
}

const never = () => Promise.reject(new Error("must not render"));

describe("page cache", () => {
  it("renders once for all who wait, then answers from memory", async () => {
    const { cache } = make();
    let renders = 0;
    const gate = Promise.withResolvers<void>();
    const render = async () => {
      renders++;
      await gate.promise;
      return rendered("a");
    };
    const waiting = Promise.all([cache.get("k", render), cache.get("k", render), cache.get("k", render)]);
    gate.resolve();
    expect((await waiting).map((answer) => answer.outcome)).toEqual(["miss", "collapsed", "collapsed"]);
    expect(renders).toBe(1);
    expect((await cache.get("k", never)).outcome).toBe("hit");
    expect(cache.peek("k")?.text).toBe("a");
  });

  it("drops only the pages whose tags changed", async () => {
    const { cache } = make();
    await cache.get("a", () => Promise.resolve(rendered("a", { tags: ["product:1", "categories"] })));
    await cache.get("b", () => Promise.resolve(rendered("b", { tags: ["product:2", "categories"] })));
    cache.drop(["product:1"], 2);
    expect(cache.peek("a")).toBe(null);
    expect(cache.peek("b")?.text).toBe("b");
    cache.drop(["categories"], 3);
    expect(cache.stats).toEqual({ bytes: 0, pages: 0 });
  });

  it("keeps a page that was already read at the version that is announced", async () => {
    const { cache } = make();
    await cache.get("a", () => Promise.resolve(rendered("new", { tags: ["t"], version: 5 })));
    cache.drop(["t"], 5);
    expect(cache.peek("a")?.text).toBe("new");
  });

  it("repeats a render when one of its tags changed under it, and everyone gets the second", async () => {
    const { cache } = make();
    const gate = Promise.withResolvers<void>();
    const texts = [
      rendered("old", { tags: ["t"], version: 1 }),
      rendered("new", { tags: ["t"], version: 2 }),
    ];
    const render = async () => {
      const next = texts.shift()!;
      await gate.promise;
      return next;
    };
    const first = cache.get("k", render);
    await Promise.resolve();
    await Promise.resolve();
    cache.drop(["t"], 2);
    const second = cache.get("k", never);
    gate.resolve();
    expect((await first).rendered.page.text).toBe("new");
    expect((await second).rendered.page.text).toBe("new");
    expect(cache.peek("k")?.text).toBe("new");
  });

  it("never serves a page at or past its validUntil", async () => {
    const { cache, clock } = make();
    await cache.get("k", () => Promise.resolve(rendered("before", { validUntil: 2000 })));
    clock.now = 1999;
    expect((await cache.get("k", never)).rendered.page.text).toBe("before");
    clock.now = 2000;
    expect(cache.peek("k")).toBe(null);
    const after = await cache.get("k", () => Promise.resolve(rendered("after")));
    expect([after.outcome, after.rendered.page.text]).toEqual(["miss", "after"]);
  });

  it("tells of the renders that nobody waits for, which never reject", async () => {
    const { cache, clock, background, errors } = make({ softAgeMs: 100 });
    await cache.get("k", () => Promise.resolve(rendered("a")));
    expect(background).toEqual([]);
    clock.now += 100;
    await cache.get("k", () => Promise.reject(new Error("broken")));
    expect(background.length).toBe(1);
    await background[0];
    expect(errors.map(String)).toEqual(["Error: broken"]);
  });

  it("serves a page past its soft age once more while a fresh one is made", async () => {
    const { cache, clock, errors } = make({ softAgeMs: 100 });
    await cache.get("k", () => Promise.resolve(rendered("one")));
    clock.now += 100;
    const fail = await cache.get("k", () => Promise.reject(new Error("no")));
    expect([fail.outcome, fail.rendered.page.text]).toEqual(["stale", "one"]);
    await new Promise((resolve) => setTimeout(resolve));
    expect(errors).toHaveLength(1);
    const stale = await cache.get("k", () => Promise.resolve(rendered("two")));
    expect([stale.outcome, stale.rendered.page.text]).toEqual(["stale", "one"]);
    await new Promise((resolve) => setTimeout(resolve));
    expect(cache.peek("k")?.text).toBe("two");
  });

  it("keeps no error, and lets the next request try again", async () => {
    const { cache } = make();
    await expect(cache.get("k", () => Promise.reject(new Error("disk")))).rejects.toThrow("disk");
    await cache.get("k", () => Promise.resolve(rendered("not found", { cacheable: false })));
    expect(cache.stats.pages).toBe(0);
    expect((await cache.get("k", () => Promise.resolve(rendered("ok")))).outcome).toBe("miss");
  });

  it("counts the tags of a page, too", async () => {
    const { cache } = make({ maxBytes: 1000 });
    await cache.get("a", () => Promise.resolve(rendered("a", { tags: ["product:1", "product:2"] })));
    expect(cache.stats).toEqual({ bytes: 300, pages: 1 });
    cache.drop(["product:2"], 2);
    expect(cache.stats).toEqual({ bytes: 0, pages: 0 });
  });

  it("stays within its bytes, also when kept pages grow, and lets the least recently used go", async () => {
    const { cache } = make({ maxBytes: 250 });
    const a = rendered("a");
    await cache.get("a", () => Promise.resolve(a));
    await cache.get("b", () => Promise.resolve(rendered("b")));
    cache.peek("a");
    for (let asked = 0; asked < 2; asked++) await cache.get("c", () => Promise.resolve(rendered("c")));
    expect([cache.peek("b"), cache.peek("a")?.text, cache.stats.bytes]).toEqual([null, "a", 200]);
    a.page.size = 180;
    expect(cache.peek("a")?.text).toBe("a");
    expect(cache.stats).toEqual({ bytes: 180, pages: 1 });
    await cache.get("huge", () => Promise.resolve(rendered("huge", { size: 251 })));
    expect(cache.peek("huge")).toBe(null);
  });

  it("keeps a page for which there is no room only when it is asked for more often than what would go", async () => {
    const { cache } = make({ maxBytes: 200 });
    const ask = async (key: string) => (await cache.get(key, () => Promise.resolve(rendered(key)))).outcome;
    await ask("a");
    await ask("b");
    for (const once of ["c", "d", "e"]) expect(await ask(once)).toBe("miss");
    // Now "b" was asked for twice and "a" three times.
    expect([await ask("b"), await ask("a"), cache.peek("a") !== null]).toEqual(["hit", "hit", true]);
    expect([await ask("c"), await ask("c"), await ask("c")]).toEqual(["miss", "miss", "hit"]);
    expect([cache.peek("a") !== null, cache.peek("b") !== null, cache.stats.bytes]).toEqual([
      true,
      false,
      200,
    ]);
    // A large one would drive out both.
    const large = () => Promise.resolve(rendered("large", { size: 200 }));
    for (let asked = 0; asked < 4; asked++) expect((await cache.get("large", large)).outcome).toBe("miss");
    expect([cache.peek("a") !== null, cache.peek("c") !== null]).toEqual([true, true]);
  });

  it("keeps what is wanted now, soon, where what was wanted once holds the room", async () => {
    const { cache } = make({ maxBytes: 100 });
    const ask = async (key: string) => (await cache.get(key, () => Promise.resolve(rendered(key)))).outcome;
    for (let asked = 0; asked < 15; asked++) await ask("a");
    const outcomes = [];
    for (let asked = 0; asked < 8; asked++) outcomes.push(await ask("b"));
    expect(outcomes).toEqual([...Array(7).fill("miss"), "hit"]);
    expect([cache.peek("a"), cache.stats.pages]).toEqual([null, 1]);
  });

  it("takes a much wanted page back at once when an edit dropped it, whatever holds its room", async () => {
    const { cache } = make({ maxBytes: 400 });
    const ask = async (key: string, tags: string[] = []) =>
      (await cache.get(key, () => Promise.resolve(rendered(key, { tags })))).outcome;
    for (let asked = 0; asked < 15; asked++) {
      for (const key of ["a", "b"]) await ask(key);
      await ask("edited", ["product:1"]);
    }
    cache.drop(["product:1"], 2);
    for (let asked = 0; asked < 15; asked++) await ask("c");
    expect(cache.stats).toEqual({ bytes: 300, pages: 3 });
    expect([await ask("edited", ["product:1"]), await ask("edited")]).toEqual(["miss", "hit"]);
  });

  it("drives nothing out that is wanted, however many pages are asked for once", async () => {
    const { cache } = make({ maxBytes: 1000 });
    const ask = async (key: string) => (await cache.get(key, () => Promise.resolve(rendered(key)))).outcome;
    const wanted = Array.from({ length: 10 }, (_, i) => `/fr-fr/p/wanted-${i}`);
    for (let asked = 0; asked < 15; asked++) for (const key of wanted) await ask(key);
    for (let i = 0; i < 20_000; i++) expect(await ask(`/fr-fr/p/once-${i}`)).toBe("miss");
    for (const key of wanted) expect(await ask(key)).toBe("hit");
  });

  it("keeps a page that is made anew, whatever the others are asked for", async () => {
    const { cache, clock } = make({ maxBytes: 200, softAgeMs: 100 });
    for (const key of ["a", "b"]) await cache.get(key, () => Promise.resolve(rendered(key)));
    for (let asked = 0; asked < 15; asked++) cache.peek("b");
    clock.now += 100;
    const size = 150;
    await cache.get("a", () => Promise.resolve(rendered("a, new", { size })));
    await new Promise((resolve) => setTimeout(resolve));
    expect([cache.peek("a")?.text, cache.stats.bytes]).toEqual(["a, new", 150]);
  });

  it("never serves what an announced change made stale, whatever the order of events", async () => {
    await fc.assert(fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.record({ tag: fc.constantFrom("x", "y"), key: fc.constantFrom("x", "y", "xy") }), {
        maxLength: 7,
      }),
      async (scheduler, steps) => {
        const { cache } = make({ softAgeMs: 1e9 });
        const truth: Record<string, number> = { x: 0, y: 0 };
        let version = 0;
        const render = (key: string) => async () => {
          const read = {
            text: Array.from(key, (tag) => `${tag}${truth[tag]}`).join(),
            version,
            tags: Array.from(key),
          };
          await scheduler.schedule(Promise.resolve());
          return rendered(read.text, { version: read.version, tags: read.tags });
        };
        const checks = steps.map(async ({ tag, key }) => {
          await scheduler.schedule(Promise.resolve());
          truth[tag]!++;
          version++;
          cache.drop([tag], version);
          const announced = { ...truth };
          const { rendered: { page } } = await cache.get(key, render(key));
          for (const part of page.text.split(",")) {
            expect(Number(part.slice(1))).toBeGreaterThanOrEqual(announced[part[0]!]!);
          }
        });
        await scheduler.waitFor(Promise.all(checks));
      },
    ));
  });
});

describe("page cache of pages that become compact", () => {
  /** Takes a thousand bytes, a tenth of them once it is compact. */
  function shrinking(text: string, to = 100) {
    const page = { text, size: 1000, compact: () => Promise.resolve(void (page.size = to)) };
    return rendered(text, { page });
  }
  function makeFull() {
    const made = make({ maxBytes: 1000, softAgeMs: 100 });
    const settled = async () => void await Promise.all(made.background);
    const ask = async (key: string, to?: number) => {
      const { outcome } = await made.cache.get(key, () => Promise.resolve(shrinking(key, to)));
      await settled();
      // A render in the background has its page made compact, too.
      await settled();
      return outcome;
    };
    return { ...made, ask };
  }
  const keys = Array.from({ length: 9 }, (_, i) => `p${i}`);

  it("counts them again when they are compact, though nobody asks for them again", async () => {
    const { cache, ask } = makeFull();
    await ask("a");
    expect(cache.stats).toEqual({ bytes: 100, pages: 1 });
    await ask("b", 300);
    expect(cache.stats).toEqual({ bytes: 400, pages: 2 });
  });

  it("lets a new one drive out no more than it takes itself in the end", async () => {
    const { cache, ask } = makeFull();
    for (const key of keys) await ask(key);
    expect(cache.stats).toEqual({ bytes: 900, pages: 9 });
    const outcomes = [];
    for (let asked = 0; asked < 3; asked++) outcomes.push(await ask("new"));
    expect(outcomes).toEqual(["miss", "miss", "hit"]);
    // What stays of a page is found from those before it, about: one had to go, and it would have had room.
    expect(cache.stats).toEqual({ bytes: 900, pages: 9 });
    expect(cache.peek("p0")).toBe(null);
  });

  it("drives out nothing when kept ones are made anew", async () => {
    const { cache, clock, ask } = makeFull();
    for (const key of keys) for (let asked = 0; asked < 3; asked++) await ask(key);
    expect(cache.stats).toEqual({ bytes: 900, pages: 9 });
    clock.now += 100;
    const outcomes = [];
    for (const key of keys) outcomes.push(await ask(key));
    expect(new Set(outcomes)).toEqual(new Set(["stale"]));
    expect(cache.stats).toEqual({ bytes: 900, pages: 9 });
    for (const key of keys) expect(await ask(key)).toBe("hit");
  });

  it("goes alone when it is too large after all, and counts one that stays large as it is", async () => {
    const { cache, ask, errors, background } = makeFull();
    for (const key of keys.slice(0, 5)) await ask(key);
    await ask("huge", 1001);
    expect([cache.peek("huge"), cache.stats]).toEqual([null, { bytes: 500, pages: 5 }]);
    const broken = { text: "broken", size: 600, compact: () => Promise.reject(new Error("no memory")) };
    await cache.get("broken", () => Promise.resolve(rendered("broken", { page: broken })));
    await Promise.all(background);
    expect(errors.map(String)).toEqual(["Error: no memory"]);
    expect([cache.peek("broken")?.text, cache.stats]).toEqual(["broken", { bytes: 1000, pages: 5 }]);
  });
});
