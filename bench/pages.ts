/**
 * `bench pages`: what a product page costs, kept and made anew, beside a static answer of the same bytes and
 * headers, under the same load, in the same run.
 */
import { productPaths } from "./paths.ts";
import { type Load, measure, type Measured } from "./load.ts";
import { demoFolder, type Server, startEdge, startYardstick } from "./shop.ts";
import type { Bench, Row } from "./table.ts";

const rounds = 3;
const seconds = 5;
/** The compiler of the runtime needs some ten thousand pages until it knows them. */
const warmUpSeconds = 8;
const connections = 32;
/** What a browser sends. */
const browser = { "accept-encoding": "gzip, deflate, br, zstd" };

export async function pages(): Promise<Bench> {
  await using demo = await demoFolder();
  await using kept = await startEdge(demo.folder);
  await using made = await startEdge(demo.folder, { PAGE_CACHE_BYTES: "0" });
  const paths = await productPaths(kept.origin);
  const first = paths[0]!;

  const scenarios: {
    name: string;
    server: Server;
    load: Omit<Load, "origin" | "seconds" | "connections">;
    bound?: string;
  }[] = [
    {
      name: "cached product page",
      server: kept,
      load: { paths: [first], headers: browser },
      bound: ">= 0.75",
    },
    { name: "cached, all 240 products in turn", server: kept, load: { paths, headers: browser } },
    {
      name: "cached, one piece in the basket",
      server: kept,
      load: { paths: [first], headers: { ...browser, cookie: "basket=1.1" } },
    },
    { name: "uncached product page", server: made, load: { paths: [first] } },
    { name: "uncached, all 240 products in turn", server: made, load: { paths } },
    { name: "uncached, compressed with brotli", server: made, load: { paths, headers: browser } },
  ];
  const rows: Row[] = [];
  for (const { name, server, load, bound } of scenarios) {
    for (const path of load.paths) {
      const answer = await fetch(server.origin + path, { headers: load.headers });
      await answer.body?.cancel();
      if (answer.status !== 200) throw new Error(`${name}: ${path} answered ${answer.status}`);
    }
    await using yardstick = await startYardstick(await plain(server.origin + load.paths[0]!, load.headers));
    const [ours, still] = await inTurns(
      { origin: server.origin, ...load, seconds, connections },
      { origin: yardstick.origin, ...load, seconds, connections },
    );
    const perSecond = { name: `${name}: requests a second`, value: ours.perSecond, unit: "requests/s" };
    rows.push(
      { name: `${name}: yardstick`, value: still.perSecond, unit: "requests/s" },
      name === "uncached product page" ? { ...perSecond, target: ">= 4500" } : perSecond,
      {
        name: `${name}: ratio`,
        value: ours.perSecond / still.perSecond,
        unit: "of the yardstick",
        ratioTo: `${name}: yardstick`,
        ...(bound ? { target: bound } : {}),
      },
      { name: `${name}: p99`, value: ours.p99Ms, unit: `ms (yardstick ${still.p99Ms.toFixed(2)} ms)` },
      { name: `${name}: bytes an answer`, value: ours.bytesPerRequest, unit: "bytes" },
    );
  }
  return { bench: "pages", rows };
}

/** Rounds of one and the other by turns, so that a slow minute of the machine hits both; the median of each. */
async function inTurns(ours: Load, still: Load): Promise<[Measured, Measured]> {
  await measure({ ...ours, seconds: warmUpSeconds });
  await measure({ ...still, seconds: 2 });
  const results: [Measured[], Measured[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    results[0].push(await measure(ours));
    results[1].push(await measure(still));
  }
  return [median(results[0]), median(results[1])];
}

function median(all: Measured[]): Measured {
  return all.toSorted((a, b) => a.perSecond - b.perSecond)[Math.floor(all.length / 2)]!;
}

/** An answer with its body as it was sent: `fetch` would decompress it and drop the header. */
async function plain(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  const output = await new Deno.Command("curl", {
    args: [
      "-s",
      "-i",
      ...Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}: ${value}`]),
      url,
    ],
  }).output();
  const bytes = output.stdout;
  const end = new TextDecoder("latin1").decode(bytes).indexOf("\r\n\r\n");
  const lines = new TextDecoder("latin1").decode(bytes.slice(0, end)).split("\r\n").slice(1);
  const pairs = lines.map((line): [string, string] => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  }).filter(([name]) => name.toLowerCase() !== "transfer-encoding");
  return new Response(bytes.slice(end + 4), { headers: pairs });
}
