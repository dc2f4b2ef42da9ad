import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Broken rules of axe on the whole page, each with the place; empty when all is well. */
export async function violations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${JSON.stringify(node.target)}`));
}
