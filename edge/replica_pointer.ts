/**
 * Where readers of the copies are sent: the file `current`. Anybody who may write in the folder can delete or overwrite
 * it, so the syncer remembers what it should say.
 */
import type { Log } from "../commerce/log.ts";
import type { ReplicaFolder } from "./replica_folder.ts";

export class ReplicaPointer {
  readonly #folder: ReplicaFolder;
  readonly #log: Log;
  #generation: string | null = null;

  constructor(folder: ReplicaFolder, log: Log) {
    this.#folder = folder;
    this.#log = log;
  }

  /** Sends readers to a generation. */
  async send(generation: string): Promise<void> {
    await this.#folder.setCurrent(generation);
    this.#generation = generation;
  }

  /** Sets a damaged generation aside: until there is another, there is nothing to send readers to. */
  async setAside(generation: string): Promise<void> {
    if (this.#generation === generation) this.#generation = null;
    await this.#folder.quarantine(generation);
  }

  /** Sends readers back to where they were sent last, if the file says otherwise. Never rejects. */
  async mend(): Promise<void> {
    const generation = this.#generation;
    if (generation === null) return;
    try {
      const said = await this.#folder.pointer();
      if (said === generation) return;
      await this.#folder.setCurrent(generation);
      this.#log.warn("readers were sent astray: mended", { generation, said: said.slice(0, 64) });
    } catch (error) {
      this.#log.error("readers cannot be sent to the copy", { generation, error });
    }
  }
}
