/**
 * Noticing that the npx which started a task is gone.
 *
 * npm ends on SIGTERM without passing the signal on (https://github.com/npm/cli/issues/6684), and what it started
 * lives on, with its ports taken. A task that keeps programs running must see for itself.
 */

/** How often is looked, in milliseconds. */
const lookMs = 500;

/** Resolves when the npx that started this task has ended; never where it was not npx. Needs `/proc`. */
export function npxEnd(environment: (name: string) => string | undefined): Promise<void> {
  // Between npx and this program stands `deno task`, which outlives npx as well.
  return environment("npm_command") === "exec" ? parentEnd(Deno.ppid) : new Promise(() => {});
}

/** Resolves when the parent of a process has ended, which gives the process another one. */
export async function parentEnd(pid: number): Promise<void> {
  const first = parentOf(pid);
  if (first === null) return await new Promise(() => {});
  while (parentOf(pid) === first) await new Promise((resolve) => setTimeout(resolve, lookMs));
}

/** The process id of a process's parent (proc(5), `stat`: the field after the state); null where it is not told. */
function parentOf(pid: number): number | null {
  try {
    const stat = Deno.readTextFileSync(`/proc/${pid}/stat`);
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
