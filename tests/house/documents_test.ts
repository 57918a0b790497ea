import { join } from "node:path";
import { before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { existsSync } from "node:fs";
import { root } from "../../tasks/processes.ts";
import { brokenLinks, listedNames, misnumbered } from "./documents.ts";
import { projectFiles, read } from "./project_files.ts";

describe("the documents", () => {
  let files: string[];

  before(async () => {
    files = await projectFiles();
  });

  it("link to what exists", async () => {
    const exists = (path: string) => existsSync(join(root, path));
    const documents = files.filter((path) => path.endsWith(".md"));
    const broken = await Promise.all(
      documents.map(async (path) => brokenLinks(path, await read(path), exists)),
    );
    expect(documents).toContain("README.md");
    expect(broken.flat()).toEqual([]);
  });

  it("number the decisions without gaps", () => {
    const decisions = files.filter((path) => path.startsWith("docs/decisions/"));
    expect(decisions.length).toBeGreaterThanOrEqual(12);
    expect(misnumbered(decisions.map((path) => path.slice("docs/decisions/".length)))).toEqual([]);
  });

  it("give every dependency its line, and no other", async () => {
    const { imports }: { imports: Record<string, string> } = JSON.parse(await read("deno.json"));
    const packages = Object.values(imports).filter((target) => target.startsWith("npm:"))
      .map((target) => /^npm:(@?[^@]+)/.exec(target)![1]!);
    expect(listedNames(await read("docs/dependencies.md")).sort()).toEqual(packages.sort());
  });
});

describe("the table of settings", () => {
  it("has every setting, and no other", async () => {
    const known = (await read("commerce/settings.ts")).matchAll(/^ {2}([A-Z_]+): /gm);
    const rows = (await read("docs/settings.md")).split("\n").filter((line) => line.startsWith("| `"));
    const named = rows.flatMap((row) =>
      [...row.split("|")[1]!.matchAll(/`([A-Z_]+)`/g)].map((match) => match[1]!)
    );
    expect(named.sort()).toEqual([...known].map((match) => match[1]!).sort());
  });
});

describe("the checks of documents", () => {
  it("find a link that leads nowhere", () => {
    const exists = (path: string) => path === "docs/a.md" || path === "README.md";
    expect(brokenLinks("docs/b.md", "[a](a.md#x) [r](../README.md)\n[c](c.md)", exists))
      .toEqual(["docs/b.md:2 links to c.md, which does not exist"]);
    expect(brokenLinks("docs/b.md", "[web](https://example.com/c.md) [here](#part)", exists)).toEqual([]);
    expect(brokenLinks("README.md", "![picture](docs/pictures/home.webp)", exists)).toHaveLength(1);
  });

  it("find a gap, a double and a malformed name among decisions", () => {
    expect(misnumbered(["0001-one.md", "0002-two-more.md"])).toEqual([]);
    expect(misnumbered(["0001-one.md", "0003-three.md"])).toEqual([
      "0003-three.md stands where 0002-… belongs",
    ]);
    expect(misnumbered(["0001-one.md", "0001-two.md"])).toHaveLength(1);
    expect(misnumbered(["0001_one.md"])).toHaveLength(1);
  });

  it("read names from the first column", () => {
    expect(listedNames("| package | for |\n| --- | --- |\n| `zod` | `x` |\n| `@a/b` | y |\n")).toEqual([
      "zod",
      "@a/b",
    ]);
  });
});
