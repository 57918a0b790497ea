import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { tally } from "./junit.ts";

const failure = `<failure message="wrong">wrong</failure>`;
const report = (...cases: [name: string, body?: string][]) =>
  `<testsuites><testsuite>${
    cases.map(([name, body = ""]) => `<testcase name="${name}" time="0.1">\n${body}\n</testcase>`).join("\n")
  }</testsuite></testsuites>`;

describe("tally", () => {
  it("counts tests and not the groups they stand in", () => {
    expect(
      tally(
        report(["money"], ["money &gt; adds"], ["money &gt; in yen"], ["money &gt; in yen &gt; adds"], [
          "alone",
        ]),
      ),
    )
      .toEqual({ passed: 3, failed: 0, ignored: [] });
  });

  it("counts a failure once, not again for its groups", () => {
    expect(tally(report(["money", failure], ["money &gt; adds", failure], ["money &gt; subtracts"])))
      .toEqual({ passed: 1, failed: 1, ignored: [] });
  });

  it("counts a group that failed outside its tests", () => {
    expect(tally(report(["money", failure], ["money &gt; adds"]))).toEqual({
      passed: 1,
      failed: 1,
      ignored: [],
    });
  });

  it("names what was left out", () => {
    expect(tally(report(["a &amp; b (left out: no server)", "<skipped/>"], ["c"])))
      .toEqual({ passed: 1, failed: 0, ignored: ["a & b (left out: no server)"] });
  });

  it("finds nothing in an empty report", () => {
    expect(tally("")).toEqual({ passed: 0, failed: 0, ignored: [] });
  });
});
