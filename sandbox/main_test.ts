/** The sandbox as a process, as `start` runs it. */
import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import Stripe from "stripe";
import { freePort } from "../tasks/free_port.ts";
import { programOf } from "../tasks/processes.ts";
import { sessionFor } from "./testing/small_sandbox.ts";

describe("the sandbox as a program", () => {
  let folder: string;
  before(async () => {
    folder = await Deno.makeTempDir({ prefix: "comptoir-sandbox-" });
  });
  after(() => Deno.remove(folder, { recursive: true }));

  const command = (settings: Record<string, string>) => {
    const home = { HOME: Deno.env.get("HOME") ?? "/tmp" };
    const program = programOf("stripe_sandbox", { ...home, DATA_DIR: folder, ...settings });
    return new Deno.Command(program.command, {
      args: [...program.arguments],
      clearEnv: true,
      env: program.environment,
      cwd: program.folder,
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    });
  };

  it("does not start with a key of real money, and does not show it", async () => {
    for (const key of ["sk_live_0123456789", "rk_live_0123456789", "whatever_it_is"]) {
      const { code, stdout, stderr } = await command({ STRIPE_SECRET_KEY: key }).output();
      const said = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
      expect(code).toBe(1);
      expect(said).toContain("setting STRIPE_SECRET_KEY: its value cannot be used");
      expect(said).not.toContain(key);
    }
  });

  it("goes on where it was when it is killed and started again", async () => {
    const port = String(freePort());
    const stripe = new Stripe("sk_test_program", {
      host: "127.0.0.1",
      port,
      protocol: "http",
      maxNetworkRetries: 0,
    });
    const start = async () => {
      const child = command({ STRIPE_SANDBOX_PORT: port }).spawn();
      const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
      let said = "";
      while (!said.includes('"listening"')) {
        const { done, value } = await reader.read();
        if (done) throw new Error(`it ended: ${said}`);
        said += value;
      }
      const drained = (async () => {
        while (!(await reader.read()).done);
      })();
      const end = async (signal: Deno.Signal) => {
        child.kill(signal);
        await child.stderr.cancel();
        await drained;
        return await child.status;
      };
      return { end };
    };
    const first = await start();
    const made = await stripe.checkout.sessions.create(sessionFor(), { idempotencyKey: "once" });
    await first.end("SIGKILL");
    const second = await start();
    expect((await stripe.checkout.sessions.retrieve(made.id)).url).toBe(made.url);
    expect((await stripe.checkout.sessions.create(sessionFor(), { idempotencyKey: "once" })).id).toBe(
      made.id,
    );
    expect((await second.end("SIGTERM")).code).toBe(0);
  });
});
