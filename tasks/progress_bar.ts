/** A bar on the terminal that grows while a task works; a line every tenth where there is no terminal. */
const cells = 40;
const redrawMs = 100;

export class ProgressBar {
  readonly #name: string;
  readonly #isTerminal = Deno.stderr.isTerminal();
  readonly #started = performance.now();
  #shownAt = -Infinity;
  #shown = -1;

  /** @param name What works. */
  constructor(name: string) {
    this.#name = name;
  }

  /** @param part Of the whole, 0 to 1. @param doing What is being done. */
  show(part: number, doing: string): void {
    const now = performance.now();
    if (this.#isTerminal) {
      if (now - this.#shownAt < redrawMs && part < 1) return;
      this.#shownAt = now;
      print(`\r\x1b[K${this.#line(part, doing, now)}`);
    } else if (Math.floor(part * 10) > this.#shown) {
      this.#shown = Math.floor(part * 10);
      print(`${this.#line(part, doing, now)}\n`);
    }
  }

  /** Ends the line. */
  end(): void {
    if (this.#isTerminal) print("\n");
  }

  #line(part: number, doing: string, now: number): string {
    const full = Math.round(part * cells);
    const seconds = (now - this.#started) / 1000;
    const left = part > 0.02 ? `, ${Math.ceil(seconds / part - seconds)} s left` : "";
    return `${this.#name} [${"#".repeat(full)}${".".repeat(cells - full)}] ${
      Math.floor(part * 100)
    } % ${doing}, ${Math.floor(seconds)} s${left}`;
  }
}

function print(text: string): void {
  Deno.stderr.writeSync(new TextEncoder().encode(text));
}
