/** `deno task dev`: the same as `start`, closed and opened again whenever a source file changes. */
import { join } from "node:path";
import { build } from "./build.ts";
import { orSentence, stopSignal } from "./launch.ts";
import { npxEnd } from "./npx_end.ts";
import { root } from "./processes.ts";
import { openShop, type Shop } from "./shop.ts";
import { note, say } from "./terminal.ts";
import { logLine, welcome } from "./welcome.ts";

const sources = ["api", "commerce", "db", "edge", "islands", "routes", "sandbox"]
  .map((folder) => join(root, folder));

/** Editors write a file in several steps, and a checkout many files: the last of them counts. */
const settleMs = 100;

let stopped = false;
let shop: Shop | null = await orSentence(open);
const first = shop;
first.ready.then((ready) => ready && say(welcome(first)));

const watcher = Deno.watchFs(sources);
Promise.race([stopSignal(), npxEnd((name) => Deno.env.get(name))]).then(() => {
  stopped = true;
  watcher.close();
});
await restartOnChange();
await shop?.stop();
Deno.exit(0);

function open(): Promise<Shop> {
  return openShop({ environment: Deno.env.toObject(), log: logLine, build });
}

async function restartOnChange(): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let restarting = Promise.resolve();
  for await (const { kind, paths } of watcher) {
    if (kind === "access" || !paths.some((path) => /\.(tsx?|json|css|sql)$/.test(path))) continue;
    clearTimeout(timer);
    timer = setTimeout(() => restarting = restarting.then(restart), settleMs);
  }
  clearTimeout(timer);
  await restarting;
}

async function restart(): Promise<void> {
  const startedAt = performance.now();
  await shop?.stop();
  shop = null;
  if (stopped) return;
  try {
    shop = await open();
    shop.ready.then((ready) =>
      ready && note(`open again in ${Math.round(performance.now() - startedAt)} ms`)
    );
  } catch (error) {
    // A source that does not build yet: the next change tries again.
    note(error instanceof Error ? error.message : String(error));
  }
}
