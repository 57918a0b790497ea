/**
 * Loaded before a program whose event loop is to be watched (`deno run --preload`): says each second, on its standard
 * error, the longest time that the loop was held, and how much of that its thread computed: the rest it waited for
 * a processor, a disk, or other threads of the process. What these computed meanwhile (compilers, collections of
 * garbage that run beside) is in a third number, which is too large by as much as they were not waited for. Also a
 * program of its own, which shows how long a loop that does nothing is held. Linux; wants `--allow-ffi`.
 */
import process from "node:process";

const encoder = new TextEncoder();
/** `clock_gettime(2)` of the C library, and the number of the clock of the thread that asks. */
const { symbols: { clock_gettime: getTime } } = Deno.dlopen("libc.so.6", {
  clock_gettime: { parameters: ["i32", "buffer"], result: "i32" },
});
const threadClock = 3;
const time = new BigInt64Array(2);

let last = performance.now();
let lastThread = threadMs();
let lastProcess = processMs();
let longest = 0;
let busiest = 0;
let busiestOfAll = 0;
let sayAt = last + 1000;

/** A timer of one millisecond that comes later than that was held up by whatever ran meanwhile. */
const timer = setInterval(() => {
  const now = performance.now();
  const thread = threadMs();
  const all = processMs();
  const held = now - last - 1;
  longest = Math.max(longest, held);
  busiest = Math.max(busiest, Math.min(held, thread - lastThread));
  busiestOfAll = Math.max(busiestOfAll, Math.min(held, all - lastProcess));
  last = now;
  lastThread = thread;
  lastProcess = all;
  if (now < sayAt) return;
  const said = {
    event: "loop held",
    milliseconds: longest,
    computing: busiest,
    computingInAll: busiestOfAll,
  };
  Deno.stderr.writeSync(encoder.encode(`${JSON.stringify(said)}\n`));
  longest = 0;
  busiest = 0;
  busiestOfAll = 0;
  sayAt = now + 1000;
}, 1);
// The program that is watched begins when this one has nothing left to do.
if (!import.meta.main) Deno.unrefTimer(timer);

function threadMs(): number {
  getTime(threadClock, time);
  return Number(time[0]) * 1_000 + Number(time[1]) / 1e6;
}

function processMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
