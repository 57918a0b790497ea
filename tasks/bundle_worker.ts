/**
 * `deno task bundle-worker`: the edge as one module for Cloudflare Workers, `dist-worker/worker.js`. What its `ASSETS`
 * binding serves is the build, `dist` (docs/deploy-edges.md).
 */
import { dirname, join, relative } from "node:path";
import * as esbuild from "esbuild";
import { build } from "./build.ts";
import { say } from "./terminal.ts";

const root = dirname(import.meta.dirname!);

/**
 * Bundles `edge/worker.ts`.
 *
 * @param folder Where `worker.js` goes.
 * @returns Bytes of the module.
 * @throws {Error} The sources cannot be bundled; the message says what and where.
 */
export async function bundleWorker(folder: string): Promise<number> {
  const views = await compileViews();
  try {
    const outfile = join(folder, "worker.js");
    await esbuild.build({
      absWorkingDir: root,
      entryPoints: ["edge/worker.ts"],
      outfile,
      bundle: true,
      minify: true,
      format: "esm",
      target: "es2024",
      charset: "utf8",
      legalComments: "none",
      logLevel: "silent",
      conditions: ["workerd", "worker", "browser"],
      mainFields: ["module", "main"],
      external: ["node:*"],
      plugins: [views.plugin],
    });
    return (await Deno.stat(outfile)).size;
  } finally {
    await views.remove();
    // Its process would keep this one alive.
    await esbuild.stop();
  }
}

/**
 * The views as Deno compiles them, as `deno.json` says: with the transform of esbuild they would render three times
 * slower, and other bytes than every other edge.
 */
async function compileViews(): Promise<{ plugin: esbuild.Plugin; remove: () => Promise<void> }> {
  const compiled = await Deno.makeTempDir();
  const files =
    (await Promise.all(["routes", "islands", "edge"].map((folder) => viewsIn(join(root, folder))))).flat();
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["transpile", "--quiet", "--no-check", "--outdir", compiled, ...files],
    cwd: root,
    env: { NO_COLOR: "1" },
  }).output();
  if (!success) throw new Error(`compile the views: ${new TextDecoder().decode(stderr)}`);
  return {
    plugin: {
      name: "views",
      setup(build) {
        build.onLoad({ filter: /\.tsx$/ }, async ({ path }) => ({
          contents: await Deno.readTextFile(join(compiled, relative(root, path).replace(/\.tsx$/, ".js"))),
          loader: "js",
        }));
      },
    },
    remove: () => Deno.remove(compiled, { recursive: true }),
  };
}

async function viewsIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory) found.push(...await viewsIn(path));
    else if (name.endsWith(".tsx") && !name.endsWith("_test.tsx")) found.push(relative(root, path));
  }
  return found;
}

if (import.meta.main) {
  await build();
  const bytes = await bundleWorker(join(root, "dist-worker"));
  say(`dist-worker/worker.js ${bytes} bytes`);
}
