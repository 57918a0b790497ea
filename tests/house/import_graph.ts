/** The real import graph: what Deno itself resolves, type-only imports included. */
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { root } from "../../tasks/processes.ts";

/** One import of one file. */
export interface Import {
  /** The importing file, from the root of the project. */
  readonly from: string;
  /** Its line, counted from 1. */
  readonly line: number;
  /** What it imports: a path from the root, or a package such as `zod` or `node:path`. */
  readonly to: string;
  readonly isPackage: boolean;
  /** Whether it leaves nothing behind when the types are erased. */
  readonly isTypeOnly: boolean;
}

/** The imports of these files, by paths from the root. */
export async function readImports(files: readonly string[]): Promise<Import[]> {
  const folder = await Deno.makeTempDir();
  const entry = join(folder, "all.ts");
  const all = files.map((file) => `import ${JSON.stringify(pathToFileURL(join(root, file)).href)};`);
  await Deno.writeTextFile(entry, all.join("\n"));
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", "--no-lock", "--config", join(root, "deno.json"), entry],
    env: { NO_COLOR: "1" },
  }).output();
  await Deno.remove(folder, { recursive: true });
  const decoder = new TextDecoder();
  if (!success) throw new Error(`read the import graph: ${decoder.decode(stderr)}`);
  const { modules }: Information = JSON.parse(decoder.decode(stdout));
  const wanted = new Set(files);
  return modules.flatMap((module) => {
    const from = pathOf(module.specifier);
    return from !== null && wanted.has(from)
      ? (module.dependencies ?? []).flatMap((one) => toImports(from, one))
      : [];
  });
}

/** The part of `deno info --json` that is read here. */
interface Information {
  readonly modules: readonly { readonly specifier: string; readonly dependencies?: readonly Dependency[] }[];
}
interface Dependency {
  readonly specifier: string;
  readonly code?: Resolution;
  readonly type?: Resolution;
}
interface Resolution {
  readonly specifier?: string;
  readonly span: { readonly start: { readonly line: number } };
}

function toImports(from: string, dependency: Dependency): Import[] {
  const resolution = dependency.code ?? dependency.type;
  // What cannot be resolved is for the type check to report.
  if (resolution?.specifier === undefined) return [];
  const path = pathOf(resolution.specifier);
  return [{
    from,
    line: resolution.span.start.line + 1,
    to: path ?? packageOf(resolution.specifier),
    isPackage: path === null,
    isTypeOnly: dependency.code === undefined,
  }];
}

function pathOf(specifier: string): string | null {
  return specifier.startsWith("file:")
    ? relative(root, fileURLToPath(specifier)).replaceAll("\\", "/")
    : null;
}

/** `npm:/@libsql/client@0.18.0/web` → `@libsql/client`; `node:path` stays. */
function packageOf(specifier: string): string {
  const match = /^npm:\/?(@[^/]+\/[^/@]+|[^/@]+)/.exec(specifier);
  return match ? match[1]! : specifier;
}
