/**
 * Loaded before a program whose event loop is to be watched (`deno run --preload`): says each second, on its standard
 * error, the longest time that the loop was held, and how much of that was its own work: what is left without the
 * time that its thread stood in the queue for a processor, which others of the machine had. So it is in it when the
 * thread computed, and when it waited for a disk, for a page of memory or for a lock. Of the same holds it says how
 * much the thread computed; and how much all threads of the process (compilers, collections of garbage that run
 * beside), which is too large by as much as they were not waited for. Also a program of its own, which shows how long
 * a loop that does nothing is held. Linux; wants `--allow-ffi`.
 */
import process from "node:process";

const encoder = new TextEncoder();
const decoder = new TextDecoder();
/** `clock_gettime(2)`, `open(2)` and `pread(2)` of the C library: Deno's own calls read files on other threads. */
const { symbols: { clock_gettime: getTime, open, pread } } = Deno.dlopen("libc.so.6", {
  clock_gettime: { parameters: ["i32", "buffer"], result: "i32" },
  open: { parameters: ["buffer", "i32"], result: "i32" },
  pread: { parameters: ["i32", "buffer", "usize", "i64"], result: "isize" },
});
/** The number of the clock of the thread that asks. */
const threadClock = 3;
const time = new BigInt64Array(2);
/**
 * Of the thread that opens it: nanoseconds on a processor, nanoseconds in the queue for one, how often it got one
 * (https://docs.kernel.org/scheduler/sched-stats.html).
 */
const schedule = open(encoder.encode("/proc/thread-self/schedstat\0"), 0);
const line = new Uint8Array(96);

let last = performance.now();
let lastQueued = queuedMs();
let lastThread = threadMs();
let lastProcess = processMs();
let longest = 0;
let longestOwn = 0;
let busiest = 0;
let busiestOfAll = 0;
let sayAt = last + 1000;

/** A timer of one millisecond that comes later than that was held up by whatever ran meanwhile. */
const timer = setInterval(() => {
  const now = performance.now();
  const queued = queuedMs();
  const thread = threadMs();
  const all = processMs();
  const held = now - last - 1;
  longest = Math.max(longest, held);
  longestOwn = Math.max(longestOwn, Math.min(held, held - (queued - lastQueued)));
  busiest = Math.max(busiest, Math.min(held, thread - lastThread));
  busiestOfAll = Math.max(busiestOfAll, Math.min(held, all - lastProcess));
  last = now;
  lastQueued = queued;
  lastThread = thread;
  lastProcess = all;
  if (now < sayAt) return;
  const said = {
    event: "loop held",
    milliseconds: longest,
    own: longestOwn,
    computing: busiest,
    computingInAll: busiestOfAll,
  };
  Deno.stderr.writeSync(encoder.encode(`${JSON.stringify(said)}\n`));
  longest = 0;
  longestOwn = 0;
  busiest = 0;
  busiestOfAll = 0;
  sayAt = now + 1000;
}, 1);
// The program that is watched begins when this one has nothing left to do.
if (!import.meta.main) Deno.unrefTimer(timer);

/** How long this thread has stood in the queue for a processor. */
function queuedMs(): number {
  const length = Number(pread(schedule, line, BigInt(line.length), 0n));
  const [, queued, turns] = decoder.decode(line.subarray(0, Math.max(0, length))).split(" ").map(Number);
  if (queued === undefined || !turns) throw new Error("watch the event loop: no /proc/thread-self/schedstat");
  return queued / 1e6;
}

function threadMs(): number {
  getTime(threadClock, time);
  return Number(time[0]) * 1_000 + Number(time[1]) / 1e6;
}

function processMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
