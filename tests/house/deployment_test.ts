import { before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { complete } from "../../tasks/environment.ts";
import { databaseSettings } from "../../commerce/settings.ts";
import { deskOnly, processes, type ProcessName, programOf } from "../../tasks/processes.ts";
import { type Import, readImports } from "./import_graph.ts";
import { isSource, isTest, projectFiles, read } from "./project_files.ts";
import { parseToml, type TomlTable, type TomlValue } from "./toml.ts";

/** The values of the one table of this name. */
function only(tables: readonly TomlTable[], name: string): Readonly<Record<string, TomlValue>> {
  const found = tables.filter((table) => table.name === name);
  if (found.length !== 1) throw new Error(`find table "${name}": wanted one, got ${found.length}`);
  return found[0]!.values;
}

describe("the deployment", () => {
  let tasks: Record<string, string>;
  let shop: TomlTable[];
  let databases: TomlTable[];
  let dockerfile: string;

  before(async () => {
    tasks = JSON.parse(await read("deno.json")).tasks;
    shop = parseToml(await read("fly.toml"));
    databases = parseToml(await read("db/fly.toml"));
    dockerfile = await read("Dockerfile");
  });

  it("runs the production tasks that deno.json names", () => {
    const commands = { ...only(shop, "processes"), migrate: only(shop, "deploy")["release_command"] };
    expect(commands).toEqual({ edge: "deno task edge", api: "deno task api", migrate: "deno task migrate" });
    for (const name of Object.keys(commands)) {
      expect(tasks[name]).toBe(
        `deno run --no-prompt --cached-only --allow-env --allow-run tasks/${name}.ts`,
      );
    }
  });

  it("gives every process settings that it accepts", () => {
    const environment = Object.fromEntries(
      Object.entries(only(shop, "env")).map(([name, value]) => [name, String(value)]),
    );
    for (const name of Object.keys(processes) as ProcessName[]) {
      expect(programOf(name, complete(environment)).name).toBe(name);
    }
    const known = Object.values(processes).flatMap((definition): readonly string[] => definition.settings);
    expect(Object.keys(environment).filter((name) => !known.includes(name))).toEqual([]);
  });

  it("opens the edge to the world and nothing else", () => {
    expect(only(shop, "http_service")).toMatchObject({
      processes: ["edge"],
      internal_port: Number(only(shop, "env")["PORT"]),
      auto_stop_machines: "off",
    });
    for (const tables of [shop, databases]) {
      expect(tables.filter(({ name }) => name.startsWith("services"))).toEqual([]);
    }
    expect(databases.filter(({ name }) => name === "http_service")).toEqual([]);
  });

  it("asks every process of ours whether it is ready, and gives it time to stop", () => {
    expect(only(shop, "http_service.checks")["path"]).toBe("/readyz");
    expect(only(shop, "checks.api")).toMatchObject({
      processes: ["api"],
      path: "/readyz",
      port: Number(only(shop, "env")["API_PORT"]),
    });
    expect(shop[0]!.values["kill_timeout"]).toBeGreaterThan(10);
  });

  it("keeps the edge's files on a volume, where DATA_DIR points", () => {
    expect(only(shop, "mounts")).toMatchObject({
      processes: ["edge"],
      destination: only(shop, "env")["DATA_DIR"]!,
    });
  });

  it("runs a server with a volume and a key of its own for each database", () => {
    const servers = only(databases, "processes");
    const urls = Object.entries(only(shop, "env")).filter(([, value]) =>
      String(value).includes(".comptoir-db.")
    );
    expect(urls.map(([, url]) => new URL(String(url)).hostname.split(".")[0])).toEqual(Object.keys(servers));
    expect(urls.map(([name]) => name)).toEqual(
      processes.migrate.settings.filter((name) => name.endsWith("_URL")),
    );
    for (const [name, command] of Object.entries(servers)) {
      expect(command).toContain(`SQLD_AUTH_JWT_KEY=$${name.toUpperCase()}_PUBLIC_KEY `);
      expect(Number(/--max-log-size=(\d+)/.exec(String(command))![1])).toBeLessThanOrEqual(32);
      expect(databases.filter((table) => table.name === "mounts" && table.values["source"] === name))
        .toHaveLength(1);
    }
    expect(databases[0]!.values["kill_timeout"]).toBe(300);
  });

  it("holds no secrets", () => {
    const secret = (name: string) => /KEY|TOKEN|SECRET/.test(name);
    for (const { values } of [...shop, ...databases]) expect(Object.keys(values).filter(secret)).toEqual([]);
    expect(dockerfile).not.toMatch(/^(ENV|ARG) .*(KEY|TOKEN|SECRET)/m);
  });

  it("builds with the runtime that the README names, and from every process's program", async () => {
    const version = /deno@([\d.]+)/.exec(await read("README.md"))![1];
    expect(dockerfile).toContain(`FROM denoland/deno:bin-${version} AS deno`);
    expect(await read(".ci/run")).toContain(`npx --yes deno@${version} task test`);
    for (const [name, { entry }] of Object.entries(processes)) {
      if (!deskOnly.includes(name as ProcessName)) expect(dockerfile).toContain(entry);
    }
  });
});

describe("the table of processes", () => {
  it("gives each program the settings that it reads and no other", async () => {
    const sources = (await projectFiles()).filter((path) => isSource(path) && !isTest(path));
    const imports = Map.groupBy(await readImports(sources), ({ from }) => from);
    const known = [...(await read("commerce/settings.ts")).matchAll(/^ {2}([A-Z_]+): /gm)].map((match) =>
      match[1]!
    );
    for (const { entry, settings } of Object.values(processes)) {
      const files = reached(entry, (path) => imports.get(path) ?? []);
      const texts = await Promise.all(files.map(read));
      const readers = texts.filter((text) => text.includes("readSettings("));
      const grouped = readers.some((text) => text.includes("databaseSettings")) ? databaseSettings : [];
      const wanted = known.filter((name) =>
        grouped.some((one) => one === name) || readers.some((text) => text.includes(`"${name}"`))
      );
      expect([entry, ...settings.toSorted()]).toEqual([entry, ...wanted.sort()]);
    }
  });
});

/** The files of ours that a program loads. */
function reached(entry: string, imports: (path: string) => readonly Import[]): string[] {
  const found = new Set([entry]);
  for (const path of found) {
    for (const { to, isPackage, isTypeOnly } of imports(path)) if (!isPackage && !isTypeOnly) found.add(to);
  }
  return [...found];
}

describe("parseToml", () => {
  it("reads tables and values", () => {
    expect(parseToml('a = 1\n# note\n[b.c]\nd = "x"\n\n[[e]]\nf = ["y"]\n[[e]]\ng = false')).toEqual([
      { name: "", values: { a: 1 } },
      { name: "b.c", values: { d: "x" } },
      { name: "e", values: { f: ["y"] } },
      { name: "e", values: { g: false } },
    ]);
  });

  it("refuses what it does not understand, by line", () => {
    expect(() => parseToml("a = 1\nb")).toThrow("line 2");
    expect(() => parseToml("a = 'x'")).toThrow("line 1");
  });
});
