import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import type { Program } from "./processes.ts";
import { createSupervisor, type Supervisor } from "./supervisor.ts";

/** A program of a line of shell, which starts faster than any runtime. */
function shell(name: string, script: string): Program {
  return { name, command: "/bin/sh", arguments: ["-c", script], environment: {}, folder: Deno.cwd() };
}

/** A supervisor whose lines can be waited for. */
function watched(): { supervisor: Supervisor; seen: string[]; line: (wanted: RegExp) => Promise<string> } {
  const seen: string[] = [];
  const waiting: { wanted: RegExp; found: (line: string) => void }[] = [];
  const supervisor = createSupervisor({
    log(program, line) {
      seen.push(`${program} | ${line}`);
      const found = waiting.findIndex(({ wanted }) => wanted.test(seen.at(-1)!));
      if (found >= 0) waiting.splice(found, 1)[0]!.found(seen.at(-1)!);
    },
    backoff: { firstMs: 20, ceilingMs: 40 },
    graceMs: 300,
  });
  const line = (wanted: RegExp) => new Promise<string>((found) => waiting.push({ wanted, found }));
  return { supervisor, seen, line };
}

describe("the supervisor", () => {
  it("starts a program that died again, and leaves its neighbour alone", async () => {
    const { supervisor, seen, line } = watched();
    const second = line(/^dies \| born/).then(() => line(/^dies \| born/));
    supervisor.start(shell("lives", "echo pid $$; exec sleep 60"));
    supervisor.start(shell("dies", "echo born; exit 3"));
    await second;
    await supervisor.stop();
    expect(seen.filter((entry) => entry.startsWith("lives")).length).toBe(1);
    expect(seen.find((entry) => entry.includes("ended"))).toMatch(
      /^dies \| ended with code 3; starting it again in (1\d|20) ms$/,
    );
  });

  it("pauses longer after each death, up to a ceiling", async () => {
    const { supervisor, seen, line } = watched();
    const fourth = line(/again/).then(() => line(/again/)).then(() => line(/again/)).then(() =>
      line(/again/)
    );
    supervisor.start(shell("dies", "kill -9 $$"));
    await fourth;
    await supervisor.stop();
    const pauses = seen.map((entry) =>
      Number(/ended by SIGKILL; starting it again in (\d+) ms/.exec(entry)![1])
    );
    expect(pauses[0]).toBeLessThanOrEqual(20);
    for (const pause of pauses.slice(1)) {
      expect(pause).toBeGreaterThanOrEqual(20);
      expect(pause).toBeLessThanOrEqual(40);
    }
  });

  it("says when a program cannot be started at all, and goes on trying", async () => {
    const { supervisor, seen, line } = watched();
    const twice = line(/again/).then(() => line(/again/));
    supervisor.start({ ...shell("missing", ""), command: "/nowhere/program" });
    await twice;
    await supervisor.stop();
    expect(seen[0]).toMatch(/^missing \| cannot be started: .*\/nowhere\/program/);
  });

  it("asks programs to stop and lets them finish", async () => {
    const { supervisor, seen, line } = watched();
    const ready = line(/ready/);
    supervisor.start(
      shell("tidy", "trap 'echo tidied; exit 0' TERM; echo ready; while :; do sleep 0.02; done"),
    );
    await ready;
    await supervisor.stop();
    expect(seen).toEqual(["tidy | ready", "tidy | tidied"]);
  });

  it("kills a program that does not stop in time", async () => {
    const { supervisor, line } = watched();
    const ready = line(/ready/);
    supervisor.start(shell("deaf", "trap '' TERM; echo ready; while :; do sleep 0.02; done"));
    await ready;
    await supervisor.stop();
  });

  it("gives a program its own environment and none of ours", async () => {
    const { supervisor, seen, line } = watched();
    const printed = line(/ours/);
    Deno.env.set("SUPERVISOR_TEST_SECRET", "leaked");
    supervisor.start({
      ...shell("env", 'echo "ours=$SUPERVISOR_TEST_SECRET given=$GIVEN"; exec sleep 60'),
      environment: { GIVEN: "yes", PATH: "/usr/bin:/bin" },
    });
    await printed;
    await supervisor.stop();
    Deno.env.delete("SUPERVISOR_TEST_SECRET");
    expect(seen[0]).toBe("env | ours= given=yes");
  });
});
