import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { programPath } from './machine.ts';
import { patience, slowness } from './patience.ts';

export const chromiumPath = programPath('chromium');

const quietFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath, args: quietFlags });

export interface Seat {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors that the page threw or wrote to its console; a story ends with none. */
  readonly errors: string[];
}

interface SeatOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  /** What the browser asks for. */
  readonly locale?: string;
  /** Has never seen the workspace: its tour comes by itself. */
  readonly isNew?: boolean;
}

/** A browser of one person's own: no cookie, storage or cache is shared with anybody else's. */
export async function openSeat(
  browser: Browser,
  { viewport = { width: 1_280, height: 800 }, locale = 'en-US', isNew = false }: SeatOptions = {},
): Promise<Seat> {
  const context = await browser.newContext({ viewport, locale, reducedMotion: 'reduce' });
  if (!isNew) await context.addInitScript("try { localStorage.setItem('maskroom.tour', 'seen') } catch {}");
  context.setDefaultTimeout(patience);
  if (slowness > 1) context.on('page', slowDown);
  const page = await context.newPage();
  if (slowness > 1) await slowDown(page);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return { context, page, errors };
}

async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowness });
  const latency = 50 * slowness;
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
}
