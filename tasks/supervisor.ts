/**
 * Keeps programs running: one that dies is started again after a pause that grows, and takes no other with it.
 */
import { type Backoff, pauseMs } from "../commerce/backoff.ts";
import { lines } from "./lines.ts";
import type { Program } from "./processes.ts";
import { signalChild, spawn } from "./spawn.ts";

/** How a supervisor behaves; what is left out has the value that production uses. */
export interface SupervisorOptions {
  /** Takes each line that a program prints, and what the supervisor has to say of it. */
  readonly log: (program: string, line: string) => void;
  /** `pass`: programs print to the supervisor's own output, untouched, and only its own words go to `log`. */
  readonly output?: "log" | "pass";
  readonly backoff?: Backoff;
  /** A program that ran this long starts afresh in the count of failures. */
  readonly steadyMs?: number;
  /** How long a program may take to stop before it is killed. */
  readonly graceMs?: number;
}

export interface Supervisor {
  /** Starts a program and keeps it running. */
  start(program: Program): void;
  /** Stops all programs: asked first (SIGTERM), killed when the grace is over. Resolves when all are gone. */
  stop(): Promise<void>;
}

/** A supervisor that watches over nothing yet. */
export function createSupervisor(options: SupervisorOptions): Supervisor {
  const stopping = new AbortController();
  const kept: Promise<void>[] = [];
  return {
    start(program) {
      kept.push(keep(program, options, stopping.signal));
    },
    async stop() {
      stopping.abort();
      await Promise.all(kept);
    },
  };
}

async function keep(program: Program, options: SupervisorOptions, stopping: AbortSignal): Promise<void> {
  const { log, backoff = { firstMs: 250, ceilingMs: 30_000 }, steadyMs = 10_000 } = options;
  let failures = 0;
  while (!stopping.aborted) {
    const startedAt = performance.now();
    const end = await run(program, options, stopping);
    if (stopping.aborted) return;
    failures = performance.now() - startedAt >= steadyMs ? 1 : failures + 1;
    const pause = pauseMs(failures, backoff, Math.random());
    log(program.name, `${end}; starting it again in ${pause} ms`);
    await delay(pause, stopping);
  }
}

/** Runs a program to its end and says how it ended. */
async function run(program: Program, options: SupervisorOptions, stopping: AbortSignal): Promise<string> {
  const output = options.output === "pass" ? "inherit" : "piped";
  let child: Deno.ChildProcess;
  try {
    child = spawn(program, output);
  } catch (error) {
    return `cannot be started: ${error instanceof Error ? error.message : error}`;
  }
  const terminate = () => stopChild(child, options.graceMs ?? 10_000);
  stopping.addEventListener("abort", terminate, { once: true });
  const copy = async (stream: ReadableStream<Uint8Array>) => {
    for await (const line of lines(stream)) options.log(program.name, line);
  };
  const [status] = await Promise.all([
    child.status,
    ...(output === "piped" ? [copy(child.stdout), copy(child.stderr)] : []),
  ]);
  stopping.removeEventListener("abort", terminate);
  return status.signal === null ? `ended with code ${status.code}` : `ended by ${status.signal}`;
}

function stopChild(child: Deno.ChildProcess, graceMs: number): void {
  signalChild(child, "SIGTERM");
  const timer = setTimeout(() => signalChild(child, "SIGKILL"), graceMs);
  child.status.finally(() => clearTimeout(timer));
}

/** Waits, but not past the moment when the supervisor stops. */
function delay(ms: number, stopping: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stopping.aborted) return resolve();
    const timer = setTimeout(done, ms);
    stopping.addEventListener("abort", done, { once: true });
    function done(): void {
      clearTimeout(timer);
      stopping.removeEventListener("abort", done);
      resolve();
    }
  });
}
