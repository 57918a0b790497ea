/**
 * Pictures in the widths and formats that browsers ask for, each rendered from its original on first request,
 * once, and kept as a file.
 */
import type { PictureFormat, PictureWidth } from "../commerce/picture_address.ts";

/** Pictures as `/media/…` answers them. */
export interface Pictures {
  /** The picture's bytes, or an answer in their stead; null when there is no such picture. */
  get(
    key: string,
    width: PictureWidth,
    format: PictureFormat,
  ): Promise<Uint8Array<ArrayBuffer> | Response | null>;
}

/** Where an original lies. */
export interface Originals {
  /** The original's bytes, or null when there is no picture of that key. */
  get(key: string): Promise<Uint8Array | null>;
}

/** Renders an original. */
export type RenderPicture = (
  original: Uint8Array,
  width: PictureWidth,
  format: PictureFormat,
) => Promise<Uint8Array<ArrayBuffer>>;

/** A folder of files. */
export interface Files {
  read(name: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Whole or not at all. */
  write(name: string, bytes: Uint8Array): Promise<void>;
}

export interface PictureStoreOptions {
  readonly originals: Originals;
  readonly files: Files;
  readonly render: RenderPicture;
  /** Renders at once: more would take the processor from the pages. */
  readonly concurrency: number;
  readonly onError: (error: unknown) => void;
}

/** More wait than this: new ones are refused rather than queued for minutes. */
const maxWaiting = 500;

export class PictureStore implements Pictures {
  readonly #options: PictureStoreOptions;
  readonly #flights = new Map<string, Promise<Uint8Array<ArrayBuffer> | null>>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(options: PictureStoreOptions) {
    this.#options = options;
  }

  /** The picture's bytes; null when there is no such picture. Rejects when it cannot be rendered now. */
  get(key: string, width: PictureWidth, format: PictureFormat): Promise<Uint8Array<ArrayBuffer> | null> {
    const name = `${key}-${width}.${format}`;
    const flight = this.#flights.get(name);
    if (flight) return flight;
    const made = this.#make(name, key, width, format).finally(() => this.#flights.delete(name));
    this.#flights.set(name, made);
    return made;
  }

  async #make(name: string, key: string, width: PictureWidth, format: PictureFormat) {
    const kept = await this.#options.files.read(name);
    if (kept) return kept;
    await this.#turn();
    try {
      const original = await this.#options.originals.get(key);
      if (!original) return null;
      const bytes = await this.#options.render(original, width, format);
      // A full disk must not cost the shopper the picture.
      await this.#options.files.write(name, bytes).catch(this.#options.onError);
      return bytes;
    } finally {
      this.#running--;
      this.#waiting.shift()?.();
    }
  }

  async #turn(): Promise<void> {
    if (this.#waiting.length >= maxWaiting) throw new Error("render picture: too many are waiting");
    while (this.#running >= this.#options.concurrency) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#running++;
  }
}
