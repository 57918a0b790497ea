/** Whether a build is light enough. */
import { brotliCompressSync } from "node:zlib";
import type { Budgets } from "./budgets.ts";
import type { Bundle } from "./bundle.ts";

/** One weight, in bytes after brotli. */
export interface Weight {
  readonly name: string;
  readonly bytes: number;
  readonly budget: number;
}

/** The weight of everything that has a budget: of the heaviest page there can be, too. */
export function weigh({ scripts, entries, styles }: Bundle, budgets: Budgets): readonly Weight[] {
  const sizes = new Map([...scripts].map(([name, bytes]) => [name, brotliCompressSync(bytes).length]));
  const sizeOf = (name: string) => sizes.get(entries[name] ?? "") ?? missing(name);
  const all = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
  const alternatives = budgets.oneOf.map(sizeOf);
  const elsewhere = alternatives.reduce((sum, bytes) => sum + bytes, 0) - Math.max(0, ...alternatives);
  return [
    ...Object.entries(budgets.scripts).map(([name, budget]) => ({ name, bytes: sizeOf(name), budget })),
    { name: "all scripts of a page", bytes: all - elsewhere, budget: budgets.page },
    { name: "styles", bytes: brotliCompressSync(styles).length, budget: budgets.styles },
  ];
}

/** A sentence for each weight above its budget. */
export function refusals(weights: readonly Weight[]): readonly string[] {
  return weights.filter(({ bytes, budget }) => bytes > budget).map(({ name, bytes, budget }) =>
    `${name}: ${bytes} bytes after brotli, wanted at most ${budget} (tasks/build/budgets.ts)`
  );
}

function missing(name: string): never {
  throw new Error(`cannot weigh "${name}": wanted a script of it in the bundle`);
}
