/**
 * The renderer's side of the replica: reads the generation that `current` names, goes over to the next one, tells
 * the syncer of damage by a mark, and reads from the primary until there is a sound copy again.
 */
import { setTimeout as delay } from "node:timers/promises";
import type { CatalogReader } from "../commerce/catalog_reader.ts";
import type { Log } from "../commerce/log.ts";
import type { ReplicaFolder } from "./replica_folder.ts";
import { type CatalogSource, SwitchingReader } from "./switching_reader.ts";

export interface ReplicaFollowerOptions {
  readonly folder: ReplicaFolder;
  /** A catalog file to read where no syncer keeps a copy: that of the primary itself. */
  readonly plainFile: string;
  readonly openFile: (path: string) => CatalogReader;
  /** Whether an error says that the file itself is damaged. */
  readonly isDamage: (error: unknown) => boolean;
  /** Reads from the primary; null where it cannot be reached from here. */
  readonly openPrimary: (() => CatalogReader) | null;
  readonly log: Log;
  /** Milliseconds, of any epoch. */
  readonly now: () => number;
}

/** Milliseconds after which a copy that was found damaged is tried again: the syncer may have found it sound. */
const retryAfterMs = 15_000;
/** Milliseconds between two tries of a copy that cannot be taken yet. */
const tryAgainMs = 1_000;
/** Milliseconds between two lines that say the same of the primary, and what they are known by. */
const tellAgainMs = 60_000;
const primaryNews = "news of the primary";
/** What a plain file is called among the sources. */
const plainName = "file";

/**
 * Reads what all pages share, and what the lists of each market are made of, in pieces: a file answers at once, and a new copy must not hold up the pages of the old
 * one for as long as all of it takes.
 */
async function warm(reader: CatalogReader): Promise<void> {
  await delay(0);
  const { value: { markets } } = await reader.directory();
  for (const { code: market, languages: [language] } of markets) {
    if (language === undefined) continue;
    const scope = { locale: { language, market }, priceList: "standard", now: Date.now() } as const;
    await delay(0);
    await reader.frame(scope);
    await delay(0);
    await reader.home(scope);
  }
  await delay(0);
}

export class ReplicaFollower {
  readonly switching: SwitchingReader;
  readonly #options: ReplicaFollowerOptions;
  /** Sources that are not tried again before a time. */
  readonly #notBefore = new Map<string, number>();
  #lastError: unknown = new Error("There is no copy yet");

  constructor(options: ReplicaFollowerOptions) {
    this.#options = options;
    const { folder, log, isDamage, openPrimary } = options;
    this.switching = new SwitchingReader({
      isDamage,
      onDamage: (source, error) => {
        log.error("copy is damaged", { source, error });
        this.#notBefore.set(source, this.#options.now() + retryAfterMs);
        if (source === plainName) return;
        folder.suspect(source).catch((error) => log.warn("syncer cannot be told of the damage", { error }));
      },
      warm,
      reserve: openPrimary && { name: "primary", open: openPrimary },
    });
  }

  get reader(): CatalogReader {
    return this.switching.reader;
  }

  /** Why there is nothing to read from. */
  get lastError(): unknown {
    return this.#lastError;
  }

  /** Whether reads come from a sound copy. */
  get hasCopy(): boolean {
    return this.switching.isUsable && !this.switching.isOnReserve;
  }

  /** Looks whether there is another copy to read, and goes over to it. Never rejects. */
  async look(): Promise<void> {
    const { log } = this.#options;
    const wanted = await this.#wanted();
    const { switching } = this;
    const isOther = wanted?.name !== switching.source || !switching.isUsable;
    if (wanted !== null && isOther && this.#isDue(wanted.name)) {
      try {
        if (await switching.goTo(wanted)) {
          log.info("reading from another copy", { source: wanted.name });
          return;
        }
        log.warn("copy is older than what was shown", { source: wanted.name });
      } catch (error) {
        this.#lastError = error;
      }
      // Without anything to read, every moment counts.
      if (switching.source !== null) this.#notBefore.set(wanted.name, this.#options.now() + tryAgainMs);
    }
    if (switching.isUsable || !this.#isDue("primary")) return;
    try {
      if (await switching.goToReserve()) log.warn("reading from the primary", { error: this.#lastError });
    } catch (error) {
      this.#notBefore.set("primary", this.#options.now() + tryAgainMs);
      this.#tellRarely(error);
    }
  }

  /** It is tried every second, for as long as it takes. */
  #tellRarely(error: unknown): void {
    if (!this.#isDue(primaryNews)) return;
    this.#notBefore.set(primaryNews, this.#options.now() + tellAgainMs);
    const { log } = this.#options;
    if (lacksTables(error)) log.warn("the primary lacks tables of this version: run the task migrate");
    else log.warn("primary cannot be read", { error });
  }

  async #wanted(): Promise<CatalogSource | null> {
    const { folder, plainFile, openFile } = this.#options;
    const generation = await folder.current().catch(() => null);
    if (generation !== null) {
      return { name: generation, open: () => openFile(folder.file(generation)) };
    }
    const isThere = await Deno.stat(plainFile).then(({ isFile }) => isFile, () => false);
    return isThere ? { name: plainName, open: () => openFile(plainFile) } : null;
  }

  #isDue(source: string): boolean {
    return this.#options.now() >= (this.#notBefore.get(source) ?? 0);
  }
}

/** Whether a database said that it was never migrated. */
function lacksTables(error: unknown): boolean {
  return error instanceof Error && (/no such table/.test(error.message) || lacksTables(error.cause));
}
