/** How long a server works for each of many requests, one after the other. */

export interface ServerTimes {
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/**
 * Asks for each path, one at a time. The time is what `Server-Timing` says of reading and rendering, where an answer
 * has it; else that from the request to the last byte of the answer, which is longer.
 *
 * @param warmUp So many requests come first and are not counted.
 */
export async function serverTimes(
  origin: string,
  paths: readonly string[],
  warmUp: number,
): Promise<ServerTimes> {
  const times: number[] = [];
  for (let i = -warmUp; i < paths.length; i++) {
    const path = paths[(i + paths.length) % paths.length]!;
    const started = performance.now();
    const answer = await fetch(origin + path);
    await answer.arrayBuffer();
    const wholeMs = performance.now() - started;
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    const parts = Array.from((answer.headers.get("server-timing") ?? "").matchAll(/;dur=([\d.]+)/g));
    if (i >= 0) times.push(parts.length === 0 ? wholeMs : parts.reduce((sum, [, ms]) => sum + Number(ms), 0));
  }
  times.sort((one, other) => one - other);
  const at = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))]!;
  return { p50Ms: at(0.5), p99Ms: at(0.99) };
}
