/** `deno task api`: the central API, as production runs it. */
import { launch } from "./launch.ts";

await launch(() => ["api"]);
