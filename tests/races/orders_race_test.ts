/** A thousand shoppers at once on database files; `RACE_SHOPPERS` for more or fewer. */
import { describe } from "@std/testing/bdd";
import { testRaces } from "./race_suite.ts";

const shoppers = Number(Deno.env.get("RACE_SHOPPERS") ?? 1_000);

describe(`${shoppers} shoppers at once`, () => testRaces({ shoppers }));
