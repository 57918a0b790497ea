/** The Stripe sandbox as a program; `start` runs it where there is no Stripe key. */
import { join } from "node:path";
import { createLog } from "../commerce/log.ts";
import { readSettings, SettingsError } from "../commerce/settings.ts";
import { serveSandbox } from "./serve_sandbox.ts";

async function main(): Promise<void> {
  const settings = readSettings((name) => Deno.env.get(name), [
    "HOST",
    "DATA_DIR",
    "PUBLIC_URL",
    "API_URL",
    "STRIPE_SANDBOX_PORT",
    "STRIPE_SECRET_KEY",
    "STRIPE_WEBHOOK_SECRET",
  ]);
  const { API_URL: api, STRIPE_SECRET_KEY: key, STRIPE_WEBHOOK_SECRET: secret } = settings;
  if (key !== undefined && !/^(sk|rk)_test_/.test(key)) {
    throw new SettingsError(
      "setting STRIPE_SECRET_KEY: its value cannot be used: the sandbox takes keys that begin with sk_test_; " +
        "with any other the shop must speak to Stripe itself",
    );
  }
  const encoder = new TextEncoder();
  const log = createLog({
    program: "sandbox",
    write: (line) => void Deno.stdout.writeSync(encoder.encode(`${line}\n`)),
    now: () => new Date(),
    secrets: [key, secret].filter((value) => value !== undefined),
  });
  const webhook = api === undefined || secret === undefined
    ? null
    : { url: `${api}/v1/payments/webhooks/stripe`, secret };
  const sandbox = await serveSandbox({
    hostname: settings.HOST,
    port: settings.STRIPE_SANDBOX_PORT,
    folder: join(settings.DATA_DIR, "sandbox"),
    secretKey: key ?? null,
    webhook,
    shopUrl: settings.PUBLIC_URL ?? null,
    log,
  });
  log.info("listening", { url: sandbox.url });
  if (webhook === null) log.warn("no webhooks", { reason: "wanted API_URL and STRIPE_WEBHOOK_SECRET" });
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    Deno.addSignalListener(signal, async () => {
      log.info("stopping", { signal });
      await sandbox.close();
      Deno.exit(0);
    });
  }
}

try {
  await main();
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  await Deno.stderr.write(new TextEncoder().encode(`${error.message}\n`));
  Deno.exit(1);
}
