import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { quote } from "./quote.ts";
import { caseInput, expectedQuote, parseCases, parseTaxRates } from "./quote_cases.ts";
import { computeQuote } from "./compute_quote.ts";

const cases = filesOf(new URL("./cases/", import.meta.url)).map(({ name, text }) => ({
  name,
  cases: parseCases(text),
}));
const catalogRates = filesOf(new URL("../../db/tax_rates/", import.meta.url))
  .flatMap(({ text }) => parseTaxRates(text));

describe("hand-computed quotes", () => {
  for (const file of cases) {
    describe(file.name, () => {
      for (const one of file.cases) {
        it(one.name, () => {
          const { request, view, now } = caseInput(one, catalogRates);
          const { holidays } = one;
          const outcome = holidays === "public"
            ? quote(request, view, now)
            : computeQuote(request, view, now, (_country, _region, date) => holidays.includes(date));
          if (one.refused) {
            expect("refusal" in outcome ? outcome.refusal.errors.map(({ path }) => path) : outcome)
              .toEqual(one.refused);
          } else {
            expect("quote" in outcome ? outcome.quote : outcome).toMatchObject(expectedQuote(one));
          }
        });
      }
    });
  }

  it("are at least 120, each with a name of its own and a source", () => {
    const all = cases.flatMap((file) => file.cases);
    expect(all.length).toBeGreaterThanOrEqual(120);
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    expect(all.filter(({ source }) => source.trim() === "")).toEqual([]);
  });
});

function filesOf(folder: URL): { name: string; text: string }[] {
  return [...Deno.readDirSync(folder)].filter(({ name }) => name.endsWith(".json"))
    .map(({ name }) => ({ name, text: Deno.readTextFileSync(new URL(name, folder)) }))
    .sort((one, other) => one.name < other.name ? -1 : 1);
}
