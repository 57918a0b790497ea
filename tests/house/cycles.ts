/** Finding import cycles. */
import type { Import } from "./import_graph.ts";

/** The cycles among files, each as its imports in order: `a.ts:3 → b.ts:1 → a.ts`. One is told for each knot. */
export function cycles(imports: readonly Import[]): string[] {
  const outgoing = Map.groupBy(imports.filter((one) => !one.isPackage), (one) => one.from);
  const state = new Map<string, "open" | "done">();
  const path: Import[] = [];
  const found: string[] = [];
  for (const file of outgoing.keys()) visit(file);
  return found;

  function visit(file: string): void {
    if (state.has(file)) return;
    state.set(file, "open");
    for (const one of outgoing.get(file) ?? []) {
      path.push(one);
      if (state.get(one.to) === "open") {
        found.push(tell(path.slice(path.findIndex(({ from }) => from === one.to))));
      } else visit(one.to);
      path.pop();
    }
    state.set(file, "done");
  }
}

function tell(cycle: readonly Import[]): string {
  return [...cycle.map(({ from, line }) => `${from}:${line}`), cycle[0]!.from].join(" → ");
}
