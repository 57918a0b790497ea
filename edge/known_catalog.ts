/**
 * What the edge knows of its catalog: the reader, the newest version it was told of, and the few rows that every
 * request needs (markets and languages) with the formatters made from them.
 */
import type { CatalogReader, Tag } from "../commerce/catalog_reader.ts";
import type { Directory, Language, Market } from "../commerce/catalog_view.ts";
import { formatLocale, type Locale } from "../commerce/locale.ts";
import { localeFormats } from "./locale_formats.ts";
import type { Formats, Translate } from "./page.ts";

/** A locale that the shop has, with all that is made once for it. */
export interface ServedLocale {
  /** As it stands in addresses, e.g. `fr-ch`. */
  readonly name: string;
  readonly locale: Locale;
  readonly market: Market;
  readonly language: Language;
  readonly t: Translate;
  readonly format: Formats;
}

export interface KnownCatalogOptions {
  readonly reader: CatalogReader;
  /** Makes the lookup of interface texts for a language. */
  readonly translator: (language: string) => Translate;
  /** Told of each change, before any request that came after it is answered. */
  readonly onChange: (tags: readonly Tag[] | null, version: number) => void;
  /** Told when the replica could not be asked: what is known stays in force. */
  readonly onError: (error: unknown) => void;
}

/** How long an unanswered question to the replica is not asked again, in milliseconds. */
const retryAfterMs = 1000;

export class KnownCatalog {
  readonly reader: CatalogReader;
  readonly #options: KnownCatalogOptions;
  readonly #translators = new Map<string, Translate>();
  #version = -1;
  #directory: Directory = { markets: [], languages: [] };
  #locales: ReadonlyMap<string, ServedLocale> = new Map();
  #refreshing: Promise<void> | null = null;
  #failedAt = -Infinity;

  private constructor(options: KnownCatalogOptions) {
    this.reader = options.reader;
    this.#options = options;
  }

  /** Reads the version and the directory. Rejects when the replica cannot be read, or has no market yet. */
  static async open(options: KnownCatalogOptions): Promise<KnownCatalog> {
    const catalog = new KnownCatalog(options);
    catalog.#version = (await options.reader.changesSince(-1)).version;
    await catalog.#readDirectory();
    // Tables without rows yet: the demo shop is being loaded, or the first copy is not complete.
    if (catalog.#locales.size === 0) throw new Error("The catalog has no market yet");
    return catalog;
  }

  /** The newest version that the edge was told of. */
  get version(): number {
    return this.#version;
  }

  get directory(): Directory {
    return this.#directory;
  }

  /** Every locale the shop has, by its name in addresses. */
  get locales(): ReadonlyMap<string, ServedLocale> {
    return this.#locales;
  }

  /**
   * Learns of changes. Null when there are none, which costs microseconds; else a promise to wait for before
   * anything is answered. Never rejects.
   */
  refresh(): Promise<void> | null {
    if (this.#refreshing) return this.#refreshing;
    try {
      if (!this.reader.mayHaveChanged()) return null;
    } catch (error) {
      this.#failed(error);
      return null;
    }
    return this.#refreshing = this.#learn().catch((error) => this.#failed(error)).finally(() => {
      this.#refreshing = null;
    });
  }

  async #learn(): Promise<void> {
    const { version, tags } = await this.reader.changesSince(this.#version);
    // With the same version, but another source, all that was made of the one before is dropped.
    if (version === this.#version && tags !== null) return;
    this.#version = version;
    this.#options.onChange(tags, version);
    if (tags === null || tags.includes("markets")) await this.#readDirectory();
  }

  async #readDirectory(): Promise<void> {
    const directory = (await this.reader.directory()).value;
    // Formatters take tens of milliseconds to make, and another source mostly says the same.
    if (JSON.stringify(directory) === JSON.stringify(this.#directory)) return;
    this.#directory = directory;
    const locales = new Map<string, ServedLocale>();
    for (const market of this.#directory.markets) {
      for (const tag of market.languages) {
        const language = this.#directory.languages.find((each) => each.tag === tag);
        if (!language) continue;
        const locale = { language: tag, market: market.code };
        const format = localeFormats(tag, market);
        const name = formatLocale(locale);
        const t = this.#translator(tag);
        locales.set(name, { name, locale, market, language, format, t });
      }
    }
    this.#locales = locales;
  }

  #translator(language: string): Translate {
    const made = this.#translators.get(language) ?? this.#options.translator(language);
    this.#translators.set(language, made);
    return made;
  }

  #failed(error: unknown): void {
    const now = performance.now();
    if (now - this.#failedAt > retryAfterMs) this.#options.onError(error);
    this.#failedAt = now;
  }
}
