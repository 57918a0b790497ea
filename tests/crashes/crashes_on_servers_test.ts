/**
 * A shop on libSQL servers, one for each database, as in production, whose processes and servers are killed. A short
 * form; `CRASH_KILLS` and `CRASH_SEED` as in crashes_test.ts.
 */
import { describe } from "@std/testing/bdd";
import { findSqld } from "../support/sqld.ts";
import { testCrashes } from "./crash_suite.ts";

const kills = Number(Deno.env.get("CRASH_KILLS") ?? 3);
const seed = Number(Deno.env.get("CRASH_SEED") ?? 20_261_120);
const sqld = await findSqld();
const skip = "missing" in sqld ? sqld.missing : false;

describe(
  "a shop on servers whose processes are killed" + (skip ? ` (left out: ${skip})` : ""),
  { skip: Boolean(skip) },
  () => testCrashes({ kills, seed, sqld: "path" in sqld ? sqld.path : "" }),
);
