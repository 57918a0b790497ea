/**
 * The processes that Comptoir is made of: what each runs, what it may touch, and which variables of the
 * environment it may see.
 *
 * `start`, the production commands and the tests all launch from this one table, so that what is tried on a
 * desk is what runs in production. Native libraries (libsql, sharp) stand outside Deno's sandbox, which is why
 * the environment is scrubbed as well: what a process was never given, no library can read (decision 10).
 */
import { dirname, join } from "node:path";
import { databaseSettings, readSettings, type SettingName, type Settings } from "../commerce/settings.ts";
import {
  databases,
  listening,
  nativeLibraries,
  network,
  objectsFolder,
  reading,
  remote,
  replicaFolder,
  smallHeap,
  writing,
} from "./permissions.ts";

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

export type ProcessName = "api" | "edge" | "syncer" | "migrate" | "seed" | "stripe_sandbox";

/** Those that only a shop on one machine has. */
export const deskOnly: readonly ProcessName[] = ["stripe_sandbox"];

/** The root of the project. */
export const root: string = dirname(import.meta.dirname!);

/**
 * Of glibc (mallopt(3)): one heap for all threads, so that what one gave back another takes, where otherwise each would
 * keep pieces of its own. The tables of a compression, a megabyte or two, come from it too: taken from the system anew
 * for each page, they would cost as much time as compressing it. Fixed, lest the bounds rise to what was once asked for.
 */
const smallAllocator = {
  MALLOC_ARENA_MAX: "1",
  MALLOC_MMAP_THRESHOLD_: String(4 * 1024 * 1024),
  MALLOC_TRIM_THRESHOLD_: String(4 * 1024 * 1024),
};

/** Every process. Their environments are to be completed by `complete` (environment.ts) first. */
export const processes: Readonly<Record<ProcessName, ProcessDefinition>> = {
  api: define(
    "api/main.ts",
    [
      "API_PORT",
      "HOST",
      "DEMO",
      "PUBLIC_URL",
      "ADMIN_API_KEY",
      "SERVICE_TOKEN",
      "SERVICE_TOKEN_BEFORE",
      "SERVICES",
      ...databaseSettings,
      "CATALOG_API_URL",
      "INVENTORY_API_URL",
      "ORDERS_API_URL",
      "PAYMENTS_API_URL",
      "OBJECT_STORE_URL",
      "COUPON_KEY",
      "STRIPE_SECRET_KEY",
      "STRIPE_WEBHOOK_SECRET",
      "STRIPE_API_BASE",
      "SMTP_URL",
      "MAIL_FROM",
      "PAYMENT_CAPTURE",
      "LIMITS",
    ],
    (settings) => [
      ...network(
        listening(settings.HOST, settings.API_PORT),
        ...databases(settings),
        remote(settings.CATALOG_API_URL),
        remote(settings.INVENTORY_API_URL),
        remote(settings.ORDERS_API_URL),
        remote(settings.PAYMENTS_API_URL),
        remote(settings.OBJECT_STORE_URL),
        remote(settings.STRIPE_API_BASE ?? "https://api.stripe.com"),
        remote(settings.SMTP_URL),
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
      "PAYMENT_ORIGIN",
      "ADDRESS_HEADER",
      "LIMITS",
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
    databaseSettings,
    (settings) => [
      ...network(...databases(settings)),
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
  stripe_sandbox: define(
    "sandbox/main.ts",
    [
      "HOST",
      "STRIPE_SANDBOX_PORT",
      "DATA_DIR",
      "STRIPE_SECRET_KEY",
      "STRIPE_WEBHOOK_SECRET",
      "API_URL",
      "PUBLIC_URL",
    ],
    (settings) => [
      ...network(listening(settings.HOST, settings.STRIPE_SANDBOX_PORT), remote(settings.API_URL)),
      ...reading(settings.DATA_DIR),
      ...writing(settings.DATA_DIR),
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

function pick(environment: Environment, names: readonly string[]): Environment {
  const given = names.flatMap((name) => environment[name] === undefined ? [] : [[name, environment[name]]]);
  return Object.fromEntries(given);
}
