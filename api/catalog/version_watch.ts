/** Knowing at once when there is a new catalog version, for those who wait for one. */

export interface VersionWatchOptions {
  /** Asks the catalog for its version. */
  readonly read: () => Promise<number>;
  /** How often it is asked while somebody waits: another process may have written. */
  readonly everyMs: number;
  /** Told when the catalog could not be asked. */
  readonly onError: (error: unknown) => void;
}

interface Waiting {
  readonly above: number;
  readonly tell: (version: number) => void;
}

export class VersionWatch {
  readonly #options: VersionWatchOptions;
  readonly #waiting = new Set<Waiting>();
  #newest = -1;
  #isLooking = false;
  /** A write came while the catalog was being asked: the answer may not have it. */
  #isStale = false;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #isClosed = false;

  constructor(options: VersionWatchOptions) {
    this.#options = options;
  }

  /** The catalog was written by this process: whoever waits is told as soon as the catalog was asked. */
  wake(): void {
    if (this.#waiting.size > 0) void this.#look();
  }

  /**
   * The catalog version as soon as it is above the given one, or after `holdMs` whatever it is. Rejects when the
   * catalog cannot be asked.
   */
  async above(version: number, holdMs: number, signal: AbortSignal): Promise<number> {
    const newest = this.#newest = await this.#options.read();
    // A catalog that was restored may have a lower one: that is news, too.
    if (newest !== version || signal.aborted || this.#isClosed) return newest;
    const { promise, resolve } = Promise.withResolvers<number>();
    const waiting: Waiting = { above: version, tell: resolve };
    const timer = setTimeout(() => resolve(this.#newest), holdMs);
    const leave = () => resolve(this.#newest);
    signal.addEventListener("abort", leave, { once: true });
    this.#waiting.add(waiting);
    this.#lookLater();
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", leave);
      this.#waiting.delete(waiting);
    }
  }

  /** Tells everybody who waits what is known: nobody is to hold up the end of the process. */
  close(): void {
    this.#isClosed = true;
    for (const { tell } of this.#waiting) tell(this.#newest);
  }

  async #look(): Promise<void> {
    this.#isStale = true;
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      while (this.#isStale) {
        this.#isStale = false;
        this.#newest = await this.#options.read();
        for (const { above, tell } of this.#waiting) if (this.#newest !== above) tell(this.#newest);
      }
    } catch (error) {
      this.#options.onError(error);
    } finally {
      this.#isLooking = false;
    }
    this.#lookLater();
  }

  #lookLater(): void {
    if (this.#timer !== null || this.#waiting.size === 0 || this.#isClosed) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (this.#waiting.size > 0) void this.#look();
    }, this.#options.everyMs);
  }
}
