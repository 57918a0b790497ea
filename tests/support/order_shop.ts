/** A shop that sells: API processes on shared databases, a Stripe sandbox beside them, and products of its own. */
import { complete } from "../../tasks/environment.ts";
import { freePort } from "../../tasks/free_port.ts";
import { lines } from "../../tasks/lines.ts";
import { type Environment, type ProcessName, type Program, programOf } from "../../tasks/processes.ts";
import { signalChild, spawn } from "../../tasks/spawn.ts";
import { databaseFile, type DatabaseName, type DatabaseServer, serveDatabases } from "./sqld_databases.ts";

const adminKey = "an-order-shop-admin-key";

/** The key by which the shop and its tests speak to the sandbox. */
export const stripeKey = "sk_test_order_shop";

/** A process of the shop that can be ended and started again on its port. */
export interface ShopProcess {
  /** Origin, e.g. `http://127.0.0.1:41234`. */
  readonly url: string;
  /** Warnings and errors of its log, by what they say, with how often. */
  readonly troubles: ReadonlyMap<string, number>;
  /** Starts it and waits until it is ready. @param preload A module that is run before the program. */
  start(preload?: string): Promise<void>;
  /** Asks it to end, and waits. */
  stop(): Promise<void>;
  /** Ends it at once and without a warning. */
  kill(): Promise<void>;
}

export interface OrderShop {
  /** Where the databases and the mails lie. */
  readonly folder: string;
  readonly apis: readonly ShopProcess[];
  /** The databases' servers; none: they are files. */
  readonly servers: readonly DatabaseServer[];
  readonly sandbox: ShopProcess;
  /** Asks the first API as the merchant. @throws {Error} when it refuses. */
  admin(method: string, path: string, body: unknown): Promise<unknown>;
  /** Works one of the sandbox's controls (docs/stripe_sandbox.md). @throws {Error} when it refuses. */
  control(method: string, path: string, body?: unknown): Promise<unknown>;
  close(): Promise<void>;
}

export interface OrderShopOptions {
  /** API processes that share the databases. */
  readonly apis: number;
  /** The program of libSQL servers, of which each database gets one; left out: the databases are files. */
  readonly sqld?: string;
  /** Lays a line to the address of a server, and answers that of its near end; left out: they are reached straight. */
  readonly lineTo?: (server: string) => Promise<string>;
}

/** Opens the shop, without limits on how much one address may order. */
export async function openOrderShop(
  { apis: count, sqld, lineTo = (server) => Promise.resolve(server) }: OrderShopOptions,
): Promise<OrderShop> {
  const folder = await Deno.makeTempDir({ prefix: "comptoir-orders-" });
  const [sandboxPort, ...apiPorts] = Array.from({ length: count + 1 }, freePort);
  const origin = (port: number) => `http://127.0.0.1:${port}`;
  const environment = (more: Environment) =>
    complete({
      HOME: Deno.env.get("HOME") ?? "/tmp",
      DENO_DIR: Deno.env.get("DENO_DIR") ?? "",
      DATA_DIR: folder,
      ADMIN_API_KEY: adminKey,
      SERVICE_TOKEN: "an-order-shop-service-token",
      STRIPE_API_BASE: origin(sandboxPort!),
      STRIPE_SANDBOX_PORT: String(sandboxPort),
      STRIPE_SECRET_KEY: stripeKey,
      STRIPE_WEBHOOK_SECRET: "whsec_order_shop",
      API_URL: origin(apiPorts[0]!),
      LIMITS: "off",
      ...more,
    });
  const sandbox = shopProcess("stripe_sandbox", environment({}), origin(sandboxPort!), "/");
  const openApi = (port: number, more: Environment = {}) =>
    shopProcess("api", environment({ API_PORT: String(port), ...more }), origin(port), "/readyz");
  const servers: DatabaseServer[] = [];
  const apis: ShopProcess[] = [];

  async function close(): Promise<void> {
    await Promise.all([...apis, sandbox].map((process) => process.stop()));
    await Promise.all(servers.map((server) => server.kill()));
    await Deno.remove(folder, { recursive: true });
  }

  async function open(): Promise<void> {
    await sandbox.start();
    if (sqld !== undefined) {
      // The demo shop is loaded into files, which are the servers' then.
      const loader = openApi(apiPorts[0]!);
      apis.push(loader);
      await loader.start();
      await loader.stop();
      apis.pop();
      servers.push(...await serveDatabases(sqld, folder));
    }
    const addresses = Object.fromEntries(
      await Promise.all(
        servers.map(async ({ name, url }) => [`${name.toUpperCase()}_URL`, await lineTo(url)]),
      ),
    );
    apis.push(...apiPorts.map((port) => openApi(port, addresses)));
    // One after the other: the first one makes the tables of files and loads the demo shop.
    for (const api of apis) await api.start();
  }

  try {
    await open();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    folder,
    apis,
    servers,
    sandbox,
    admin: (method, path, body) =>
      asked(`${apis[0]!.url}${path}`, method, body, {
        "authorization": `Bearer ${adminKey}`,
        "idempotency-key": crypto.randomUUID(),
      }),
    control: (method, path, body) => asked(`${sandbox.url}/_sandbox/${path}`, method, body, {}),
    close,
  };
}

/** Adds a product that is sold in France. @param onHand Units of it, all in one place. */
export async function addProduct(
  shop: Pick<OrderShop, "admin">,
  { sku, amountMinor, onHand }: { sku: string; amountMinor: number; onHand: number },
): Promise<void> {
  await shop.admin("POST", "/v1/admin/products", {
    status: "active",
    categories: [],
    texts: { en: { title: `Product ${sku}` }, fr: { title: `Produit ${sku}` } },
    variants: [{ sku, weightGrams: 500, prices: { fr: { amountMinor } }, onHand }],
  });
}

async function asked(
  address: string,
  method: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<unknown> {
  const answer = await fetch(address, {
    method,
    headers: { ...headers, "content-type": "application/json" },
    ...body !== undefined && { body: JSON.stringify(body) },
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${address}: answered ${answer.status}: ${text}`);
  return JSON.parse(text);
}

function shopProcess(
  name: ProcessName,
  environment: Environment,
  url: string,
  readyPath: string,
): ShopProcess {
  const program = programOf(name, environment);
  const troubles = new Map<string, number>();
  let running: { readonly child: Deno.ChildProcess; readonly ended: Promise<unknown> } | null = null;

  async function end(signal: Deno.Signal): Promise<void> {
    const ending = running;
    running = null;
    if (ending === null) return;
    signalChild(ending.child, signal);
    await ending.ended;
  }

  return {
    url,
    troubles,
    async start(preload) {
      const child = spawn(preload === undefined ? program : preloaded(program, preload), "piped");
      const last: string[] = [];
      const reading = [child.stdout, child.stderr].map(async (stream) => {
        for await (const line of lines(stream)) {
          last.push(line);
          if (last.length > 50) last.shift();
          const { level, event, error } = parsed(line);
          if (level !== "warn" && level !== "error") continue;
          const what = `${event}${error === undefined ? "" : `: ${error.message ?? JSON.stringify(error)}`}`;
          troubles.set(what, (troubles.get(what) ?? 0) + 1);
        }
      });
      let hasEnded = false;
      const ended = Promise.all([child.status.then(() => hasEnded = true), ...reading]);
      running = { child, ended };
      while (!await answers(url + readyPath)) {
        if (hasEnded) throw new Error(`${name} ended before it was ready:\n${last.join("\n")}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
  };
}

function preloaded(program: Program, module: string): Program {
  const [run, ...rest] = program.arguments;
  return { ...program, arguments: [run!, `--preload=${module}`, ...rest] };
}

interface LogLine {
  readonly level?: string;
  readonly event?: string;
  readonly error?: { readonly message?: string };
}

/** A line of the log; one that is none, as of a program that breaks, counts as an error. */
function parsed(line: string): LogLine {
  try {
    return JSON.parse(line);
  } catch {
    return { level: "error", event: line };
  }
}

async function answers(address: string): Promise<boolean> {
  const answer = await fetch(address).catch(() => null);
  await answer?.body?.cancel();
  return answer?.ok ?? false;
}

/** Where a shop's database is reached: its server, or its file. */
export function databaseUrl(
  { folder, servers }: Pick<OrderShop, "folder" | "servers">,
  name: DatabaseName,
): string {
  return servers.find((server) => server.name === name)?.url ?? `file:${databaseFile(folder, name)}`;
}
