import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** What axe holds against the page as it is now: the rule and the element, one a line. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // Electron opens no page for a test, so axe has to work in the one that is there.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}
