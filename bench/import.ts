/**
 * `bench import`: rows a second and the highest memory of the task `import`, as a process of its own on an empty
 * folder: for a synthetic feed of 500,000 rows, and for the real one of Icecat where `REFERENCE_DATA` names it.
 */
import { join } from "node:path";
import { icecatFeed, referenceFile, withoutReferenceData } from "../tests/support/reference_data.ts";
import { note } from "../tasks/terminal.ts";
import { writeSyntheticFeed } from "./synthetic_feed.ts";
import type { Bench, Row } from "./table.ts";

const syntheticRows = 500_000;

export async function importing(): Promise<Bench> {
  const folder = await Deno.makeTempDir({ prefix: "comptoir-import-" });
  try {
    const rows: Row[] = [];
    const real = referenceFile(icecatFeed);
    if (real === null) note(`bench import: the Icecat feed is skipped: ${withoutReferenceData}`);
    else rows.push(...await measureBoth("Icecat", real, folder));
    const synthetic = join(folder, "synthetic.tsv");
    await writeSyntheticFeed(synthetic, syntheticRows);
    rows.push(...await measureBoth(`${syntheticRows.toLocaleString("en")} rows`, synthetic, folder));
    return { bench: "import", rows };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The first import, and the second one of the same file, which writes nothing. */
async function measureBoth(name: string, feed: string, folder: string): Promise<Row[]> {
  const data = await Deno.makeTempDir({ dir: folder });
  const first = await measureImport(feed, data);
  const again = await measureImport(feed, data);
  await Deno.remove(data, { recursive: true });
  if (first.written === 0 || again.written > 0) {
    throw new Error(`bench import "${feed}": wrote ${first.written} products, then ${again.written} more`);
  }
  return [
    { name: `${name}: import`, value: first.perSecond, unit: "rows/s", target: ">= 2000" },
    { name: `${name}: highest memory`, value: first.megabytes, unit: "MB resident", target: "< 400" },
    { name: `${name}: the same file again`, value: again.perSecond, unit: "rows/s", target: ">= 2000" },
    { name: `${name}: highest memory of that`, value: again.megabytes, unit: "MB resident", target: "< 400" },
  ];
}

async function measureImport(
  feed: string,
  data: string,
): Promise<{ readonly perSecond: number; readonly megabytes: number; readonly written: number }> {
  const json = join(data, "report.json");
  const started = performance.now();
  const child = new Deno.Command(Deno.execPath(), {
    args: ["task", "import", feed, "--market", "us", "--language", "en", "--json", json],
    env: { DATA_DIR: data },
    stdout: "null",
    stderr: "inherit",
  }).spawn();
  let ended = false;
  const status = child.status.finally(() => ended = true);
  let peak = 0;
  while (!ended) {
    peak = Math.max(peak, await peakKilobytes(child.pid));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const { code } = await status;
  const seconds = (performance.now() - started) / 1000;
  if (code !== 0) throw new Error(`bench import "${feed}": the task ended with code ${code}`);
  const report = JSON.parse(await Deno.readTextFile(json));
  return {
    perSecond: report.rows / seconds,
    megabytes: peak / 1024,
    written: report.newProducts + report.changedProducts,
  };
}

/** The most that a process and its children were ever resident with, in KiB, as Linux counts it. */
async function peakKilobytes(pid: number): Promise<number> {
  const status = await Deno.readTextFile(`/proc/${pid}/status`).catch(() => "");
  const children = await Deno.readTextFile(`/proc/${pid}/task/${pid}/children`).catch(() => "");
  let peak = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0);
  for (const child of children.trim().split(" ").filter(Boolean)) {
    peak = Math.max(peak, await peakKilobytes(Number(child)));
  }
  return peak;
}
