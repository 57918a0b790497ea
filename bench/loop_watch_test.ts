import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";

/** What is said of a program whose loop does this once. */
async function watch(work: string) {
  const program = `${work}; setTimeout(() => {}, 1_100);`;
  const file = await Deno.makeTempFile({ suffix: ".js" });
  try {
    await Deno.writeTextFile(file, `setTimeout(() => { ${program} }, 20);`);
    const { stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-config", "--allow-ffi", `--preload=${import.meta.dirname}/loop_watch.ts`, file],
    }).output();
    const said = new TextDecoder().decode(stderr).split("\n").find((line) => line.startsWith("{"));
    return JSON.parse(said ?? "{}");
  } finally {
    await Deno.remove(file);
  }
}

describe("the watch of an event loop", { skip: Deno.build.os !== "linux" }, () => {
  it("takes what the loop waits for as its own work, though its thread computes nothing", async () => {
    const said = await watch("Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)");
    expect(said.event).toBe("loop held");
    expect(said.own).toBeGreaterThan(200);
    expect(said.own).toBeLessThanOrEqual(said.milliseconds);
    expect(said.computing).toBeLessThan(200);
  });
});
