/** Scripts and styles of the browser, from source to minified text. */
import { basename } from "node:path";
import * as esbuild from "esbuild";
import { islandEntries } from "./island_entries.ts";

/** What a bundling made. */
export interface Bundle {
  /** File name → content; the names of scripts hold their hash. */
  readonly scripts: ReadonlyMap<string, Uint8Array>;
  /** Script in the source → file name. */
  readonly entries: Readonly<Record<string, string>>;
  readonly styles: string;
  /** Every file that went into it, relative to the root, sorted. */
  readonly inputs: readonly string[];
}

/** The sources cannot be bundled, or are above a budget. The message says what and where. */
export class BuildError extends Error {
  override name = "BuildError";
}

/**
 * @param root The project's folder.
 * @param sources Scripts, relative to the root: islands (`.tsx`), and scripts that pages load as they are (`.ts`).
 * @throws {BuildError} naming file and line of each mistake.
 */
export async function bundle(root: string, sources: readonly string[]): Promise<Bundle> {
  const common = {
    absWorkingDir: root,
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    charset: "utf8",
    legalComments: "none",
    logLevel: "silent",
  } as const;
  const scripts = {
    ...common,
    outdir: "dist/assets",
    entryNames: "[name]-[hash]",
    chunkNames: "shared-[hash]",
    format: "esm",
    target: "es2022",
    // The classic transform: Preact's automatic runtime is a second `h`, 200 bytes of it.
    jsxFactory: "h",
    jsxFragment: "Fragment",
  } as const;
  const islands = {
    ...scripts,
    entryPoints: sources.filter((source) => source.endsWith(".tsx")),
    inject: ["tasks/build/jsx.ts"],
    splitting: true,
  };
  try {
    const sketch = await esbuild.build({ ...islands, minify: false, plugins: [islandEntries(root, [])] });
    const results = await Promise.all([
      // By itself, so that what it shares with the islands is not one more file to wait for.
      esbuild.build({ ...scripts, entryPoints: sources.filter((source) => source.endsWith(".ts")) }),
      esbuild.build({ ...islands, plugins: [islandEntries(root, sharedInputs(sketch.metafile))] }),
    ]);
    const styles = await esbuild.build({
      ...common,
      entryPoints: ["routes/styles/main.css"],
      outdir: "dist",
    });
    const outputs = results.flatMap(({ metafile }) => Object.entries(metafile.outputs));
    return {
      scripts: new Map(
        results.flatMap(({ outputFiles }) => outputFiles).map((file) => [basename(file.path), file.contents]),
      ),
      entries: Object.fromEntries(
        outputs.flatMap(([path, { entryPoint }]) =>
          entryPoint === undefined ? [] : [[entryPoint.replace(/^island:/, ""), basename(path)]]
        ),
      ),
      styles: styles.outputFiles[0]!.text,
      inputs: [...new Set([...results, styles].flatMap(({ metafile }) => Object.keys(metafile.inputs)))]
        .filter((path) => !path.startsWith("island:"))
        .sort(),
    };
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    throw new BuildError(error.errors.map(sentence).join("\n"));
  } finally {
    // Its process would keep this one alive.
    await esbuild.stop();
  }
}

/** The files that more than one island uses. */
function sharedInputs({ outputs }: esbuild.Metafile): readonly string[] {
  return Object.values(outputs)
    .filter(({ entryPoint }) => entryPoint === undefined)
    .flatMap(({ inputs }) => Object.keys(inputs))
    .sort();
}

function isBuildFailure(error: unknown): error is esbuild.BuildFailure {
  return error instanceof Error && "errors" in error && Array.isArray(error.errors);
}

function sentence({ text, location }: esbuild.Message): string {
  return location ? `${location.file}:${location.line}:${location.column}: ${text}` : text;
}
