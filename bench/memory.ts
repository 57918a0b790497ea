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
/** One round asks for so many different addresses; the next for others. */
const pathsPerRound = 20_000;
/**
 * The two loads of a round: one that takes pages as they are, and one as browsers do, for which the renderer
 * compresses; it goes several times slower, so that a longer one would only make the benchmark longer.
 */
const loads: readonly { readonly seconds: number; readonly headers: Readonly<Record<string, string>> }[] = [
  { seconds: 12, headers: {} },
  { seconds: 2, headers: { "accept-encoding": "gzip, deflate, br, zstd" } },
];

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

/** Memory of the renderer when so many requests were answered. */
interface Sample extends Resident {
  readonly asked: number;
}

/** @param requests How many, a million where nothing else is said. */
export async function memory(requests = 1_000_000): Promise<Bench> {
  await build();
  const folder = await generatedCatalog(skus);
  const path = `${folder}/catalog.db`;
  const lists = fullLists(path);
  await using edge = await startEdge(folder);
  const samples: Sample[] = [];
  const bar = new ProgressBar("memory");
  let asked = 0;
  const sample = () => {
    const last = { asked, ...resident(edge.pid) };
    samples.push(last);
    const now = `${megabytes(last.bytes)} MB, ${megabytes(last.anonymousBytes)} MB anonymous`;
    bar.show(Math.min(1, asked / requests), now);
  };
  sample();
  for (let round = 0; asked < requests; round++) {
    const paths = mixed(drawPaths(path, lists, { seed: round, count: pathsPerRound / 4 }), round);
    for (const { seconds, headers } of loads) {
      const timer = setInterval(sample, 1000);
      const { perSecond } = await measure({ origin: edge.origin, paths, seconds, connections, headers });
      clearInterval(timer);
      asked += Math.round(perSecond * seconds);
      sample();
    }
  }
  bar.end();
  const half = samples.filter((sample) => sample.asked >= asked / 2);
  return {
    bench: "memory",
    rows: [
      { name: "requests", value: asked, unit: "requests" },
      ...[0, 0.1, 0.25, 0.5, 0.75, 1].flatMap((part): Row[] => {
        const { bytes, anonymousBytes } = part === 0
          ? samples[0]!
          : samples.findLast((sample) => sample.asked <= asked * part)!;
        return [
          {
            name: part === 0 ? "resident at the start" : `resident after ${part * 100} %`,
            value: bytes / 1e6,
            unit: "MB",
            ...part === 1 && { target: "< 256" },
          },
          { name: "of that anonymous", value: anonymousBytes / 1e6, unit: "MB" },
        ];
      }),
      { name: "resident at most", value: most(samples, "bytes") / 1e6, unit: "MB" },
      { name: "anonymous at most", value: most(samples, "anonymousBytes") / 1e6, unit: "MB" },
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
  return Array.from({ length: pathsPerRound }, () => {
    const of = paths[chance.pick(kindOf)];
    return of[zipf.draw(chance) % of.length]!;
  });
}

/** Memory of a process. */
interface Resident {
  readonly bytes: number;
  /** What no file stands behind, which the system can only take back by swapping. */
  readonly anonymousBytes: number;
}

/** `VmRSS` of a process and `RssAnon`, which is part of it (Linux). */
function resident(pid: number): Resident {
  const status = Deno.readTextFileSync(`/proc/${pid}/status`);
  const bytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)![1]) * 1024;
  return { bytes: bytes("VmRSS"), anonymousBytes: bytes("RssAnon") };
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}

function most(samples: readonly Sample[], of: keyof Resident): number {
  return samples.reduce((most, sample) => Math.max(most, sample[of]), 0);
}

/** Bytes a request, by least squares. */
function slope(samples: readonly Sample[]): number {
  const mean = (of: (sample: typeof samples[number]) => number) =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const [asked, bytes] = [mean((sample) => sample.asked), mean((sample) => sample.bytes)];
  const over = samples.reduce((sum, one) => sum + (one.asked - asked) * (one.bytes - bytes), 0);
  const under = samples.reduce((sum, one) => sum + (one.asked - asked) ** 2, 0);
  return under === 0 ? 0 : over / under;
}
