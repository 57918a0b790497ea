/** `deno task seed`: stores a copy of the catalog for edges to start from. */
import { launchOnce } from "./launch.ts";

await launchOnce("seed");
