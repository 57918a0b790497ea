/**
 * The processes that Comptoir is made of: what each runs, what it may touch, and which variables of the
 * environment it may see.
 *
 * `start`, the production commands and the tests all launch from this one table, so that what is tried on a
 * desk is what runs in production. Native libraries (libsql, sharp) stand outside Deno's sandbox, which is why
 * the environment is scrubbed as well: what a process was never given, no library can read (decision 10).
 */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readSettings, type SettingName, type Settings } from "../commerce/settings.ts";

/** Variables of a process. */
export type Environment = Readonly<Record<string, string>>;

/** A process of the table. */
export interface ProcessDefinition {
  /** The program, from the root of the project. */
  readonly entry: string;
  /** The settings it may see, and nothing else. */
  readonly settings: readonly SettingName[];
  /** Variables that are the same wherever it runs: how its C library allocates. */
  readonly fixed: Environment;
  /** Deno's permission flags for it. @throws {SettingsError} when a setting cannot be used. */
  readonly permissions: (environment: Environment) => readonly string[];
}

/** A command ready to be spawned. */
export interface Program {
  readonly name: string;
  readonly command: string;
  readonly arguments: readonly string[];
  readonly environment: Environment;
  /** Where it runs: the root of the project, which relative permissions refer to. */
  readonly folder: string;
}

export type ProcessName = "api" | "edge" | "syncer" | "migrate" | "seed";

/** The path in a `file:` address, with or without slashes before it. */
export function filePath(url: string): string {
  return url.startsWith("file://") ? fileURLToPath(url) : url.slice("file:".length);
}

/** The root of the project. */
export const root: string = dirname(import.meta.dirname!);

/**
 * Of glibc (mallopt(3)): what compressions and large answers took goes back to the system when they are done, where it
 * would otherwise stay in pieces between what is kept. Smaller bounds ask the system too often.
 */
const smallAllocator = {
  MALLOC_ARENA_MAX: "2",
  MALLOC_MMAP_THRESHOLD_: String(128 * 1024),
  MALLOC_TRIM_THRESHOLD_: String(2 * 1024 * 1024),
};

/** Every process. Their environments are to be completed by `complete` (environment.ts) first. */
export const processes: Readonly<Record<ProcessName, ProcessDefinition>> = {
  api: define(
    "api/main.ts",
    [
      "API_PORT",
      "HOST",
      "DATA_DIR",
      "DEMO",
      "ADMIN_API_KEY",
      "SERVICE_TOKEN",
      "CATALOG_URL",
      "CATALOG_TOKEN",
      "BACKOFFICE_URL",
      "BACKOFFICE_TOKEN",
      "OBJECT_STORE_URL",
      "COUPON_KEY",
    ],
    (settings) => [
      ...network(
        listening(settings.HOST, settings.API_PORT),
        remote(settings.CATALOG_URL),
        remote(settings.BACKOFFICE_URL),
        remote(settings.OBJECT_STORE_URL),
      ),
      ...reading("db", settings.DATA_DIR, ...objectsFolder(settings)),
      ...writing(settings.DATA_DIR, ...objectsFolder(settings)),
      ...nativeLibraries,
    ],
  ),
  edge: define(
    "edge/main.ts",
    [
      "PORT",
      "HOST",
      "DATA_DIR",
      "PUBLIC_URL",
      "CATALOG_URL",
      "CATALOG_REPLICA",
      "CATALOG_REPLICA_TOKEN",
      "API_URL",
      "SERVICE_TOKEN",
      "REGION",
      "OBJECT_STORE_URL",
      "PAGE_CACHE_BYTES",
      "COUPON_KEY",
    ],
    (settings) => [
      ...network(
        listening(settings.HOST, settings.PORT),
        remote(settings.API_URL),
        remote(settings.CATALOG_URL),
        remote(settings.OBJECT_STORE_URL),
      ),
      ...reading(
        "dist",
        dirname(settings.CATALOG_REPLICA ?? join(settings.DATA_DIR, "catalog.db")),
        ...objectsFolder(settings),
        join(settings.DATA_DIR, "media"),
      ),
      ...writing(join(settings.DATA_DIR, "media"), join(replicaFolder(settings), "suspects")),
      ...nativeLibraries,
      ...smallHeap,
    ],
    smallAllocator,
  ),
  syncer: define(
    "edge/syncer.ts",
    [
      "DATA_DIR",
      "CATALOG_URL",
      "CATALOG_REPLICA",
      "CATALOG_REPLICA_TOKEN",
      "CATALOG_SEED",
      "OBJECT_STORE_URL",
      "API_URL",
      "SERVICE_TOKEN",
    ],
    (settings) => {
      const folder = replicaFolder(settings);
      const seed = settings.CATALOG_SEED;
      return [
        // The line to the primary runs over a port of its own on this machine (edge/replication_link.ts).
        ...network(
          "127.0.0.1",
          remote(settings.CATALOG_URL),
          remote(settings.API_URL),
          remote(settings.OBJECT_STORE_URL),
        ),
        ...reading(
          "edge",
          "db",
          "commerce",
          folder,
          ...objectsFolder(settings),
          ...seed === undefined ? [] : [dirname(seed)],
        ),
        ...writing(folder),
        ...nativeLibraries,
      ];
    },
  ),
  migrate: define(
    "db/migrate_main.ts",
    ["DATA_DIR", "CATALOG_URL", "CATALOG_TOKEN", "BACKOFFICE_URL", "BACKOFFICE_TOKEN"],
    (settings) => [
      ...network(remote(settings.CATALOG_URL), remote(settings.BACKOFFICE_URL)),
      ...reading("db", settings.DATA_DIR),
      ...writing(settings.DATA_DIR),
      ...nativeLibraries,
    ],
  ),
  seed: define(
    "db/seed_main.ts",
    ["DATA_DIR", "CATALOG_URL", "CATALOG_REPLICA_TOKEN", "OBJECT_STORE_URL"],
    (settings) => [
      ...network(remote(settings.CATALOG_URL), remote(settings.OBJECT_STORE_URL)),
      ...reading(settings.DATA_DIR, ...objectsFolder(settings)),
      ...writing(settings.DATA_DIR, ...objectsFolder(settings)),
      ...nativeLibraries,
    ],
  ),
};

/**
 * The command that runs a process: its permissions, and of the environment its own list.
 *
 * @throws {SettingsError} when a setting cannot be used.
 */
export function programOf(name: ProcessName, environment: Environment): Program {
  const { entry, settings, permissions, fixed } = processes[name];
  return {
    name,
    command: Deno.execPath(),
    arguments: ["run", "--no-prompt", "--cached-only", ...permissions(environment), entry],
    environment: { ...fixed, ...pick(environment, [...systemVariables, ...settings]) },
    folder: root,
  };
}

/** What the runtime itself needs: its caches, and which certificates to trust. */
const systemVariables = ["HOME", "DENO_DIR", "TMPDIR", "DENO_CERT", "DENO_TLS_CA_STORE", "SSL_CERT_FILE"];

/** Variables that libraries look at; they are told that there are none. */
const libraryVariables = [
  "LIBSQL_JS_DEV",
  "MALLOC_ARENA_MAX",
  "npm_package_config_libvips",
];

/**
 * Edges run on machines of 256 MB, where V8 would let garbage pile up to several times what is in use, all the more
 * where the machine is larger. These make it collect sooner the less there is to collect; none of them is a bound, so
 * that a large `PAGE_CACHE_BYTES` or catalog costs memory and never the process. Garbage is marked and swept on
 * threads beside: on the one that serves it costs as much processor time, and holds pages up three times as long.
 */
const smallHeap = [
  "--v8-flags=--sqrt-allocation-limits,--sqrt-allocation-limits-factor=12,--max-semi-space-size=4,--no-memory-pool",
];

/** Loading libsql and sharp; both ask the system which C library it has, through a report that names it. */
const nativeLibraries = ["--allow-ffi=node_modules", "--allow-sys=cpus,hostname,networkInterfaces"];

function define<Name extends SettingName>(
  entry: string,
  settings: readonly Name[],
  permissions: (settings: Settings<Name>) => readonly string[],
  fixed: Environment = {},
): ProcessDefinition {
  return {
    entry,
    settings,
    fixed,
    permissions: (environment) => [
      `--allow-env=${settings.join(",")}`,
      `--ignore-env=${libraryVariables.join(",")}`,
      ...permissions(readSettings((name) => environment[name], settings)),
    ],
  };
}

function network(...places: readonly (string | null)[]): string[] {
  const known = places.filter((place) => place !== null);
  return known.length > 0 ? [`--allow-net=${known.join(",")}`] : [];
}

function reading(...paths: readonly string[]): string[] {
  return [`--allow-read=${paths.map(flagPath).join(",")}`];
}

function writing(...paths: readonly string[]): string[] {
  return [`--allow-write=${paths.map(flagPath).join(",")}`];
}

/** Deno's flags separate paths by commas; a doubled one stands for itself. */
function flagPath(path: string): string {
  return path.replaceAll(",", ",,");
}

function listening(host: string, port: number): string {
  const name = host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
  return port === 0 ? name : `${name}:${port}`;
}

/** Where the copies of the catalog lie (edge/replica_folder.ts). */
function replicaFolder(settings: Settings<"DATA_DIR" | "CATALOG_REPLICA">): string {
  return dirname(settings.CATALOG_REPLICA ?? join(settings.DATA_DIR, "replica", "catalog.db"));
}

/** Where originals of pictures lie, if that is a folder. */
function objectsFolder(settings: Settings<"DATA_DIR" | "OBJECT_STORE_URL">): string[] {
  const url = settings.OBJECT_STORE_URL ?? `file:${join(settings.DATA_DIR, "objects")}`;
  return url.startsWith("file:") ? [filePath(url)] : [];
}

/** Host and port of an address on the network; null for a file or none. */
function remote(address: string | undefined): string | null {
  if (address === undefined || address.startsWith("file:")) return null;
  const { protocol, hostname, port } = new URL(address);
  const usual = protocol === "http:" || protocol === "ws:" ? "80" : "443";
  return `${hostname}:${port || usual}`;
}

function pick(environment: Environment, names: readonly string[]): Environment {
  const given = names.flatMap((name) => environment[name] === undefined ? [] : [[name, environment[name]]]);
  return Object.fromEntries(given);
}
