import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { lines } from "./lines.ts";
import { npxEnd, parentEnd } from "./npx_end.ts";

const onLinux = { skip: Deno.build.os !== "linux" };

describe("the end of npx", () => {
  it("is noticed by what npx leaves behind", onLinux, async () => {
    // A shell in the place of npx, and of what it started a process that outlives it.
    const shell = new Deno.Command("sh", { args: ["-c", "sleep 60 & echo $!; wait"], stdout: "piped" })
      .spawn();
    const { value: left } = await lines(shell.stdout).next();
    const end = parentEnd(Number(left));
    let ended = false;
    end.then(() => ended = true);
    await Promise.resolve();
    expect(ended).toBe(false);
    shell.kill("SIGKILL");
    await shell.status;
    await end;
    Deno.kill(Number(left));
  });

  it("does not concern a task that was started otherwise", onLinux, async () => {
    const other = await Promise.race([npxEnd(() => undefined), Promise.resolve("still there")]);
    expect(other).toBe("still there");
  });
});
