/**
 * Keeps one machine's copy of the catalog: follows the primary, sets a damaged copy aside, and makes a fresh one
 * beside the old whenever the old one cannot go on (decision 17).
 *
 * Nothing here ends: whatever breaks is tried again, and readers go on with the copy that `current` names.
 */
import { dirname } from "node:path";
import { type Backoff, pauseMs } from "../commerce/backoff.ts";
import type { Log } from "../commerce/log.ts";
import type { ReplicaFolder } from "./replica_folder.ts";
import { ReplicaPointer } from "./replica_pointer.ts";
import type { ReplicationLink } from "./replication_link.ts";
import type { Work } from "./replication_thread.ts";
import type { SeedSource } from "./seed_source.ts";
import type { VersionNotices } from "./version_notices.ts";

export interface KeeperOptions {
  readonly folder: ReplicaFolder;
  readonly thread: Work;
  readonly link: ReplicationLink;
  readonly token: string | undefined;
  /** In the order in which they are asked. */
  readonly seeds: readonly SeedSource[];
  /** Null: the centre cannot be heard, and is asked often instead. */
  readonly notices: VersionNotices | null;
  readonly log: Log;
  readonly now: () => Date;
  /** Ends the keeping. */
  readonly signal: AbortSignal;
  readonly pace?: Pace;
}

export interface Pace {
  /** How often the primary is asked for news while none come by themselves, in milliseconds. */
  readonly pollMs: number;
  /** The same while they do. */
  readonly noticedPollMs: number;
  /** How often the files are looked at. */
  readonly watchMs: number;
  /** Pauses while the primary does not answer. */
  readonly backoff: Backoff;
}

const usualPace: Pace = {
  pollMs: 200,
  noticedPollMs: 5_000,
  watchMs: 1_000,
  backoff: { firstMs: 500, ceilingMs: 5_000 },
};
/** After this many pages at once the write-ahead log is emptied: it would stay as long as it has become. */
const settleAfterPages = 16_384;
/** Failures in a row, with a primary that answers, after which the copy itself is looked over. */
const doubtAfterFailures = 3;

/** Why a generation cannot go on. */
type End = { readonly because: "another log" } | { readonly because: "damage"; readonly what: unknown };

export class ReplicaKeeper {
  readonly #options: KeeperOptions;
  readonly #pace: Pace;
  readonly #pointer: ReplicaPointer;
  /** The catalog version that the kept generation holds. */
  #held: number | null = null;
  /** The newest version that was told of when the last sync began. */
  #followedNotice = -1;
  /** Tables of the generation that was found at the start and are still to be checked. */
  #unchecked: string[] = [];
  /** The size that the file had last: it never shrinks by itself. */
  #size = 0;

  constructor(options: KeeperOptions) {
    this.#options = options;
    this.#pace = options.pace ?? usualPace;
    this.#pointer = new ReplicaPointer(options.folder, options.log);
  }

  /** Keeps the copy until the signal. */
  async run(): Promise<void> {
    const { log, signal } = this.#options;
    let generation = await this.#found() ?? await this.#fresh();
    while (!signal.aborted) {
      const end = await this.#follow(generation);
      if (end === null) return;
      await this.#options.thread.close();
      if (end.because === "damage") {
        log.error("copy is damaged", { generation, error: end.what });
        await this.#pointer.setAside(generation);
      } else log.warn("primary has another log: a fresh copy is made", { generation });
      generation = await this.#fresh();
    }
  }

  /** The copy that is there, if it is of any use. */
  async #found(): Promise<string | null> {
    const { folder, thread, log } = this.#options;
    // Without the file that names it a copy is as good as before.
    const generation = await folder.current() ?? await folder.newest();
    if (generation === null) return null;
    try {
      const version = await thread.settle(folder.file(generation));
      if (version === null) throw new Error("It holds no catalog");
      this.#unchecked = await thread.tables(folder.file(generation));
      this.#size = await this.#sizeOf(generation);
      log.info("copy found", { generation, version });
      await this.#pointer.send(generation);
      return generation;
    } catch (error) {
      log.error("copy is damaged", { generation, error });
      await this.#pointer.setAside(generation);
      return null;
    }
  }

  /** A new generation, from a seed if there is one. Only the one that readers have stays beside it. */
  async #fresh(): Promise<string> {
    const { folder, thread, link, token, seeds, log, now } = this.#options;
    this.#held = null;
    this.#unchecked = [];
    this.#size = 0;
    const current = await folder.current();
    await folder.keepOnly(...current === null ? [] : [current]);
    const generation = await folder.create(now());
    const file = folder.file(generation);
    const primary = await link.greet(token);
    for (const source of seeds) {
      const version = await source.take(file, primary?.logId ?? null, async (path) => {
        const version = await thread.settle(path);
        for (const table of await thread.tables(path)) await thread.check(path, table);
        if (version === null) throw new Error("It holds no catalog");
        return version;
      });
      if (version !== null && await folder.isWhole(generation)) {
        log.info("seeded", { generation, version });
        // Without any other, it is what there is to be read while the tail is fetched.
        if (current === null) await this.#pointer.send(generation);
        return generation;
      }
      await Deno.remove(dirname(file), { recursive: true });
      await Deno.mkdir(dirname(file));
    }
    return generation;
  }

  /** Follows the primary for as long as this generation can; null when the keeping was ended. */
  async #follow(generation: string): Promise<End | null> {
    const { folder, thread, link, notices, log, signal } = this.#options;
    link.follow(await folder.position(generation));
    let isOpen = false;
    let isShown = false;
    let failures = 0;
    while (!signal.aborted) {
      await this.#pointer.mend();
      // Once for each: a sync that failed waits like any other.
      this.#followedNotice = notices?.newest ?? -1;
      try {
        if (!isOpen) await this.#open(generation);
        isOpen = true;
        const pages = await this.#sync(generation);
        failures = 0;
        if (this.#held !== null && (!isShown || pages > settleAfterPages)) {
          isOpen = false;
          await this.#show(generation);
          isShown = true;
          continue;
        }
        await this.#checkSome(generation);
      } catch (error) {
        if (signal.aborted) return null;
        if (link.hasOtherLog) return { because: "another log" };
        failures++;
        isOpen = false;
        await thread.close();
        const pause = pauseMs(failures, this.#pace.backoff, Math.random());
        if (!link.isUp) {
          log.error("primary cannot be reached", { error, failures, retryInMs: pause });
        } else {
          log.error("copy cannot be kept", { error, failures, retryInMs: pause });
          const damage = await this.#damage(generation, isShown && failures >= doubtAfterFailures);
          if (damage !== null) return { because: "damage", what: damage };
        }
        await this.#newsOr(pause);
        continue;
      }
      if (await this.#waitForNews(generation)) {
        isOpen = false;
        await thread.close();
        const damage = await this.#damage(generation, true);
        if (damage !== null) return { because: "damage", what: damage };
        log.info("copy was suspected, and is sound", { generation });
      }
    }
    return null;
  }

  async #open(generation: string): Promise<void> {
    const { folder, thread, link, token } = this.#options;
    await thread.open({ path: folder.file(generation), url: link.url, token });
  }

  async #sync(generation: string): Promise<number> {
    const { thread, notices, link, log } = this.#options;
    const startedAt = performance.now();
    const received = link.receivedBytes;
    const pages = await thread.sync();
    const version = pages > 0 || this.#held === null ? await thread.version() : this.#held;
    if (version !== null && version !== this.#held) {
      log.info("synced", {
        version,
        behind: notices === null ? null : Math.max(0, (notices.newest ?? version) - version),
        generation,
        pages,
        bytes: link.receivedBytes - received,
        milliseconds: Math.round(performance.now() - startedAt),
      });
    }
    this.#held = version;
    return pages;
  }

  /** Empties the write-ahead log, and lets readers go over to this generation. */
  async #show(generation: string): Promise<void> {
    const { folder, thread, log } = this.#options;
    await thread.close();
    await thread.settle(folder.file(generation));
    this.#size = await this.#sizeOf(generation);
    if (await folder.current() === generation) return;
    await this.#pointer.send(generation);
    log.info("copy is whole", { generation, version: this.#held });
    // Whoever has the old files open keeps them until it has gone over.
    await folder.keepOnly(generation);
  }

  /** A table at a time of what was there at the start: nobody knows what happened to it meanwhile. */
  async #checkSome(generation: string): Promise<void> {
    const table = this.#unchecked.shift();
    if (table === undefined) return;
    const { folder, thread } = this.#options;
    try {
      await thread.check(folder.file(generation), table);
    } catch {
      await folder.suspect(generation);
    }
  }

  /** What is wrong with a generation, or null. */
  async #damage(generation: string, thoroughly: boolean): Promise<unknown> {
    const { folder, thread } = this.#options;
    const file = folder.file(generation);
    if (await folder.position(generation) === null) {
      // A first copy that broke off has nothing worth keeping; one that was whole has lost its index.
      return thoroughly ? new Error("Its index is gone") : null;
    }
    try {
      if (!await folder.isWhole(generation)) throw new Error("One of its files is gone or empty");
      const version = await thread.settle(file);
      if (version === null && this.#held !== null) throw new Error("It holds no catalog");
      if (thoroughly) { for (const table of await thread.tables(file)) await thread.check(file, table); }
      return null;
    } catch (error) {
      return error;
    }
  }

  /** Waits until it is time to sync. True: the files want looking at. */
  async #waitForNews(generation: string): Promise<boolean> {
    const { notices, signal } = this.#options;
    const until = performance.now() + (notices?.isHeard ? this.#pace.noticedPollMs : this.#pace.pollMs);
    for (;;) {
      await this.#pointer.mend();
      if (await this.#isSuspect(generation)) return true;
      const left = this.#unchecked.length > 0 ? 0 : until - performance.now();
      if (left <= 0 || signal.aborted) return false;
      if (await this.#newsOr(Math.min(left, this.#pace.watchMs))) return false;
    }
  }

  /** Waits for news of the centre, but no longer than this; whether there are any. */
  async #newsOr(ms: number): Promise<boolean> {
    const { notices, signal } = this.#options;
    const known = Math.max(this.#held ?? -1, this.#followedNotice);
    const over = AbortSignal.any([signal, AbortSignal.timeout(Math.max(1, ms))]);
    if (notices) await notices.newer(known, over);
    else await new Promise<void>((resolve) => over.addEventListener("abort", () => resolve()));
    return !over.aborted;
  }

  async #isSuspect(generation: string): Promise<boolean> {
    const { folder } = this.#options;
    if (await folder.takeSuspicion(generation)) return true;
    if (!await folder.isWhole(generation)) return true;
    const size = await this.#sizeOf(generation);
    const hasShrunk = size < this.#size;
    this.#size = size;
    return hasShrunk;
  }

  async #sizeOf(generation: string): Promise<number> {
    return (await Deno.stat(this.#options.folder.file(generation)).catch(() => null))?.size ?? 0;
  }
}
