/**
 * `bench start`: from a fresh clone with empty caches to a working page, and the second start. The registry's
 * answers are part of the first figure.
 */
import { freePort } from "../tasks/free_port.ts";
import type { Bench } from "./table.ts";

const startCommand = ["--yes", "deno@2.9.6", "task", "start"];

export async function start(): Promise<Bench> {
  const folder = await Deno.makeTempDir({ prefix: "comptoir-start-" });
  try {
    const clone = `${folder}/clone`;
    const cloned = await new Deno.Command("git", { args: ["clone", "--quiet", ".", clone] }).output();
    if (!cloned.success) throw new Error(new TextDecoder().decode(cloned.stderr));
    const caches = { DENO_DIR: `${folder}/deno`, npm_config_cache: `${folder}/npm` };
    const first = await untilPage(clone, caches);
    const second = await untilPage(clone, caches);
    return {
      bench: "start",
      rows: [
        { name: "first start, empty caches", value: first / 1000, unit: "s", target: "< 60" },
        { name: "second start", value: second / 1000, unit: "s", target: "< 3" },
      ],
    };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Milliseconds from the command to a home page with products; the shop is stopped afterwards. */
async function untilPage(folder: string, caches: Readonly<Record<string, string>>): Promise<number> {
  const [port, apiPort] = [freePort(), freePort()];
  const started = performance.now();
  const child = new Deno.Command("npx", {
    args: startCommand,
    cwd: folder,
    env: { ...caches, PORT: String(port), API_PORT: String(apiPort) },
    stdin: "null",
    stdout: "null",
    stderr: "null",
    detached: true,
  }).spawn();
  let ended = false;
  child.status.then(() => ended = true);
  try {
    for (;;) {
      if (ended) throw new Error("start ended before there was a page");
      const answer = await fetch(`http://127.0.0.1:${port}/fr-fr/`).catch(() => null);
      const text = await answer?.text();
      if (answer?.ok && text?.includes('class="card')) return performance.now() - started;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  } finally {
    // npx, the launcher and its processes are one group of their own.
    if (!ended) Deno.kill(-child.pid, "SIGTERM");
    await child.status;
  }
}
