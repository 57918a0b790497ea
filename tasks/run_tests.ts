/**
 * `deno task test`: every check, in the order in which they are quickest to tell: format, lint, types, then the
 * tests. The first stage that fails ends it.
 *
 * Its last line is `N passed, N failed`, the sum of all tests.
 */
import { type Tally, tally } from "./junit.ts";
import { root } from "./processes.ts";
import { say } from "./terminal.ts";

interface Stage {
  readonly name: string;
  /** Arguments of `deno`. */
  readonly arguments: readonly string[];
  /** Whether it is tests, which are counted. */
  readonly counted?: true;
}

/** Types are checked once for all files, so the tests need not check them again. */
const runTests = ["test", "--allow-all", "--no-check"];

const stages: readonly Stage[] = [
  { name: "format", arguments: ["fmt", "--check"] },
  { name: "lint", arguments: ["lint", "--quiet"] },
  { name: "types", arguments: ["check", "--quiet", "."] },
  { name: "tests", arguments: [...runTests, "--parallel", "--ignore=tests/journeys"], counted: true },
  // One at a time: a browser, its shop and its shopper are enough for two processors.
  { name: "journeys in a browser", arguments: [...runTests, "tests/journeys"], counted: true },
];

let passed = 0;
let failed = 0;
const ignored: string[] = [];
const summary: string[] = [];
let code = 0;

for (const stage of stages) {
  say(`\n── ${stage.name}`);
  const startedAt = performance.now();
  const result = await run(stage);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  passed += result.tally.passed;
  // A run that broke before its report was written failed all the same.
  failed += result.code !== 0 && stage.counted ? Math.max(1, result.tally.failed) : result.tally.failed;
  ignored.push(...result.tally.ignored);
  summary.push(`${result.code === 0 ? "ok    " : "FAILED"}  ${stage.name} (${seconds} s)`);
  code = result.code;
  if (code !== 0) break;
}

say(`\n── summary\n${summary.join("\n")}`);
for (const name of ignored) say(`left out  ${name}`);
say(`\n${passed} passed, ${failed} failed`);
Deno.exit(code);

async function run(stage: Stage): Promise<{ code: number; tally: Tally }> {
  const report = await Deno.makeTempFile({ suffix: ".xml" });
  const { code } = await new Deno.Command(Deno.execPath(), {
    args: [...stage.arguments, ...(stage.counted ? [`--junit-path=${report}`] : [])],
    cwd: root,
  }).spawn().status;
  const tests = tally(await Deno.readTextFile(report));
  await Deno.remove(report);
  return { code, tally: tests };
}
