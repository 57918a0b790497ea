/** `deno task edge`: an edge, as production runs it: the renderer, and the syncer where the catalog is remote. */
import { isRemoteCatalog } from "./environment.ts";
import { launch } from "./launch.ts";

await launch((environment) => isRemoteCatalog(environment) ? ["syncer", "edge"] : ["edge"]);
