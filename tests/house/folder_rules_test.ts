import { before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { processes } from "../../tasks/processes.ts";
import { cycles } from "./cycles.ts";
import { brokenRules } from "./folder_rules.ts";
import { type Import, readImports } from "./import_graph.ts";
import { isSource, projectFiles } from "./project_files.ts";

describe("the import graph of the project", () => {
  let imports: Import[];

  before(async () => {
    imports = await readImports((await projectFiles()).filter(isSource));
  });

  it("is the real one", () => {
    expect(imports).toContainEqual({
      from: "tests/house/folder_rules_test.ts",
      line: 4,
      to: "tests/house/cycles.ts",
      isPackage: false,
      isTypeOnly: false,
    });
    expect(imports).toContainEqual({
      from: "edge/page.ts",
      line: 7,
      to: "preact",
      isPackage: true,
      isTypeOnly: true,
    });
  });

  it("keeps the rules of the folders", () => {
    expect(brokenRules(imports)).toEqual([]);
  });

  it("has no cycles", () => {
    expect(cycles(imports)).toEqual([]);
  });

  it("brings libSQL and node:sqlite together in no process", () => {
    // The remote reader speaks HTTP: it takes the part of the client that opens no file.
    const isNative = ({ from, to }: Import) =>
      to !== "@libsql/client" || from !== "db/catalog/reading/remote_server.ts";
    const values = Map.groupBy(imports.filter((one) => !one.isTypeOnly && isNative(one)), (one) => one.from);
    const reachable = (entry: string) => {
      const seen = new Set([entry]);
      for (const file of seen) for (const { to } of values.get(file) ?? []) seen.add(to);
      return seen;
    };
    // A thread is part of its process; what it runs is in no import of the syncer.
    const entries = [...Object.values(processes).map(({ entry }) => entry), "edge/replication_worker.ts"];
    expect(reachable("edge/replication_worker.ts").has("@libsql/client")).toBe(true);
    expect(reachable("edge/syncer.ts").has("node:sqlite")).toBe(false);
    for (const entry of entries) {
      const seen = reachable(entry);
      expect([entry, seen.has("@libsql/client") && seen.has("node:sqlite")]).toEqual([entry, false]);
    }
  });
});

const made = (from: string, to: string, line = 1): Import => ({
  from,
  to,
  line,
  isPackage: !to.includes(".ts"),
  isTypeOnly: false,
});

describe("brokenRules", () => {
  it("names the line of an import that leaves its folder's bounds", () => {
    expect(brokenRules([made("commerce/money.ts", "db/connect.ts", 7)]))
      .toEqual(["commerce/money.ts:7 imports db/connect.ts: commerce may import nothing else"]);
    expect(brokenRules([made("routes/home.tsx", "edge/app.ts")]))
      .toEqual(["routes/home.tsx:1 imports edge/app.ts: routes may import commerce, islands, edge/page.ts"]);
  });

  for (
    const [from, to] of [
      ["db/catalog/connect.ts", "api/main.ts"],
      ["db/catalog/reading/replica.ts", "db/catalog/writing/rows.ts"],
      ["api/main.ts", "edge/log.ts"],
      ["api/main.ts", "routes/home.tsx"],
      ["api/catalog/products.ts", "api/orders/orders.ts"],
      ["api/catalog/products.ts", "db/orders/connect.ts"],
      ["api/platform/body.ts", "api/catalog/products.ts"],
      ["edge/app.ts", "api/app.ts"],
      ["edge/app.ts", "db/catalog/connect.ts"],
      ["islands/basket.tsx", "routes/parts/card.tsx"],
      ["edge/app.ts", "tests/support/sqld.ts"],
      ["edge/app.ts", "edge/app_test.ts"],
      ["other/file.ts", "commerce/money.ts"],
      ["commerce/money.ts", "hono"],
      ["edge/app.ts", "@libsql/client"],
      ["routes/home.tsx", "node:sqlite"],
      ["api/main.ts", "drizzle-orm"],
    ] as const
  ) it(`refuses ${to} in ${from}`, () => expect(brokenRules([made(from, to)])).toHaveLength(1));

  for (
    const [from, to] of [
      ["commerce/money.ts", "commerce/currency.ts"],
      ["commerce/money.ts", "zod"],
      ["api/app.ts", "api/catalog/products.ts"],
      ["edge/app.ts", "db/catalog/reading/replica.ts"],
      ["routes/home.tsx", "edge/page.ts"],
      ["db/catalog/reading/replica.ts", "node:sqlite"],
      ["edge/app_test.ts", "api/app.ts"],
      ["tasks/start.ts", "edge/main.ts"],
    ] as const
  ) it(`allows ${to} in ${from}`, () => expect(brokenRules([made(from, to)])).toEqual([]));
});

describe("brokenRules on types", () => {
  it("keeps folders apart by types too, but lets a type of a package pass", () => {
    expect(brokenRules([{ ...made("edge/app.ts", "api/app.ts"), isTypeOnly: true }])).toHaveLength(1);
    expect(brokenRules([{ ...made("commerce/money.ts", "hono"), isTypeOnly: true }])).toHaveLength(1);
    expect(brokenRules([{ ...made("api/app.ts", "@libsql/client"), isTypeOnly: true }])).toEqual([]);
  });
});

describe("cycles", () => {
  it("tells a cycle by its lines, and none where there is none", () => {
    expect(
      cycles([
        made("a.ts", "b.ts", 3),
        made("b.ts", "c.ts", 1),
        made("c.ts", "b.ts", 9),
        made("c.ts", "d.ts", 2),
      ]),
    )
      .toEqual(["b.ts:1 → c.ts:9 → b.ts"]);
    expect(cycles([made("a.ts", "b.ts"), made("a.ts", "c.ts"), made("b.ts", "c.ts")])).toEqual([]);
  });

  it("finds a file that imports itself", () => {
    expect(cycles([made("a.ts", "a.ts", 4)])).toEqual(["a.ts:4 → a.ts"]);
  });
});
