/**
 * `bench scale`: what pages cost in a catalog of 500,000 SKUs, and beside one of 10,000: requests a second under the
 * same load, of lists that fill a page in both, and the server's own time of each, of all lists. No page is kept.
 */
import { build } from "../tasks/build.ts";
import { ProgressBar } from "../tasks/progress_bar.ts";
import { generatedCatalog } from "./generated_catalog.ts";
import { measure } from "./load.ts";
import { drawPaths, fullLists, kinds, type Paths } from "./scale_paths.ts";
import { serverTimes } from "./server_time.ts";
import { type Server, startEdge } from "./shop.ts";
import { sizeByPart } from "./size_by_part.ts";
import type { Bench, Row } from "./table.ts";

const sizes = [10_000, 500_000] as const;
const rounds = 7;
const seconds = 2;
const connections = 32;
/** Of each kind, before anything is measured: the runtime compiles, the renderer remembers. */
const warmUp = 300;

/** Targets of the 99th percentile in milliseconds, by the beginning of the kind's name. */
const targets: readonly (readonly [kind: string, p99: string])[] = [
  ["product", "< 10"],
  ["category", "< 20"],
  ["filtered category", "< 20"],
  ["search", "< 25"],
  ["suggestions", "< 10"],
];

interface Shop {
  readonly skus: number;
  readonly server: Server;
  /** Of all lists that fill a page in this catalog. */
  readonly all: Paths;
  /** Of those that fill a page in the smallest. */
  readonly common: Paths;
}

export async function scale(): Promise<Bench> {
  await build();
  const folders: string[] = [];
  for (const skus of sizes) folders.push(await generatedCatalog(skus));
  const common = fullLists(`${folders[0]}/catalog.db`);
  await using small = await startEdge(folders[0]!, { PAGE_CACHE_BYTES: "0" });
  await using large = await startEdge(folders[1]!, { PAGE_CACHE_BYTES: "0" });
  const shops = [small, large].map((server, i): Shop => ({
    skus: sizes[i]!,
    server,
    all: drawPaths(`${folders[i]}/catalog.db`, fullLists(`${folders[i]}/catalog.db`)),
    common: drawPaths(`${folders[i]}/catalog.db`, common),
  }));
  const rows: Row[] = [];
  const bar = new ProgressBar("scale");
  for (const [i, kind] of kinds.entries()) {
    bar.show(i / kinds.length, kind);
    rows.push(...await compare(kind, shops));
  }
  bar.end();
  return { bench: "scale", rows: [...rows, ...sizeRows(`${folders[1]}/catalog.db`)] };
}

async function compare(kind: typeof kinds[number], shops: readonly Shop[]): Promise<Row[]> {
  const target = targets.find(([beginning]) => kind.startsWith(beginning))![1];
  const times: Row[] = [];
  for (const { server, all, skus } of shops) {
    const { p50Ms, p99Ms } = await serverTimes(server.origin, all[kind], warmUp);
    times.push(
      { name: `${kind}, ${named(skus)}: p50`, value: p50Ms, unit: "ms" },
      { name: `${kind}, ${named(skus)}: p99`, value: p99Ms, unit: "ms", target },
    );
  }
  const perSecond: number[][] = shops.map(() => []);
  for (let round = -1; round < rounds; round++) {
    for (const [i, { server, common }] of shops.entries()) {
      const load = { origin: server.origin, paths: common[kind], connections };
      const measured = await measure({ ...load, seconds: round < 0 ? 2 : seconds });
      if (round >= 0) perSecond[i]!.push(measured.perSecond);
    }
  }
  const [small, large] = perSecond.map((all) => all.toSorted((a, b) => a - b)[Math.floor(rounds / 2)]!);
  const throughput = shops.map(({ skus }, i): Row => ({
    name: `${kind}, ${named(skus)}: requests a second`,
    value: [small!, large!][i]!,
    unit: "requests/s",
  }));
  return [
    ...times,
    ...throughput,
    {
      name: `${kind}: throughput`,
      value: large! / small!,
      unit: `of that at ${named(shops[0]!.skus)}`,
      target: ">= 0.8",
      ratioTo: throughput[0]!.name,
    },
  ];
}

function sizeRows(path: string): Row[] {
  const parts = Array.from(sizeByPart(path)).sort(([, one], [, other]) => other - one);
  const gigabytes = parts.reduce((sum, [, bytes]) => sum + bytes, 0) / 1e9;
  return [
    { name: `the file, ${named(sizes[1])}`, value: gigabytes, unit: "GB", target: "<= 3" },
    ...parts.map(([part, bytes]): Row => ({ name: `the file: ${part}`, value: bytes / 1e6, unit: "MB" })),
  ];
}

function named(skus: number): string {
  return `${skus.toLocaleString("en")} SKUs`;
}
