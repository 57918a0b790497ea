/** Values kept by key within a bound of bytes: what was not asked for lately is forgotten first. */
export class Kept<Key, Value> {
  readonly #maxBytes: number;
  readonly #bytesOf: (value: Value) => number;
  /** Asked for lately, and before that: when the first is half of what may be kept, it becomes the second. */
  #recent = new Map<Key, Value>();
  #older = new Map<Key, Value>();
  #recentBytes = 0;

  constructor(maxBytes: number, bytesOf: (value: Value) => number) {
    this.#maxBytes = maxBytes;
    this.#bytesOf = bytesOf;
  }

  get(key: Key): Value | undefined {
    const recent = this.#recent.get(key);
    if (recent !== undefined) return recent;
    const older = this.#older.get(key);
    if (older !== undefined) this.set(key, older);
    return older;
  }

  set(key: Key, value: Value): void {
    if (this.#recentBytes > this.#maxBytes / 2) {
      this.#older = this.#recent;
      this.#recent = new Map();
      this.#recentBytes = 0;
    }
    this.#recent.set(key, value);
    this.#recentBytes += this.#bytesOf(value);
  }

  delete(key: Key): void {
    this.#recent.delete(key);
    this.#older.delete(key);
  }

  clear(): void {
    this.#recent.clear();
    this.#older.clear();
    this.#recentBytes = 0;
  }
}
