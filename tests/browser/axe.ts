import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Broken rules of axe on the whole page, each with the place; empty when all is well. */
export async function violations(page: Page): Promise<string[]> {
  const first = await analyse(page);
  if (first.length === 0) return first;
  // A colour in the middle of a transition is no defect: what is found must still be there when it has ended.
  await page.waitForTimeout(transitionEnds);
  return analyse(page);
}

const transitionEnds = 1000;

async function analyse(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${JSON.stringify(node.target)}`));
}
