import type { Page } from 'playwright-core';
import type { Contender } from './contender.ts';
import { dragAbout, framesDuring, hoverAbout, shownAt, watchScript, zoomAbout } from './frames.ts';

/** Who has not drawn everything by then never will. */
export const LIMIT_MS = 60_000;
const MOVING_MS = 2_000;

export interface Figures {
  /** Navigation → all shapes shown; null when that took longer than {@link LIMIT_MS}. */
  readonly openMs: number | null;
  /** Frame times, ms; empty where the contender does not do it. */
  readonly pan: readonly number[];
  readonly zoom: readonly number[];
  readonly hover: readonly number[];
}

/** Opens a contender in a browser of its own and moves about in it. */
export async function measure(contender: Contender, picture?: string): Promise<Figures> {
  const { moves, hovers, stage, panKey, hoverKey } = contender;
  const context = await contender.newContext();
  await context.addInitScript("try { localStorage.setItem('maskroom.tour', 'seen') } catch {}");
  await context.addInitScript(watchScript(contender.drawn));
  const page = await context.newPage();
  page.setDefaultTimeout(LIMIT_MS);
  try {
    const beganAt = Date.now();
    const isShown = shownAt(page, LIMIT_MS);
    await page.goto(contender.url, { waitUntil: 'commit' });
    const shown = await isShown;
    if (shown === null) return { openMs: null, pan: [], zoom: [], hover: [] };
    await settle(page);
    if (picture) await page.screenshot({ path: picture });
    if (panKey) await page.keyboard.press(panKey);
    const pan = moves ? await framesDuring(page, stage, MOVING_MS, dragAbout) : [];
    const zoom = moves ? await framesDuring(page, stage, MOVING_MS, zoomAbout()) : [];
    if (hoverKey) await page.keyboard.press(hoverKey);
    const hover = hovers ? await framesDuring(page, stage, MOVING_MS, hoverAbout) : [];
    return { openMs: shown - beganAt, pan, zoom, hover };
  } finally {
    await context.close();
  }
}

/** Opens our picture by a click in the project's page, in a tab where the application runs already. */
export async function measureClick(contender: Contender, projectUrl: string): Promise<number | null> {
  const context = await contender.newContext();
  await context.addInitScript("try { localStorage.setItem('maskroom.tour', 'seen') } catch {}");
  await context.addInitScript(watchScript(contender.drawn));
  const page = await context.newPage();
  try {
    await page.goto(projectUrl);
    const link = page.locator(`a[href="${new URL(contender.url).pathname}"]:has(img)`);
    await link.waitFor();
    await settle(page);
    await page.evaluate(() => document.addEventListener('pointerdown', () => performance.mark('pressed')));
    const isShown = shownAt(page, LIMIT_MS);
    await link.click();
    const shown = await isShown;
    const pressed = await page.evaluate(
      () => performance.timeOrigin + performance.getEntriesByName('pressed')[0].startTime,
    );
    return shown === null ? null : shown - pressed;
  } finally {
    await context.close();
  }
}

/** What goes on behind what is shown is over. */
const settle = (page: Page): Promise<void> => page.waitForTimeout(1_500);
