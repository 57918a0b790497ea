/**
 * `bench memory`: what a renderer holds after a million requests over 500,000 SKUs, all kinds of pages mixed as
 * visitors would, and whether it goes on growing.
 */
import { Chance, Zipf } from "../db/generator/chance.ts";
import { build } from "../tasks/build.ts";
import { ProgressBar } from "../tasks/progress_bar.ts";
import { generatedCatalog } from "./generated_catalog.ts";
import { measure } from "./load.ts";
import { drawPaths, fullLists, kinds, type Paths } from "./scale_paths.ts";
import { startEdge } from "./shop.ts";
import type { Bench, Row } from "./table.ts";

const skus = 500_000;
const connections = 16;
/** One load asks for so many different addresses; the next for others. */
const pathsPerLoad = 20_000;
const loadSeconds = 10;
/** What a browser sends: every fourth load makes the renderer compress, the others go several times faster. */
const browser = { "accept-encoding": "gzip, deflate, br, zstd" };

/** Of a hundred requests, how many are of a kind. */
const shares: Readonly<Record<typeof kinds[number], number>> = {
  "product": 55,
  "category with facets": 20,
  "filtered category": 8,
  "search, one frequent word": 4,
  "search, one rare word": 2,
  "search, three frequent words": 2,
  "search, three rare words": 2,
  "search, a misspelled word": 1,
  "suggestions": 6,
};

/** @param requests How many, a million where nothing else is said. */
export async function memory(requests = 1_000_000): Promise<Bench> {
  await build();
  const folder = await generatedCatalog(skus);
  const path = `${folder}/catalog.db`;
  const lists = fullLists(path);
  await using edge = await startEdge(folder);
  const samples: { readonly asked: number; readonly bytes: number }[] = [];
  const bar = new ProgressBar("memory");
  let asked = 0;
  for (let load = 0; asked < requests; load++) {
    const paths = mixed(drawPaths(path, lists, { seed: load, count: pathsPerLoad / 4 }), load);
    const timer = setInterval(() => samples.push({ asked, bytes: residentBytes(edge.pid) }), 1000);
    const { perSecond } = await measure({
      origin: edge.origin,
      paths,
      seconds: loadSeconds,
      connections,
      headers: load % 4 === 3 ? browser : {},
    });
    clearInterval(timer);
    asked += Math.round(perSecond * loadSeconds);
    samples.push({ asked, bytes: residentBytes(edge.pid) });
    bar.show(Math.min(1, asked / requests), `${Math.round(samples.at(-1)!.bytes / 1e6)} MB`);
  }
  bar.end();
  const half = samples.filter((sample) => sample.asked >= asked / 2);
  const most = Math.max(...samples.map(({ bytes }) => bytes));
  return {
    bench: "memory",
    rows: [
      { name: "requests", value: asked, unit: "requests" },
      ...[0.1, 0.25, 0.5, 0.75, 1].map((part): Row => ({
        name: `resident after ${part * 100} %`,
        value: samples.findLast((sample) => sample.asked <= asked * part)!.bytes / 1e6,
        unit: "MB",
      })),
      { name: "resident at most", value: most / 1e6, unit: "MB", target: "< 256" },
      {
        name: "growth over the last half",
        value: slope(half) * 1e5 / 1e6,
        unit: "MB per 100,000 requests",
        target: "< 1",
      },
    ],
  };
}

/** Addresses of all kinds by their shares, some of each asked for far more often than others. */
function mixed(paths: Paths, seed: number): string[] {
  const chance = new Chance(seed, 7);
  const zipf = new Zipf(paths.product.length, 0.7);
  const kindOf = kinds.flatMap((kind) => Array<typeof kind>(shares[kind]).fill(kind));
  return Array.from({ length: pathsPerLoad }, () => {
    const of = paths[chance.pick(kindOf)];
    return of[zipf.draw(chance) % of.length]!;
  });
}

/** `VmRSS` of a process (Linux). */
function residentBytes(pid: number): number {
  const status = Deno.readTextFileSync(`/proc/${pid}/status`);
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)![1]) * 1024;
}

/** Bytes a request, by least squares. */
function slope(samples: readonly { readonly asked: number; readonly bytes: number }[]): number {
  const mean = (of: (sample: typeof samples[number]) => number) =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const [asked, bytes] = [mean((sample) => sample.asked), mean((sample) => sample.bytes)];
  const over = samples.reduce((sum, one) => sum + (one.asked - asked) * (one.bytes - bytes), 0);
  const under = samples.reduce((sum, one) => sum + (one.asked - asked) ** 2, 0);
  return under === 0 ? 0 : over / under;
}
