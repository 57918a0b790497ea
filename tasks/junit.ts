/** Counting tests in a JUnit report, as `deno test --junit-path` writes it. */

/** How the tests of a run ended. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** The names of those that were left out, with their reasons where their names say them. */
  readonly ignored: readonly string[];
}

/**
 * Counts the tests proper. A `describe` stands in the report as a test of its own, whose name begins the names
 * of its tests; it counts only where it failed while none of its tests did (a hook, a leak).
 */
export function tally(report: string): Tally {
  const cases = [...report.matchAll(/<testcase name="([^"]*)"[^>]*?(?:\/>|>([\s\S]*?)<\/testcase>)/g)]
    .map(([, name, body = ""]) => ({
      name: name!,
      failed: body.includes("<failure"),
      ignored: body.includes("<skipped"),
    }));
  const groups = new Map<string, boolean>();
  for (const { name, failed } of cases) {
    for (const group of groupsOf(name)) groups.set(group, groups.get(group) || failed);
  }
  const counted = cases.filter(({ name, failed }) =>
    !groups.has(name) || (failed && groups.get(name) === false)
  );
  return {
    passed: counted.filter((test) => !test.failed && !test.ignored).length,
    failed: counted.filter((test) => test.failed).length,
    ignored: counted.filter((test) => test.ignored).map((test) => unescape(test.name)),
  };
}

/** The groups that a test is in: `a > b` of `a > b > c`. */
function groupsOf(name: string): string[] {
  const parts = name.split(" &gt; ");
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join(" &gt; "));
}

const entities: Record<string, string> = {
  "&gt;": ">",
  "&lt;": "<",
  "&quot;": '"',
  "&apos;": "'",
  "&amp;": "&",
};

function unescape(text: string): string {
  return text.replace(/&(?:gt|lt|quot|apos|amp);/g, (entity) => entities[entity]!);
}
