import { after, before, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { dirname, join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { readBuild } from "../edge/read_build.ts";
import { islands } from "../islands/table.ts";
import { build } from "./build.ts";
import { type Budgets, budgets } from "./build/budgets.ts";

const project = dirname(import.meta.dirname!);

/** A copy of what the build reads, which a test may change. */
let root: string;
let folder: string;

before(async () => {
  root = await Deno.makeTempDir();
  folder = join(root, "dist");
  for (const path of ["islands", "commerce/wire", "tasks/build", "routes/static"]) {
    await copy(join(project, path), join(root, path));
  }
  await Deno.copyFile(join(project, "deno.json"), join(root, "deno.json"));
  await Deno.copyFile(join(project, "tasks/build.ts"), join(root, "tasks/build.ts"));
  await Deno.symlink(join(project, "node_modules"), join(root, "node_modules"));
  await Deno.mkdir(join(root, "routes/styles"));
});
beforeEach(async () => {
  await Deno.writeTextFile(
    join(root, "routes/styles/main.css"),
    '@import "./base.css";\nbody { color: red; }\n',
  );
  await Deno.writeTextFile(join(root, "routes/styles/base.css"), "html { margin: 0px; }\n");
  await Deno.remove(folder, { recursive: true }).catch(() => {});
});
after(() => Deno.remove(root, { recursive: true }));

async function copy(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    if (isDirectory) await copy(join(from, name), join(to, name));
    else await Deno.copyFile(join(from, name), join(to, name));
  }
}

const make = (limits: Budgets = budgets, into = folder) => build({ root, folder: into, budgets: limits });
const append = (path: string, text: string) => Deno.writeTextFile(join(root, path), text, { append: true });

describe("build", () => {
  it("makes a script of every island and the runtime, and one style sheet", async () => {
    await make();
    const { assets, styles, files } = await readBuild(folder);
    const sources = [...Object.keys(islands).map((name) => `islands/${name}.tsx`), "islands/runtime.ts"];
    expect(Object.keys(assets).sort()).toEqual(sources.sort());
    for (const [source, path] of Object.entries(assets)) {
      const name = source.replace(/^islands\/|\.tsx?$/g, "");
      expect(path).toMatch(new RegExp(`^/assets/${name}-[A-Z0-9]{8}\\.js$`));
      expect(files.get(path)!.immutable).toBe(true);
      expect(files.get(path)!.contentType).toBe("text/javascript; charset=utf-8");
    }
    expect(styles).toBe("html{margin:0}body{color:red}\n");
  });

  it("makes one script that all islands share, so that a page waits for no more", async () => {
    await make();
    const { files } = await readBuild(folder);
    const shared = [...files.keys()].filter((path) => path.startsWith("/assets/shared-"));
    expect(shared.length).toBe(1);
    expect(files.size).toBe(Object.keys(islands).length + 1 + shared.length + 2);
  });

  it("keeps every file compressed as well", async () => {
    await make();
    for (const { bodies } of (await readBuild(folder)).files.values()) {
      expect(new Uint8Array(brotliDecompressSync(bodies.br!))).toEqual(bodies.identity);
      expect(new Uint8Array(gunzipSync(bodies.gzip!))).toEqual(bodies.identity);
    }
  });

  it("serves the favicon, and speculation rules that leave personal pages alone", async () => {
    await make();
    const { files } = await readBuild(folder);
    expect(files.get("/favicon.svg")!.contentType).toBe("image/svg+xml");
    const rules = files.get("/assets/speculation.json")!;
    expect(rules.contentType).toBe("application/speculationrules+json");
    const { prerender: [rule] } = JSON.parse(new TextDecoder().decode(rules.bodies.identity));
    expect(rule.eagerness).toBe("moderate");
    expect(rule.where.and[1].not.or[0].href_matches).toEqual(
      ["/*/basket*", "/*/checkout*", "/*/markets*", "/*/search*", "/api/*", "/admin*"],
    );
  });

  it("gives the same files for the same sources", async () => {
    await make();
    const other = join(root, "other");
    await make(budgets, other);
    expect(await readBuild(other)).toEqual(await readBuild(folder));
    await Deno.remove(other, { recursive: true });
  });

  it("does nothing when nothing changed", async () => {
    expect(await make()).not.toBe(null);
    expect(await make()).toBe(null);
  });

  for (
    const path of [
      "islands/variant_choice.ts",
      "routes/styles/base.css",
      "deno.json",
      "routes/static/favicon.svg",
    ]
  ) {
    it(`builds again when ${path} changed`, async () => {
      await make();
      await append(path, "\n");
      expect(await make()).not.toBe(null);
    });
  }

  it("builds again when one of its files is gone", async () => {
    await make();
    await Deno.remove(join(folder, "favicon.svg.br"));
    expect(await make()).not.toBe(null);
  });

  it("renames only what changed, and removes what it replaced", async () => {
    await make();
    const before = (await readBuild(folder)).assets;
    await append(
      "islands/gallery.ts",
      "\nexport const unused = 1;\nglobalThis.dispatchEvent(new Event('x'));\n",
    );
    await make();
    const after = (await readBuild(folder)).assets;
    const changed = Object.keys(before).filter((source) => before[source] !== after[source]);
    expect(changed).toEqual(["islands/variant_picker.tsx"]);
    await expect(Deno.stat(join(folder, before["islands/variant_picker.tsx"]!))).rejects.toThrow();
    await Deno.copyFile(join(project, "islands/gallery.ts"), join(root, "islands/gallery.ts"));
  });

  const lowered: readonly [what: string, budgets: Budgets, sentence: RegExp][] = [
    [
      "an island",
      { ...budgets, scripts: { ...budgets.scripts, "islands/search_box.tsx": 100 } },
      /^islands\/search_box\.tsx: \d+ bytes after brotli, wanted at most 100 \(tasks\/build\/budgets\.ts\)$/,
    ],
    [
      "a page",
      { ...budgets, page: 5000 },
      /^all scripts of a page: \d+ bytes after brotli, wanted at most 5000 /,
    ],
    ["the styles", { ...budgets, styles: 10 }, /^styles: \d+ bytes after brotli, wanted at most 10 /],
  ];
  for (const [what, limits, sentence] of lowered) {
    it(`refuses ${what} above the budget, and keeps the last build`, async () => {
      await make();
      await append("routes/styles/base.css", "a { top: 0 }\n");
      await expect(make(limits)).rejects.toThrow(sentence);
      expect((await readBuild(folder)).styles).toBe("html{margin:0}body{color:red}\n");
    });
  }

  it("names the file and line of a mistake", async () => {
    await Deno.writeTextFile(join(root, "routes/styles/main.css"), '\n\n@import "./nowhere.css";\n');
    await expect(make()).rejects.toThrow(
      /^routes\/styles\/main\.css:3:8: Could not resolve "\.\/nowhere\.css"$/,
    );
  });
});

describe("the project itself", () => {
  it("is within its budgets", async () => {
    const into = await Deno.makeTempDir();
    const weights = await build({ folder: into });
    for (const { name, bytes, budget } of weights!) {
      expect(`${name}: ${bytes <= budget}`).toBe(`${name}: true`);
    }
    await Deno.remove(into, { recursive: true });
  });
});

describe("readBuild", () => {
  it("says how to make a build where there is none", async () => {
    await expect(readBuild(folder)).rejects.toThrow(
      `cannot read the build "${folder}/manifest.json": wanted what "deno task build" writes`,
    );
  });
});
