/**
 * Load from wrk (https://github.com/wg/wrk), one thread, so that on two cores the server has one for itself.
 * Only 127.0.0.1, bounded in time.
 */

export interface Load {
  /** Origin of the server, e.g. `http://127.0.0.1:8000`. */
  readonly origin: string;
  /** Paths asked for in turn. */
  readonly paths: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly seconds: number;
  readonly connections: number;
}

export interface Measured {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly bytesPerRequest: number;
}

/** Runs one load. Throws when any answer was an error: a fast error is no throughput. */
export async function measure(load: Load): Promise<Measured> {
  if (new URL(load.origin).hostname !== "127.0.0.1") {
    throw new Error(`load "${load.origin}": wanted 127.0.0.1`);
  }
  const script = await Deno.makeTempFile({ suffix: ".lua" });
  await Deno.writeTextFile(script, lua(load));
  try {
    const output = await new Deno.Command(await findWrk(), {
      args: ["-t1", `-c${load.connections}`, `-d${load.seconds}s`, "--latency", "-s", script, load.origin],
    }).output();
    const text = new TextDecoder().decode(output.stdout);
    const result = /RESULT (\{.*\})/.exec(text)?.[1];
    if (!output.success || !result) {
      throw new Error(`wrk failed: ${new TextDecoder().decode(output.stderr)}${text}`);
    }
    const { requests, microseconds, bytes, p50, p99, errors } = JSON.parse(result) as Record<string, number>;
    if (errors! > 0) {
      throw new Error(`load "${load.origin}${load.paths[0]}": ${errors} of ${requests} answers were errors`);
    }
    return {
      perSecond: requests! / (microseconds! / 1e6),
      p50Ms: p50! / 1000,
      p99Ms: p99! / 1000,
      bytesPerRequest: bytes! / requests!,
    };
  } finally {
    await Deno.remove(script);
  }
}

function lua({ paths, headers = {} }: Load): string {
  const quote = (text: string) => JSON.stringify(text);
  return `
local paths = { ${paths.map(quote).join(", ")} }
local requests = {}
local turn = 0
function init()
${
    Object.entries(headers).map(([name, value]) => `  wrk.headers[${quote(name)}] = ${quote(value)}`).join(
      "\n",
    )
  }
  for i, path in ipairs(paths) do requests[i] = wrk.format("GET", path) end
end
function request()
  turn = turn % #requests + 1
  return requests[turn]
end
function done(summary, latency)
  local e = summary.errors
  io.write(string.format('RESULT {"requests":%d,"microseconds":%d,"bytes":%d,"p50":%d,"p99":%d,"errors":%d}\\n',
    summary.requests, summary.duration, summary.bytes, latency:percentile(50), latency:percentile(99),
    e.connect + e.read + e.write + e.status + e.timeout))
end
`;
}

async function findWrk(): Promise<string> {
  const found = async () => (await new Deno.Command("which", { args: ["wrk"] }).output()).success;
  if (await found()) return "wrk";
  await new Deno.Command("apt-get", { args: ["install", "-y", "wrk"], stdout: "null", stderr: "null" })
    .output()
    .catch(() => null);
  if (await found()) return "wrk";
  throw new Error("wrk is not here: install it (Debian: apt-get install wrk)");
}
