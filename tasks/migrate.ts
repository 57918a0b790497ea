/** `deno task migrate`: brings every database to this version's schema; the release command of a deploy. */
import { launchOnce } from "./launch.ts";

await launchOnce("migrate");
