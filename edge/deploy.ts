/** The edge on Deno Deploy (docs/deploy-edges.md), and wherever Deno runs without a disk of its own. */
import { disklessEdge } from "./diskless_edge.ts";
import { readBuild } from "./read_build.ts";

const edge = disklessEdge({
  environment: (name) => Deno.env.get(name),
  readBuild: () => readBuild("dist"),
  fetch,
  background: () => {},
  // deno-lint-ignore no-console -- the program's log is its standard error
  write: (line) => console.error(line),
});

Deno.serve({ port: Number(Deno.env.get("PORT") ?? 8000) }, edge);
