/** The central API as a process of the table, on an empty folder, with the demo shop loaded by itself. */
import { freePort } from "../../tasks/free_port.ts";
import { complete } from "../../tasks/environment.ts";
import { programOf } from "../../tasks/processes.ts";
import { signalChild, spawn } from "../../tasks/spawn.ts";

export interface ApiProcess {
  readonly folder: string;
  /** Origin, e.g. `http://127.0.0.1:41234`. */
  readonly url: string;
  readonly adminKey: string;
  /** Stops it; the folder stays. */
  stop(): Promise<void>;
}

export async function startApi(settings: Readonly<Record<string, string>> = {}): Promise<ApiProcess> {
  const folder = await Deno.makeTempDir({ prefix: "comptoir-test-" });
  const port = freePort();
  const adminKey = "a-key-for-tests-only";
  const environment = complete({
    HOME: Deno.env.get("HOME") ?? "/tmp",
    DATA_DIR: folder,
    API_PORT: String(port),
    ADMIN_API_KEY: adminKey,
    ...settings,
  });
  const child = spawn(programOf("api", environment), "piped");
  const lines: string[] = [];
  child.stdout.pipeTo(new WritableStream()).catch(() => {});
  child.stderr.pipeThrough(new TextDecoderStream())
    .pipeTo(new WritableStream({ write: (text) => void lines.push(text) })).catch(() => {});
  let ended = false;
  const status = child.status.then((status) => {
    ended = true;
    return status;
  });
  const url = `http://127.0.0.1:${port}`;
  while (true) {
    if (ended) throw new Error(`the API ended before it was ready:\n${lines.join("")}`);
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok) break;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  return {
    folder,
    url,
    adminKey,
    async stop() {
      if (!ended) signalChild(child, "SIGTERM");
      await status;
    },
  };
}
