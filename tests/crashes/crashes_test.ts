/**
 * A shop on database files whose processes are killed. `CRASH_KILLS=200` for the long run; `CRASH_SEED` to have other
 * chances.
 */
import { describe } from "@std/testing/bdd";
import { testCrashes } from "./crash_suite.ts";

const kills = Number(Deno.env.get("CRASH_KILLS") ?? 10);
const seed = Number(Deno.env.get("CRASH_SEED") ?? 20_261_120);

describe("a shop whose processes are killed", () => testCrashes({ kills, seed }));
