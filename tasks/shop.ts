/**
 * The whole shop on one machine: an API process with embedded databases and an edge process that reads the
 * API's own catalog file. What `start`, `dev`, `screenshot` and the browser tests open.
 */
import { join } from "node:path";
import { readSettings, SettingsError } from "../commerce/settings.ts";
import { adminKey } from "./admin_key.ts";
import { complete, isRemoteCatalog } from "./environment.ts";
import { type Environment, programOf } from "./processes.ts";
import { createSupervisor } from "./supervisor.ts";

export interface ShopOptions {
  /** The settings, e.g. `Deno.env.toObject()`. */
  readonly environment: Environment;
  /** Takes what the processes print. */
  readonly log: (program: string, line: string) => void;
  /** Makes the assets that pages name, if they are not up to date. */
  readonly build: () => Promise<unknown>;
}

/** A running shop. */
export interface Shop {
  /** Where shoppers find it, without a slash at the end. */
  readonly url: string;
  /** Where the central API listens. */
  readonly apiUrl: string;
  readonly adminKey: string;
  /** Where `adminKey` is kept; null when it was given as a setting. */
  readonly adminKeyFile: string | null;
  /** True as soon as `/readyz` answers 200; false when the shop was stopped before. */
  readonly ready: Promise<boolean>;
  stop(): Promise<void>;
}

/**
 * Starts the processes; does not wait until they are ready.
 *
 * @throws {SettingsError} when a setting cannot be used or a port is taken.
 */
export async function openShop({ environment, log, build }: ShopOptions): Promise<Shop> {
  const settings = readSettings((name) => environment[name], ["HOST", "PORT", "API_PORT", "ADMIN_API_KEY"]);
  if (settings.PORT === settings.API_PORT && settings.PORT !== 0) {
    throw new SettingsError(
      `settings PORT and API_PORT: both are ${settings.PORT}, wanted two different ports`,
    );
  }
  const port = freePort("PORT", settings.HOST, settings.PORT);
  const apiPort = freePort("API_PORT", "127.0.0.1", settings.API_PORT);
  const completed = complete(environment);
  await makeFolder(completed["DATA_DIR"]!);
  const keyFile = settings.ADMIN_API_KEY === undefined ? join(completed["DATA_DIR"]!, "admin_api_key") : null;
  const key = settings.ADMIN_API_KEY ?? await adminKey(keyFile!);
  const apiUrl = `http://127.0.0.1:${apiPort}`;
  // Both are started here, so nobody else needs to know it.
  const SERVICE_TOKEN = completed["SERVICE_TOKEN"] ?? crypto.randomUUID();
  const forEdge = { ...completed, PORT: String(port), API_URL: apiUrl, SERVICE_TOKEN };
  const forApi = {
    ...completed,
    HOST: "127.0.0.1",
    API_PORT: String(apiPort),
    ADMIN_API_KEY: key,
    SERVICE_TOKEN,
  };

  const supervisor = createSupervisor({ log });
  const stopped = new AbortController();
  supervisor.start(programOf("api", forApi));
  if (isRemoteCatalog(completed)) supervisor.start(programOf("syncer", forEdge));
  const edge = programOf("edge", forEdge);
  try {
    await build();
  } catch (error) {
    await supervisor.stop();
    throw error;
  }
  supervisor.start(edge);
  const local = `http://${localName(settings.HOST)}:${port}`;
  return {
    url: completed["PUBLIC_URL"] ?? `http://localhost:${port}`,
    apiUrl,
    adminKey: key,
    adminKeyFile: keyFile,
    ready: untilReady(`${local}/readyz`, stopped.signal),
    stop() {
      stopped.abort();
      return supervisor.stop();
    },
  };
}

/** The folder of the data, where it can be made. */
async function makeFolder(path: string): Promise<void> {
  try {
    await Deno.mkdir(path, { recursive: true });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new SettingsError(`setting DATA_DIR: ${JSON.stringify(path)} cannot be used: ${why}`);
  }
}

/** The port, if it can be listened on; of 0, one that is free now. */
function freePort(setting: "PORT" | "API_PORT", hostname: string, port: number): number {
  try {
    const listener = Deno.listen({ hostname: hostname.replace(/^\[|\]$/g, ""), port });
    const free = listener.addr.port;
    listener.close();
    return free;
  } catch (error) {
    if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    throw new SettingsError(
      `setting ${setting}: another program already listens on ${hostname}:${port}; ` +
        `stop it, or choose another port, e.g. ${setting}=${port + 100}`,
    );
  }
}

/** What this machine calls an address that programs listen on. */
function localName(host: string): string {
  const name = host.replace(/^\[|\]$/g, "");
  if (name === "::" || name === "0.0.0.0") return "127.0.0.1";
  return name.includes(":") ? `[${name}]` : name;
}

async function untilReady(address: string, stopped: AbortSignal): Promise<boolean> {
  while (!stopped.aborted) {
    const answer = await fetch(address, { signal: AbortSignal.timeout(5000) }).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.status === 200) return true;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return false;
}
