import axe from 'axe-core';
import type { Page } from 'playwright-core';

/**
 * What axe-core finds wrong with the page as it is now, by look, rule and first element; empty when nothing is. All rules
 * in the light look, those of colour in the dark one: nothing else differs. The page is left light.
 */
export async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  await show(page, 'dark');
  const dark = await violationsBy(page, 'dark', "{ runOnly: ['color-contrast', 'link-in-text-block'] }");
  await show(page, 'light');
  return [...(await violationsBy(page, 'light', '{}')), ...dark];
}

async function show(page: Page, look: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: look });
  await page.waitForFunction((wanted) => document.documentElement.dataset.theme === wanted, look);
}

async function violationsBy(page: Page, look: string, options: string): Promise<string[]> {
  const found: unknown = await page.evaluate(
    `axe.run(${options}).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`,
  );
  return Array.isArray(found) ? found.map((fault) => `${look}: ${fault}`) : ['axe gave no answer'];
}
