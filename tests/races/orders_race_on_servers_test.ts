/**
 * Shoppers at once on libSQL servers, one for each database, as in production. A short form of what orders_race_test.ts
 * does on files: `RACE_SHOPPERS=1000` for the whole.
 */
import { describe } from "@std/testing/bdd";
import { findSqld } from "../support/sqld.ts";
import { testRaces } from "./race_suite.ts";

const shoppers = Number(Deno.env.get("RACE_SHOPPERS") ?? 200);
const sqld = await findSqld();
const skip = "missing" in sqld ? sqld.missing : false;

describe(
  `${shoppers} shoppers at once on libSQL servers` + (skip ? ` (left out: ${skip})` : ""),
  { skip: Boolean(skip) },
  () => testRaces({ shoppers, sqld: "path" in sqld ? sqld.path : "" }),
);
