/**
 * The page cache: bounded in bytes, dropped by tags, one render for all who wait for a page.
 *
 * What it promises, for every page that leaves `get`:
 * - no tag of it changed between the version it was read at and the newest version the cache was told of;
 * - it is not past its `validUntil`;
 * - it may be past its soft age only once for each render: that request starts the render and does not wait.
 *
 * While there is room every page is kept. Once there is none, only one that is asked for more often than what would
 * go for it: most addresses of a large shop are asked for once in a long while, and would only drive out what many
 * want. Each of them kept for a moment would also be garbage of the expensive kind, in the old generation of the heap.
 * What was wanted once must not stand in the way for ever: whoever refuses a page that is asked for again and again
 * counts half from then on.
 *
 * A page is reckoned with the bytes of the form in which it stays, also in the moment before it has it.
 */
import type { Tag } from "../commerce/catalog_reader.ts";
import { highestCount, Popularity } from "./popularity.ts";

/** A rendered page and what may be assumed of it. */
export interface Rendered<Page> {
  readonly page: Page;
  readonly tags: readonly Tag[];
  /** Milliseconds since the epoch; null: until a tag changes. */
  readonly validUntil: number | null;
  /** The catalog version that it was read at. */
  readonly version: number;
  /** Whether it may be kept at all: errors and redirects are not. */
  readonly cacheable: boolean;
}

/** How a request was answered (RFC 9211: `hit`, `fwd=stale`, `fwd=uri-miss`, `collapsed`). */
export type CacheOutcome = "hit" | "stale" | "miss" | "collapsed";

/** Anything that knows how many bytes it takes; it may grow while it is kept. */
interface Sized {
  readonly size: number;
  /** Brings it into the smaller form in which it stays, where it has one. */
  compact?(): Promise<unknown>;
}

interface Entry<Page> {
  rendered: Rendered<Page>;
  renderedAt: number;
  /** Bytes it was counted with. */
  counted: number;
  /** False while it is counted with what it is expected to take when it is compact. */
  isSettled: boolean;
}

interface Flight<Page> {
  promise: Promise<Rendered<Page>>;
  /** Tags that changed while it ran, with the version that said so. */
  readonly changed: Map<Tag, number>;
}

export interface PageCacheOptions {
  /** Bytes of all kept pages together; 0 keeps none. */
  readonly maxBytes: number;
  /** Milliseconds after which a page is made anew in the background. */
  readonly softAgeMs: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Told of a background render that failed: the page before it stays; or of a page that could not be made compact. */
  readonly onBackgroundError: (error: unknown) => void;
  /** Told of all work that no request waits for: background renders, making pages compact. */
  readonly background?: (work: Promise<unknown>) => void;
}

/** What a tag takes: its letters, its place in the page's list and in the index by tags. */
const tagBytes = 100;

/**
 * A page that was asked for so often or less may owe that to others' questions in its counters: with 2 instead a robot
 * that reads the whole shop beside its visitors takes four hits of a hundred requests from these (simulated).
 */
const seldom = 4;

/** What part of a page stays when it is compact, before any was seen: more than it is with ours. */
const guessedRatio = 0.25;
/** Among so many pages the usual ratio is found. */
const ratioOver = 16;

/** A render is repeated this often when the catalog changes under it; then its newest answer is taken. */
const maxRepeats = 8;

export class PageCache<Page extends Sized> {
  readonly #options: PageCacheOptions;
  /** In the order of last use, or of the last refusal of another: the first is the next to go. */
  readonly #entries = new Map<string, Entry<Page>>();
  readonly #keysByTag = new Map<Tag, Set<string>>();
  readonly #flights = new Map<string, Flight<Page>>();
  readonly #popularity = new Popularity();
  #bytes = 0;
  #usualRatio = guessedRatio;

  constructor(options: PageCacheOptions) {
    this.#options = options;
  }

  /** Bytes kept now, and pages. */
  get stats(): { readonly bytes: number; readonly pages: number } {
    return { bytes: this.#bytes, pages: this.#entries.size };
  }

  /** A page that can be sent at once without rendering, or null. The hot path. */
  peek(key: string): Page | null {
    const entry = this.#entries.get(key);
    if (entry === undefined || !this.#fresh(entry)) return null;
    this.#popularity.note(key);
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    if (entry.isSettled) this.#recount(key, entry);
    return entry.rendered.page;
  }

  /** The page for a key: kept, or being rendered, or rendered now by `render`. Rejects as `render` does. */
  async get(
    key: string,
    render: () => Promise<Rendered<Page>>,
  ): Promise<{ readonly rendered: Rendered<Page>; readonly outcome: CacheOutcome }> {
    const entry = this.#entries.get(key);
    if (entry && this.#valid(entry)) {
      if (this.#fresh(entry)) {
        this.peek(key);
        return { rendered: entry.rendered, outcome: "hit" };
      }
      this.#popularity.note(key);
      if (!this.#flights.has(key)) {
        const work = this.#launch(key, render).promise.catch(this.#options.onBackgroundError);
        this.#options.background?.(work);
      }
      return { rendered: entry.rendered, outcome: "stale" };
    }
    this.#popularity.note(key);
    const flight = this.#flights.get(key);
    if (flight) return { rendered: await flight.promise, outcome: "collapsed" };
    return { rendered: await this.#launch(key, render).promise, outcome: "miss" };
  }

  /** Drops the pages that a change touched; `null`: it cannot be known which, so all. */
  drop(tags: readonly Tag[] | null, version: number): void {
    if (tags === null) return this.clear(version);
    for (const tag of tags) {
      for (const flight of this.#flights.values()) flight.changed.set(tag, version);
      const keys = this.#keysByTag.get(tag);
      if (!keys) continue;
      for (const key of Array.from(keys)) {
        if (this.#entries.get(key)!.rendered.version < version) this.#remove(key);
      }
    }
  }

  /** Forgets every page, and makes every render under way be repeated. */
  clear(version: number): void {
    this.#entries.clear();
    this.#keysByTag.clear();
    this.#bytes = 0;
    for (const flight of this.#flights.values()) flight.changed.set(everything, version);
  }

  #valid({ rendered }: Entry<Page>): boolean {
    return rendered.validUntil === null || this.#options.now() < rendered.validUntil;
  }

  #fresh(entry: Entry<Page>): boolean {
    const now = this.#options.now();
    const { validUntil } = entry.rendered;
    return now - entry.renderedAt < this.#options.softAgeMs && (validUntil === null || now < validUntil);
  }

  #launch(key: string, render: () => Promise<Rendered<Page>>): Flight<Page> {
    const changed = new Map<Tag, number>();
    const run = async () => {
      try {
        for (let tries = 1;; tries++) {
          const renderedAt = this.#options.now();
          const rendered = await render();
          if (tries < maxRepeats && isStale(rendered, changed)) continue;
          if (rendered.cacheable && !isStale(rendered, changed)) {
            this.#keep(key, rendered, renderedAt);
          }
          return rendered;
        }
      } finally {
        this.#flights.delete(key);
      }
    };
    const flight: Flight<Page> = { changed, promise: Promise.resolve().then(run) };
    this.#flights.set(key, flight);
    return flight;
  }

  #keep(key: string, rendered: Rendered<Page>, renderedAt: number): void {
    const before = this.#entries.get(key);
    this.#remove(key);
    const isSettled = rendered.page.compact === undefined;
    const entry = { rendered, renderedAt, counted: 0, isSettled };
    const size = isSettled ? sizeOf(rendered) : before?.counted ?? sizeOf(rendered, this.#usualRatio);
    if (size > this.#options.maxBytes || !this.#valid(entry)) return;
    if (!before && !this.#deservesRoom(key, size)) return;
    this.#entries.set(key, entry);
    for (const tag of rendered.tags) {
      const keys = this.#keysByTag.get(tag);
      if (keys) keys.add(key);
      else this.#keysByTag.set(tag, new Set([key]));
    }
    this.#count(key, entry, size);
    if (!isSettled) this.#options.background?.(this.#settle(key, entry));
  }

  /** Whether a page is asked for more often than each of those that would have to go for it. */
  #deservesRoom(key: string, size: number): boolean {
    const popularity = this.#popularity.of(key);
    let room = this.#options.maxBytes - this.#bytes;
    for (const [other, entry] of this.#entries) {
      if (room >= size) break;
      if (popularity < highestCount && this.#popularity.of(other) >= popularity) {
        if (popularity > seldom) this.#age(other, entry);
        return false;
      }
      room += entry.counted;
    }
    return true;
  }

  /** Lets a page that nobody asked for lately stand back: next time another one is tried, and it counts half. */
  #age(key: string, entry: Entry<Page>): void {
    this.#popularity.halve(key);
    this.#entries.delete(key);
    this.#entries.set(key, entry);
  }

  /** Makes a page compact once those who wait for it have begun with that themselves, and counts it as it is. */
  async #settle(key: string, entry: Entry<Page>): Promise<void> {
    const { page } = entry.rendered;
    const sizeBefore = page.size;
    await new Promise((resolve) => setTimeout(resolve));
    if (this.#entries.get(key) !== entry) return;
    try {
      await page.compact?.();
      this.#usualRatio += (page.size / sizeBefore - this.#usualRatio) / ratioOver;
    } catch (error) {
      this.#options.onBackgroundError(error);
    }
    entry.isSettled = true;
    if (this.#entries.get(key) === entry) this.#recount(key, entry);
  }

  /** Counts an entry with the bytes it takes now. */
  #recount(key: string, entry: Entry<Page>): void {
    const size = sizeOf(entry.rendered);
    if (size !== entry.counted) this.#count(key, entry, size);
  }

  /** Counts an entry with so many bytes, and lets the least recently used go while it is too much. */
  #count(key: string, entry: Entry<Page>, size: number): void {
    this.#bytes += size - entry.counted;
    entry.counted = size;
    if (size > this.#options.maxBytes) this.#remove(key);
    for (const other of this.#entries.keys()) {
      if (this.#bytes <= this.#options.maxBytes) return;
      this.#remove(other);
    }
  }

  #remove(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    this.#bytes -= entry.counted;
    for (const tag of entry.rendered.tags) {
      const keys = this.#keysByTag.get(tag);
      if (keys?.delete(key) && keys.size === 0) this.#keysByTag.delete(tag);
    }
  }
}

/** Stands for all tags in a flight's list of changes. */
const everything: Tag = "*";

/** @param ratio What part of the page is expected to stay. */
function sizeOf({ page, tags }: Rendered<Sized>, ratio = 1): number {
  return Math.ceil(page.size * ratio) + tags.length * tagBytes;
}

function isStale(rendered: Rendered<unknown>, changed: ReadonlyMap<Tag, number>): boolean {
  const newer = (tag: Tag) => (changed.get(tag) ?? -1) > rendered.version;
  return newer(everything) || rendered.tags.some(newer);
}
