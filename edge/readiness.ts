/**
 * When an edge may be sent shoppers. Age can only keep a machine from becoming ready: one that starts with an old copy
 * waits until it is level with what the primary had when it began to ask. Once ready it stays so, however old its
 * copy becomes while the primary cannot be reached.
 */

export interface ReadinessOptions {
  /** The catalog version that is served; null: none. */
  readonly version: () => number | null;
  /** Whether there is a sound copy on this machine. */
  readonly hasCopy: () => boolean;
  /** How many versions that one is behind; null: the centre cannot be asked. */
  readonly lag: (version: number) => Promise<number | null>;
}

export class Readiness {
  readonly #options: ReadinessOptions;
  /** The version to reach before being ready. */
  #wanted: number | null = null;
  #wasReady = false;

  constructor(options: ReadinessOptions) {
    this.#options = options;
  }

  /** Whether the machine was ready once. */
  get wasReady(): boolean {
    return this.#wasReady;
  }

  /** Looks again; to be called until it was ready once. */
  async look(): Promise<void> {
    const { version, hasCopy, lag } = this.#options;
    const served = version();
    if (this.#wasReady || served === null || !hasCopy()) return;
    if (this.#wanted === null) {
      const behind = await lag(served);
      // Nobody to ask: the copy is what there is.
      this.#wanted = served + (behind ?? 0);
    }
    if (served >= this.#wanted) {
      this.#wasReady = true;
      return;
    }
    // The centre went away meanwhile: the copy is what there is.
    if (await lag(served) === null) this.#wasReady = true;
  }
}
