/**
 * The task `generate`: a synthetic catalog, e.g. `deno task generate --skus 500000 --database file:data/catalog.db`.
 * Stopped at any moment it leaves nothing behind; run again it does what is still to be done.
 */
import { parseArgs } from "node:util";
import { generateCatalog } from "../db/generator/generate_catalog.ts";
import { GenerateError } from "../db/generator/generation.ts";
import { ProgressBar } from "./progress_bar.ts";
import { note, say } from "./terminal.ts";

const usage = "usage: generate --skus 500000 --database file:data/catalog.db [--seed 1] [--today 2026-11-20]";

/** The highest number of variants: models of products are unique up to there. */
const maxSkus = 10_000_000;

/** What progress throws after a signal. */
class Stopped extends Error {}

Deno.exit(await main());

/** Answers the exit code. */
async function main(): Promise<number> {
  const options = readOptions();
  if (typeof options === "string") {
    note(`${options}\n${usage}`);
    return 2;
  }
  const bar = new ProgressBar("generate");
  let stopped: NodeJS.Signals | null = null;
  for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(signal, () => stopped = signal);
  try {
    const made = await generateCatalog({
      ...options,
      onProgress(part, stage) {
        if (stopped !== null) throw new Stopped();
        bar.show(part, stage);
      },
    });
    bar.end();
    say(made ? `${options.path} holds ${options.skus} SKUs` : `${options.path} holds this catalog already`);
    return 0;
  } catch (error) {
    bar.end();
    if (error instanceof Stopped) {
      note("stopped; nothing was left behind");
      return 130;
    }
    if (!(error instanceof GenerateError)) throw error;
    note(`generate: ${error.message}`);
    return 1;
  }
}

/** The options, or what is wrong with them. */
function readOptions(): Parameters<typeof generateCatalog>[0] | string {
  let values;
  try {
    ({ values } = parseArgs({
      args: Deno.args,
      options: {
        skus: { type: "string" },
        database: { type: "string" },
        seed: { type: "string", default: "1" },
        today: { type: "string", default: new Date().toISOString().slice(0, 10) },
      },
    }));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const skus = Number(values.skus), seed = Number(values.seed);
  const today = /^\d{4}-\d\d-\d\d$/.test(values.today) ? Date.parse(values.today) : NaN;
  const path = /^file:(.+)$/.exec(values.database ?? "")?.[1];
  if (!Number.isInteger(skus) || skus < 1 || skus > maxSkus) {
    return `--skus ${values.skus ?? ""}: wanted a whole number, 1 to ${maxSkus}`;
  }
  if (path === undefined) return `--database ${values.database ?? ""}: wanted file: and a path`;
  if (!Number.isSafeInteger(seed) || seed < 0) {
    return `--seed ${values.seed}: wanted a whole number, 0 or more`;
  }
  if (Number.isNaN(today)) return `--today ${values.today}: wanted a day, e.g. 2026-11-20`;
  return { skus, seed, today, path };
}
