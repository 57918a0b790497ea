/**
 * Compresses pages, few at a time: on other threads where `node:zlib` has some. Deno's (2.9) has none, whatever the form
 * of the call: there a page holds up all others for the one to three milliseconds that its compression takes.
 */
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Encoding } from "./encoding.ts";
import { prepareSplice, type SplicedText } from "./gzip_splice.ts";

const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);

/**
 * Brotli's window, as a power of two: hardly a page is longer, so that the usual 4 MB would only be memory. Below
 * 2^17 the library looks for matches in another way, which takes twelve times as long on our pages (measured).
 */
const windowBits = 18;

/**
 * Runs so many compressions at once, in the order they were asked for. Each takes megabytes of tables while it runs, and
 * a thread where there are any; two keep all cores of an edge's machine busy, and more at once would finish no sooner.
 */
const atOnce = 2;

export class Compressor {
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  /** The bytes in a content coding, in memory of their own. @param quality Brotli's 0 to 11, gzip's 1 to 9. */
  compress(
    bytes: Uint8Array,
    encoding: Exclude<Encoding, "identity">,
    quality: number,
  ): Promise<Uint8Array<ArrayBuffer>> {
    return this.#inTurn(async () => {
      const made = encoding === "br"
        ? await brotli(bytes, {
          params: {
            [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
            [constants.BROTLI_PARAM_QUALITY]: quality,
            [constants.BROTLI_PARAM_LGWIN]: windowBits,
            [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength,
          },
        })
        : await deflate(bytes, { level: quality });
      // Small buffers of node:zlib share one allocation.
      return new Uint8Array(made);
    });
  }

  /** The pieces of a text deflated, so that words can be put between them. */
  splice(pieces: readonly Uint8Array[]): Promise<SplicedText> {
    return this.#inTurn(() => prepareSplice(pieces));
  }

  async #inTurn<Made>(make: () => Promise<Made>): Promise<Made> {
    if (this.#running < atOnce) this.#running++;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await make();
    } finally {
      // The next one takes the place over.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }
}
