/**
 * Loaded before a program whose event loop is to be watched (`deno run --preload`): says each second, on its standard
 * error, the longest time that the loop was held, and how much of that the process computed: the rest it waited for
 * a processor, or for a disk. Also a program of its own, which shows how long a loop that does nothing is held.
 */
import process from "node:process";

const encoder = new TextEncoder();
let last = performance.now();
let lastCpu = cpuMs();
let longest = 0;
let busiest = 0;
let sayAt = last + 1000;

/** A timer of one millisecond that comes later than that was held up by whatever ran meanwhile. */
const timer = setInterval(() => {
  const now = performance.now();
  const cpu = cpuMs();
  const held = now - last - 1;
  longest = Math.max(longest, held);
  busiest = Math.max(busiest, Math.min(held, cpu - lastCpu));
  last = now;
  lastCpu = cpu;
  if (now < sayAt) return;
  const said = { event: "loop held", milliseconds: longest, computing: busiest };
  Deno.stderr.writeSync(encoder.encode(`${JSON.stringify(said)}\n`));
  longest = 0;
  busiest = 0;
  sayAt = now + 1000;
}, 1);
// The program that is watched begins when this one has nothing left to do.
if (!import.meta.main) Deno.unrefTimer(timer);

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
