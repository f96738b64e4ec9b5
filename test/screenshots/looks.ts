import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** What every page has to look right in. CSS px. */
const looks = [
  { name: 'light', width: 1280, height: 800, scheme: 'light' },
  { name: 'dark', width: 1280, height: 800, scheme: 'dark' },
  { name: 'narrow', width: 390, height: 844, scheme: 'light' },
  { name: 'wide', width: 2560, height: 1440, scheme: 'dark' },
] as const;

/** A page, and what must be on it before it is looked at. */
export interface Sight {
  readonly name: string;
  readonly page: Page;
  /** Absolute; null: the page is where it should be. */
  readonly url: string | null;
  readonly waitFor: string;
  /** A button that opens what is to be seen. */
  readonly press?: string;
}

/** Every page in light, dark, narrow and wide, to be judged by eye: `<folder>/<page>.<look>.png`. */
export async function shootLooks(folder: string, sights: readonly Sight[]): Promise<void> {
  for (const { name, page, press, url, waitFor } of sights)
    for (const { height, name: look, scheme, width } of looks) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      if (url) await page.goto(url);
      await page.locator(waitFor).first().waitFor();
      if (press) await page.getByRole('button', { name: press }).first().click();
      await page.waitForTimeout(800);
      await page.screenshot({ path: join(folder, `${name}.${look}.png`) });
      if (press) await page.keyboard.press('Escape');
    }
}
