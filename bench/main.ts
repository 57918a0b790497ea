/**
 * The task `bench`: all benchmarks, or the named ones; prints a table each, `--json FILE` writes the rows too.
 * `--requests N` bounds what `memory` asks for.
 */
import { parseArgs } from "node:util";
import { importing } from "./import.ts";
import { memory } from "./memory.ts";
import { orders } from "./orders.ts";
import { pages } from "./pages.ts";
import { quotes } from "./quotes.ts";
import { replication } from "./replication.ts";
import { scale } from "./scale.ts";
import { search } from "./search.ts";
import { start } from "./start.ts";
import { type Bench, table } from "./table.ts";
import { weight } from "./weight.ts";
import { writes } from "./writes.ts";

const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  pages,
  quotes,
  weight,
  start,
  writes,
  orders,
  scale,
  replication: () => replication(),
  search,
  import: importing,
  memory: () => memory(requests),
};

const { values, positionals } = parseArgs({
  args: Deno.args,
  allowPositionals: true,
  options: { json: { type: "string" }, requests: { type: "string", default: "1000000" } },
});
const requests = Number(values.requests);
if (!Number.isInteger(requests) || requests < 1) {
  stop(`--requests ${values.requests}: wanted a whole number, 1 or more`);
}
const unknown = positionals.find((name) => !Object.hasOwn(benches, name));
if (unknown !== undefined) {
  stop(`bench "${unknown}": wanted one of ${Object.keys(benches).join(", ")}`);
}

const results: Bench[] = [];
for (const name of positionals.length > 0 ? positionals : Object.keys(benches)) {
  const result = await benches[name]!();
  print(table(result));
  results.push(result);
}
if (values.json !== undefined) {
  const written = results.length === 1 ? results[0] : results;
  await Deno.writeTextFile(values.json, JSON.stringify(written, null, 2) + "\n");
}

function print(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(text + "\n"));
}

function stop(sentence: string): never {
  Deno.stderr.writeSync(new TextEncoder().encode(sentence + "\n"));
  Deno.exit(2);
}
