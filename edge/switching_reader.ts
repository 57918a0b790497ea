/**
 * A catalog reader that can change what it reads from while it is in use: from one generation of the copy to the
 * next, or to the primary itself while the copy is damaged.
 *
 * Each read is made of one source, whole. The catalog version that readers see never goes back: a source that is
 * older than what was shown before is not taken until it has caught up. A source that was left is closed when its
 * last read has ended.
 */
import type { CatalogReader } from "../commerce/catalog_reader.ts";

/** What can be read from. */
export interface CatalogSource {
  /** A generation's name, or another that no generation has. */
  readonly name: string;
  open(): CatalogReader;
}

export interface SwitchingReaderOptions {
  /** Whether an error says that the source itself is damaged. */
  readonly isDamage: (error: unknown) => boolean;
  /** Told once for each source that proved damaged. */
  readonly onDamage: (source: string, error: unknown) => void;
  /** Gets a source ready before it is taken, so that the first pages from it find what all pages share. */
  readonly warm?: (reader: CatalogReader) => Promise<void>;
  /** What to read from while there is no sound copy; null: nothing. */
  readonly reserve: CatalogSource | null;
}

/** Every method that reads. */
type Reads = Omit<CatalogReader, "mayHaveChanged" | "changesSince" | "close">;

const readNames: Readonly<Record<keyof Reads, true>> = {
  directory: true,
  frame: true,
  home: true,
  category: true,
  search: true,
  product: true,
  productAddresses: true,
  basket: true,
  quoteView: true,
  variantRef: true,
  information: true,
  suggestions: true,
  alternates: true,
  sitemap: true,
  sitemapParts: true,
  original: true,
};

interface Holder {
  readonly name: string;
  readonly reader: CatalogReader;
  readonly isReserve: boolean;
  reading: number;
  isLeft: boolean;
  isDamaged: boolean;
}

export class SwitchingReader {
  /** The reader over whatever source is in use. Its reads reject while there is none. */
  readonly reader: CatalogReader;
  readonly #options: SwitchingReaderOptions;
  #active: Holder | null = null;
  /** The highest version that was shown. */
  #shown = -1;
  /** Whether the source is another one than the last changes were told of. */
  #isOther = false;
  #goingToReserve: Promise<boolean> | null = null;

  constructor(options: SwitchingReaderOptions) {
    this.#options = options;
    const reads = Object.keys(readNames).map((name) => {
      const method = name as keyof Reads;
      return [method, (...args: never[]) => this.#read((reader) => callMethod(reader, method, args))];
    });
    this.reader = {
      ...Object.fromEntries(reads) as Reads,
      mayHaveChanged: () => this.#isOther || (this.#active?.reader.mayHaveChanged() ?? false),
      changesSince: (version) => this.#changesSince(version),
      close: () => this.#active?.reader.close(),
    };
  }

  /** The name of the source in use; null while there is none. */
  get source(): string | null {
    return this.#active?.name ?? null;
  }

  /** Whether reads come from a copy that is sound, or from the reserve, or soon will. */
  get isUsable(): boolean {
    return this.#active !== null && (!this.#active.isDamaged || this.#goingToReserve !== null);
  }

  /** Whether the reserve is in use. */
  get isOnReserve(): boolean {
    return this.#active?.isReserve ?? false;
  }

  /**
   * Goes over to a source, unless it is older than what was shown before.
   *
   * @returns Whether it went. Rejects when the source cannot be read.
   */
  async goTo(source: CatalogSource): Promise<boolean> {
    return await this.#goTo(source, false);
  }

  /** Goes over to the reserve, if there is one; rejects when it cannot be read. */
  async goToReserve(): Promise<boolean> {
    const { reserve } = this.#options;
    if (reserve === null) return false;
    if (this.isOnReserve) return true;
    // Many reads may find the damage at once.
    this.#goingToReserve ??= this.#goTo(reserve, true).finally(() => this.#goingToReserve = null);
    return await this.#goingToReserve;
  }

  async #goTo(source: CatalogSource, isReserve: boolean): Promise<boolean> {
    const reader = source.open();
    let version: number;
    try {
      ({ version } = await reader.changesSince(-1));
      if (version < this.#shown) {
        reader.close();
        return false;
      }
      await this.#options.warm?.(reader);
    } catch (error) {
      reader.close();
      throw error;
    }
    const before = this.#active;
    this.#shown = Math.max(this.#shown, version);
    this.#active = { name: source.name, reader, isReserve, reading: 0, isLeft: false, isDamaged: false };
    this.#isOther = true;
    if (before) {
      before.isLeft = true;
      if (before.reading === 0) before.reader.close();
    }
    return true;
  }

  async #changesSince(version: number): ReturnType<CatalogReader["changesSince"]> {
    const isOther = this.#isOther;
    this.#isOther = false;
    try {
      const changes = await this.#read((reader) => reader.changesSince(version));
      // Another source may differ in what no version says: all that was made of the one before is dropped.
      return isOther ? { version: changes.version, tags: null } : changes;
    } catch (error) {
      this.#isOther ||= isOther;
      throw error;
    }
  }

  async #read<T>(read: (reader: CatalogReader) => Promise<T>): Promise<T> {
    const holder = this.#active;
    if (!holder) throw new Error("read catalog: there is no copy");
    holder.reading++;
    try {
      const answer = await read(holder.reader);
      this.#shown = Math.max(this.#shown, versionOf(answer));
      return answer;
    } catch (error) {
      if (!this.#options.isDamage(error) || holder.isReserve) throw error;
      this.#damaged(holder, error);
      if (this.#active === holder && !await this.goToReserve()) throw error;
      return await this.#read(read);
    } finally {
      holder.reading--;
      if (holder.isLeft && holder.reading === 0) holder.reader.close();
    }
  }

  #damaged(holder: Holder, error: unknown): void {
    if (holder.isDamaged) return;
    holder.isDamaged = true;
    this.#options.onDamage(holder.name, error);
  }
}

/** A method by its name, with the arguments it was called with: their types are those of that very method. */
function callMethod(reader: CatalogReader, name: keyof Reads, args: readonly never[]): Promise<unknown> {
  return (reader[name] as (...args: readonly never[]) => Promise<unknown>)(...args);
}

/** The version of an answer that has one. */
function versionOf(answer: unknown): number {
  const version = typeof answer === "object" && answer !== null && "version" in answer
    ? answer.version
    : null;
  return typeof version === "number" ? version : -1;
}
