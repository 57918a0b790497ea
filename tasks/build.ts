/**
 * `deno task build`: scripts and styles of the browser, minified, with hashed names, compressed, within their
 * budgets. The same sources give the same files.
 */
import { dirname, join } from "node:path";
import { type Budgets, budgets } from "./build/budgets.ts";
import { refusals, weigh, type Weight } from "./build/check_budgets.ts";
import { hashOf, isBuilt } from "./build/is_built.ts";
import { speculationRules } from "./build/speculation_rules.ts";
import { type Manifest, type ServedFile, writeBuild } from "./build/write_build.ts";
import { note, say } from "./terminal.ts";

export interface BuildOptions {
  /** The project's folder. */
  readonly root?: string;
  /** Where the build goes. */
  readonly folder?: string;
  readonly budgets?: Budgets;
}

/** The build's own sources: when they change, so may what they make. `deno.json` names the versions used. */
const makers = [
  "deno.json",
  "tasks/build.ts",
  ...["budgets", "bundle", "check_budgets", "island_entries", "speculation_rules", "write_build"].map((
    name,
  ) => `tasks/build/${name}.ts`),
];

const favicon = "routes/static/favicon.svg";

/**
 * Builds into `dist`, if that is not up to date. Answers what was weighed; null when there was nothing to do.
 *
 * @throws {BuildError} when the sources have mistakes or weigh too much; the last build then stays.
 */
export async function build(options: BuildOptions = {}): Promise<readonly Weight[] | null> {
  const { root = dirname(import.meta.dirname!), budgets: limits = budgets } = options;
  const folder = options.folder ?? join(root, "dist");
  if (await isBuilt(root, folder)) return null;
  // esbuild is not loaded before it is needed: most starts have nothing to build.
  const { bundle, BuildError } = await import("./build/bundle.ts");
  const bundled = await bundle(root, Object.keys(limits.scripts));
  const weights = weigh(bundled, limits);
  const refused = refusals(weights);
  if (refused.length > 0) throw new BuildError(refused.join("\n"));

  const content = new Map<string, Uint8Array>();
  const files: ServedFile[] = [];
  const serve = (file: ServedFile, bytes: Uint8Array) => {
    files.push(file);
    content.set(file.path, bytes);
  };
  for (const [name, bytes] of bundled.scripts) {
    serve({ path: `/assets/${name}`, contentType: "text/javascript; charset=utf-8", immutable: true }, bytes);
  }
  serve(
    { path: "/assets/speculation.json", contentType: "application/speculationrules+json", immutable: false },
    new TextEncoder().encode(JSON.stringify(speculationRules)),
  );
  serve(
    { path: "/favicon.svg", contentType: "image/svg+xml", immutable: false },
    await Deno.readFile(join(root, favicon)),
  );
  const inputs = [...bundled.inputs, ...makers, favicon];
  const manifest: Manifest = {
    assets: Object.fromEntries(
      Object.entries(bundled.entries).map(([source, name]) => [source, `/assets/${name}`]),
    ),
    styles: bundled.styles,
    files,
    source: { inputs, hash: await hashOf(root, inputs) },
  };
  await writeBuild(folder, manifest, ({ path }) => content.get(path)!);
  return weights;
}

if (import.meta.main) {
  const startedAt = performance.now();
  try {
    const weights = await build();
    for (const { name, bytes, budget } of weights ?? []) {
      say(`${name.padEnd(32)} ${String(bytes).padStart(6)} of ${String(budget).padStart(6)} bytes`);
    }
    say(weights === null ? "up to date" : `built in ${Math.round(performance.now() - startedAt)} ms`);
  } catch (error) {
    if (!(error instanceof Error && error.name === "BuildError")) throw error;
    note(error.message);
    Deno.exit(1);
  }
}
