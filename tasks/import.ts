/**
 * The task `import`: a catalog feed of Google Merchant Center, e.g. `deno task import FILE --market us --language en`
 * (docs/import.md). Stopped at any moment and run again it does what is still to be done.
 */
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import type { Client } from "@libsql/client";
import { readSettings, SettingsError } from "../commerce/settings.ts";
import { openBackoffice } from "../db/backoffice/connect.ts";
import { migrateBackoffice } from "../db/backoffice/migrate.ts";
import { openCatalog } from "../db/catalog/connect.ts";
import { migrateCatalog } from "../db/catalog/migrate.ts";
import { FeedError } from "../db/import/feed_error.ts";
import { type FeedEncoding, feedEncodings } from "../db/import/feed_text.ts";
import {
  ImportError,
  importFeed,
  type ImportOptions,
  type ImportProgress,
} from "../db/import/import_feed.ts";
import { prepareShop } from "../db/import/prepare_shop.ts";
import { complete } from "./environment.ts";
import { describeImport } from "./import_summary.ts";
import { filePath } from "./permissions.ts";
import { ProgressBar } from "./progress_bar.ts";
import { note, say } from "./terminal.ts";

const usage =
  "usage: import FILE --market us --language en [--archive-missing | --archive-all-missing] [--source NAME]\n" +
  "       [--encoding utf-8] [--database file:data/catalog.db] [--rejected FILE] [--json FILE]";

/** Reading is the smaller part of the work. */
const readingPart = 0.15;

Deno.exit(await main());

/** Answers the exit code: 0 when the feed was gone through, rejected rows or not. */
async function main(): Promise<number> {
  const options = readOptions();
  if (typeof options === "string") {
    note(`${options}\n${usage}`);
    return 2;
  }
  let isStopped = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(signal, () => isStopped = true);
  try {
    return await run(options, () => isStopped);
  } catch (error) {
    if (!(error instanceof FeedError || error instanceof ImportError || error instanceof SettingsError)) {
      throw error;
    }
    note(`import: ${error.message}`);
    return 1;
  }
}

async function run(options: Options, isStopped: () => boolean): Promise<number> {
  const { databases } = options;
  for (const { url } of [databases.catalog, databases.backoffice]) {
    if (url.startsWith("file:")) await Deno.mkdir(dirname(filePath(url)), { recursive: true });
  }
  const catalog = await openCatalog(databases.catalog);
  const backoffice = await openBackoffice(databases.backoffice);
  const rejected = options.rejected === undefined ? null : await Deno.open(options.rejected, {
    write: true,
    create: true,
    truncate: true,
  });
  try {
    // A server's tables are its operator's to migrate.
    if (catalog.client.protocol === "file") await migrateCatalog(catalog);
    if (backoffice.protocol === "file") await migrateBackoffice(backoffice);
    if (await prepareShop(catalog, Date.now())) {
      note("the catalog was empty: it has the demo shop's markets, taxes and shipping now");
    }
    const size = (await Deno.stat(options.path).catch(() => null))?.size ?? 0;
    const bar = new ProgressBar("import");
    const report = await importFeed({
      ...options,
      catalog,
      backoffice,
      now: Date.now,
      isStopped,
      onProgress: (progress) => show(bar, progress, size),
      onRejected(remark) {
        rejected?.writeSync(
          new TextEncoder().encode(`${remark.line}\t${remark.sku ?? ""}\t${remark.reason}\n`),
        );
      },
    });
    bar.end();
    say(describeImport(report, options.archiveMissing !== "none"));
    if (options.json !== undefined) {
      await Deno.writeTextFile(options.json, JSON.stringify(report, null, 2) + "\n");
    }
    if (!isStopped()) return 0;
    note("stopped: what was written stays; run it again for the rest");
    return 130;
  } finally {
    rejected?.close();
    await settle(backoffice);
    await settle(catalog.client);
    backoffice.close();
    catalog.close();
  }
}

/** Leaves all that was written in the file itself, for whoever copies or looks at that alone. */
async function settle(client: Client): Promise<void> {
  if (client.protocol === "file") await client.execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

function show(bar: ProgressBar, progress: ImportProgress, size: number): void {
  if (progress.stage === "reading") {
    const part = size === 0 ? 0 : Math.min(1, progress.bytes / size);
    bar.show(part * readingPart, "reading");
  } else {
    const part = progress.of === 0 ? 1 : progress.rows / progress.of;
    bar.show(readingPart + part * (1 - readingPart), `${progress.rows} of ${progress.of} rows`);
  }
}

interface Options {
  readonly path: string;
  readonly market: string;
  readonly language: string;
  readonly source: string;
  readonly archiveMissing: ImportOptions["archiveMissing"];
  readonly encoding?: FeedEncoding;
  readonly rejected?: string;
  readonly json?: string;
  readonly databases: Readonly<
    Record<"catalog" | "backoffice", { readonly url: string; readonly token?: string }>
  >;
}

/** The options, or what is wrong with them. */
function readOptions(): Options | string {
  let parsed;
  try {
    parsed = parseArgs({
      args: Deno.args,
      allowPositionals: true,
      options: {
        "market": { type: "string" },
        "language": { type: "string" },
        "source": { type: "string" },
        "archive-missing": { type: "boolean", default: false },
        "archive-all-missing": { type: "boolean", default: false },
        "encoding": { type: "string" },
        "database": { type: "string" },
        "rejected": { type: "string" },
        "json": { type: "string" },
      },
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const { values, positionals: [path, ...more] } = parsed;
  if (path === undefined || more.length > 0) return "wanted one file";
  if (values.market === undefined) return "--market: wanted a market's code, e.g. us";
  if (values.language === undefined) return "--language: wanted a language's tag, e.g. en";
  const encoding = feedEncodings.find((one) => one === values.encoding?.toLowerCase());
  if (values.encoding !== undefined && encoding === undefined) {
    return `--encoding ${values.encoding}: wanted one of ${feedEncodings.join(", ")}`;
  }
  if (values.database !== undefined && !/^file:.+/.test(values.database)) {
    return `--database ${values.database}: wanted file: and a path; a server is named by CATALOG_URL`;
  }
  const market = values.market.toLowerCase(), language = values.language.toLowerCase();
  return {
    path,
    market,
    language,
    source: values.source ?? `${market}-${language}`,
    archiveMissing: values["archive-all-missing"] ? "all" : values["archive-missing"] ? "few" : "none",
    ...encoding !== undefined && { encoding },
    ...values.rejected !== undefined && { rejected: values.rejected },
    ...values.json !== undefined && { json: values.json },
    databases: findDatabases(values.database),
  };
}

/** @param file A catalog by its file; its backoffice lies beside it. */
function findDatabases(file: string | undefined): Options["databases"] {
  if (file !== undefined) {
    return {
      catalog: { url: file },
      backoffice: { url: `file:${join(dirname(filePath(file)), "backoffice.db")}` },
    };
  }
  const environment = complete(Deno.env.toObject());
  const settings = readSettings((name) => environment[name], [
    "DATA_DIR",
    "CATALOG_URL",
    "CATALOG_TOKEN",
    "BACKOFFICE_URL",
    "BACKOFFICE_TOKEN",
  ]);
  const named = (url: string | undefined, token: string | undefined, name: string) => ({
    url: url ?? `file:${join(settings.DATA_DIR, name)}`,
    ...token !== undefined && { token },
  });
  return {
    catalog: named(settings.CATALOG_URL, settings.CATALOG_TOKEN, "catalog.db"),
    backoffice: named(settings.BACKOFFICE_URL, settings.BACKOFFICE_TOKEN, "backoffice.db"),
  };
}
