/** What the build made: addresses of scripts, the style sheet, and the files themselves, kept in memory. */
import type { Assets } from "./page.ts";
import type { Encoding } from "./encoding.ts";

/** A built file with its compressed forms. Its name has the hash of its content, so it never changes. */
export interface BuiltFile {
  readonly contentType: string;
  readonly bodies: Readonly<Partial<Record<Encoding, Uint8Array<ArrayBuffer>>>> & {
    readonly identity: Uint8Array<ArrayBuffer>;
  };
  /** Whether its address names its content, so that it may be kept for ever. */
  readonly immutable: boolean;
}

/** The part of a build's `manifest.json` (tasks/build/write_build.ts) that edges need. */
export interface BuildManifest {
  readonly assets: Assets;
  readonly styles: string;
  readonly files: readonly {
    readonly path: string;
    readonly contentType: string;
    readonly immutable: boolean;
  }[];
}

export interface Build {
  readonly assets: Assets;
  /** The style sheet of all pages, minified. */
  readonly styles: string;
  /** By path, e.g. `/assets/runtime-1a2b3c4d.js`. */
  readonly files: ReadonlyMap<string, BuiltFile>;
}
