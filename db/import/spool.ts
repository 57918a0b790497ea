/** Rows set aside in a temporary file: memory holds where each one lies, not the row. */
import { Numbers } from "./hash_index.ts";

/** Bytes written, and read ahead, at once. */
const windowSize = 256 * 1024;

/** A list of JSON values on disk. */
export class Spool<T> implements Disposable {
  readonly #file: Deno.FsFile;
  readonly #path: string;
  #isNameless = false;
  readonly #starts = new Numbers();
  #buffer = new Uint8Array(2 * windowSize);
  #used = 0;
  #written = 0;
  #window: Uint8Array = new Uint8Array();
  #windowStart = 0;
  #next = 0;

  private constructor(path: string, file: Deno.FsFile) {
    this.#path = path;
    this.#file = file;
  }

  /** @param folder Where it lies; left out: where the system keeps temporary files. */
  static open<T>(folder?: string): Spool<T> {
    const path = Deno.makeTempFileSync({ prefix: "import-", ...folder !== undefined && { dir: folder } });
    const spool = new Spool<T>(path, Deno.openSync(path, { read: true, write: true }));
    // Where the system allows it the file has no name any more: whatever ends this process frees its space.
    try {
      Deno.removeSync(path);
      spool.#isNameless = true;
    } catch {
      // It is removed when the spool is closed.
    }
    return spool;
  }

  get length(): number {
    return this.#starts.length;
  }

  /** Adds a value at the end. */
  push(value: T): void {
    const text = JSON.stringify(value);
    this.#starts.push(this.#written + this.#used);
    // A UTF-16 unit has three bytes at most.
    if (this.#used + text.length * 3 > this.#buffer.length) this.#flush();
    if (text.length * 3 > this.#buffer.length) {
      const bytes = encoder.encode(text);
      writeAll(this.#file, bytes);
      this.#written += bytes.length;
      return;
    }
    this.#used += encoder.encodeInto(text, this.#buffer.subarray(this.#used)).written;
    if (this.#used >= windowSize) this.#flush();
  }

  /** The value at an index: fast in their order, possible in any. */
  at(index: number): T {
    this.#flush();
    const start = this.#starts.at(index);
    const end = index + 1 < this.#starts.length ? this.#starts.at(index + 1) : this.#written;
    if (start < this.#windowStart || end > this.#windowStart + this.#window.length) {
      const length = index === this.#next ? Math.max(windowSize, end - start) : end - start;
      this.#window = this.#read(start, Math.min(length, this.#written - start));
      this.#windowStart = start;
    }
    this.#next = index + 1;
    return JSON.parse(
      decoder.decode(this.#window.subarray(start - this.#windowStart, end - this.#windowStart)),
    );
  }

  [Symbol.dispose](): void {
    this.#file.close();
    if (!this.#isNameless) Deno.removeSync(this.#path);
  }

  #flush() {
    if (this.#used === 0) return;
    this.#file.seekSync(this.#written, Deno.SeekMode.Start);
    writeAll(this.#file, this.#buffer.subarray(0, this.#used));
    this.#written += this.#used;
    this.#used = 0;
  }

  #read(start: number, length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    this.#file.seekSync(start, Deno.SeekMode.Start);
    for (let filled = 0; filled < length;) {
      const count = this.#file.readSync(bytes.subarray(filled));
      if (count === null) {
        throw new Error("Cannot read the rows set aside: their file is shorter than it was");
      }
      filled += count;
    }
    return bytes;
  }
}

const encoder = new TextEncoder(), decoder = new TextDecoder();

function writeAll(file: Deno.FsFile, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += file.writeSync(bytes.subarray(at));
}
