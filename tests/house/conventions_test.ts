import { before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { defaultExports, fileNames, longSources, looseEnds } from "./conventions.ts";
import { isSource, projectFiles, read } from "./project_files.ts";

describe("the sources of the project", () => {
  let sources: [path: string, text: string][];

  before(async () => {
    const paths = (await projectFiles()).filter(isSource);
    sources = await Promise.all(
      paths.map(async (path): Promise<[string, string]> => [path, await read(path)]),
    );
  });

  it("have no default exports", () => {
    expect(sources.flatMap(([path, text]) => defaultExports(path, text))).toEqual([]);
  });

  it("are named in snake_case", () => {
    expect(sources.flatMap(([path]) => fileNames(path))).toEqual([]);
  });

  it("are short", () => {
    expect(sources.flatMap(([path, text]) => longSources(path, text))).toEqual([]);
  });

  it("are finished", () => {
    expect(sources.flatMap(([path, text]) => looseEnds(path, text))).toEqual([]);
  });
});

describe("each convention", () => {
  it("finds default exports", () => {
    expect(defaultExports("a.ts", "const a = 1;\nexport default a;\n")).toEqual([
      "a.ts:2 has a default export",
    ]);
    expect(defaultExports("a.ts", "export { a as default };")).toHaveLength(1);
    expect(defaultExports("a.ts", "export const defaults = 1;\n// export default\n")).toEqual([]);
    expect(defaultExports("db/catalog/drizzle.config.ts", "export default {};")).toEqual([]);
  });

  it("finds other cases in names", () => {
    expect(["api/priceRules.ts", "api/price-rules.ts", "api/Price.tsx", "Api/price.ts"].flatMap(fileNames))
      .toHaveLength(4);
    expect(["api/price_rules_test.ts", "a/b_c/d2.tsx", "db/catalog/drizzle.config.ts"].flatMap(fileNames))
      .toEqual([]);
  });

  it("finds long files", () => {
    expect(longSources("a.ts", "x\n".repeat(301))).toEqual([
      "a.ts:300 goes on to line 301: look for the second job",
    ]);
    expect(longSources("a.ts", "x\n".repeat(300))).toEqual([]);
    expect(longSources("a_test.ts", "x\n".repeat(400))).toEqual([]);
    expect(longSources("a_test.ts", "x\n".repeat(401))).toHaveLength(1);
  });

  it("finds loose ends", () => {
    expect(looseEnds("a.ts", ["// TO", "DO later"].join(""))).toEqual(["a.ts:1 is unfinished"]);
    expect(looseEnds("a.ts", ["\ndescribe.on", 'ly("x")'].join(""))).toEqual(["a.ts:2 is unfinished"]);
    expect(looseEnds("a.ts", "// todo lists are a product of ours")).toEqual([]);
    expect(looseEnds("a.ts", 'const noCurrency = "XXX";')).toEqual([]);
  });
});
