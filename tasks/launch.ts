/** Running processes of the table until this one is told to stop: what the production commands share. */
import { SettingsError } from "../commerce/settings.ts";
import { complete } from "./environment.ts";
import { type Environment, type ProcessName, programOf } from "./processes.ts";
import { signalChild, spawn } from "./spawn.ts";
import { createSupervisor } from "./supervisor.ts";
import { note } from "./terminal.ts";

/**
 * Keeps the processes that `choose` names running until this program is asked to stop. They print to its own
 * output, untouched. A setting that cannot be used ends it with a sentence before anything starts.
 */
export async function launch(choose: (environment: Environment) => readonly ProcessName[]): Promise<never> {
  const programs = await orSentence(() => {
    const environment = complete(Deno.env.toObject());
    return choose(environment).map((name) => programOf(name, environment));
  });
  const supervisor = createSupervisor({ log: (name, line) => note(`${name}: ${line}`), output: "pass" });
  for (const program of programs) supervisor.start(program);
  await stopSignal();
  await supervisor.stop();
  Deno.exit(0);
}

/** Runs a process of the table once, to its end, and ends with its exit code. */
export async function launchOnce(name: ProcessName): Promise<never> {
  const program = await orSentence(() => programOf(name, complete(Deno.env.toObject())));
  const child = spawn(program, "inherit");
  stopSignal().then(() => signalChild(child, "SIGTERM"));
  Deno.exit((await child.status).code);
}

/** Resolves when this program is asked to stop: SIGTERM, SIGINT (Ctrl-C), or its terminal is closed. */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
      Deno.addSignalListener(signal, () => resolve());
    }
  });
}

/**
 * What `action` gives. A setting that cannot be used, or a source that cannot be built, ends this program with the
 * sentence that says so.
 */
export async function orSentence<T>(action: () => T | Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    // BuildError is known by its name: its module loads the bundler, which production does not need.
    if (!(error instanceof SettingsError || error instanceof Error && error.name === "BuildError")) {
      throw error;
    }
    note(error.message);
    Deno.exit(1);
  }
}
