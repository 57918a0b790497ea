/** axe-core in a test's page. */
import axe from "axe-core";
import type { Page } from "playwright-core";

/** `rule: selector` of each violation of WCAG 2.2 AA and best practice. */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    return (await axe.run()).violations;
  });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}
