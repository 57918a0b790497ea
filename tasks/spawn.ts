/** Starting a program of the table with the environment it may see and no other. */
import type { Program } from "./processes.ts";

/**
 * Starts the program.
 *
 * @param output `piped`: to be read by us; `inherit`: straight to our own output.
 */
export function spawn(program: Program, output: "piped" | "inherit"): Deno.ChildProcess {
  return new Deno.Command(program.command, {
    args: [...program.arguments],
    cwd: program.folder,
    env: { ...program.environment },
    clearEnv: true,
    stdin: "null",
    stdout: output,
    stderr: output,
  }).spawn();
}

/** Sends a signal; to a process that has ended already it does nothing. */
export function signalChild(child: Deno.ChildProcess, signal: Deno.Signal): void {
  try {
    child.kill(signal);
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof Deno.errors.NotFound)) throw error;
  }
}
