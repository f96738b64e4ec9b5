import type { ConsoleMessage, Page } from 'playwright-core';

/** What the page says then, and when it was; a page may forbid what would look into it from outside. */
const SHOWN = 'all shapes shown at ';

/** Runs before any script of the page: notes when `drawn` came true, and times frames between two calls. */
export const watchScript = (drawn: string): string => `(() => {
  const bench = (window.bench = { deltas: [] });
  let [last, timing] = [0, false];
  const after = (frames, then) => requestAnimationFrame(() => (frames > 1 ? after(frames - 1, then) : then()));
  const look = () => {
    let isDrawn = false;
    try { isDrawn = ${drawn}; } catch {}
    if (!isDrawn) return requestAnimationFrame(look);
    // What was drawn in this frame is painted before the frame after the next begins.
    after(2, () => console.debug('${SHOWN}' + (performance.timeOrigin + performance.now())));
  };
  const frame = (at) => {
    if (!timing) return;
    if (last > 0) bench.deltas.push(at - last);
    last = at;
    requestAnimationFrame(frame);
  };
  bench.start = () => { bench.deltas = []; last = 0; timing = true; requestAnimationFrame(frame); };
  bench.stop = () => { timing = false; return bench.deltas; };
  requestAnimationFrame(look);
})()`;

/** When all shapes were shown, ms of the epoch; null when that takes longer than `limitMs`. */
export async function shownAt(page: Page, limitMs: number): Promise<number | null> {
  const said = (message: ConsoleMessage) => message.text().startsWith(SHOWN);
  const message = await page.waitForEvent('console', { predicate: said, timeout: limitMs }).catch(() => null);
  return message && Number(message.text().slice(SHOWN.length));
}

/** What a hand does over the stage, `elapsed` ms after it began. */
type Hand = (page: Page, centre: readonly [number, number], elapsed: number) => Promise<void>;

const TICK_MS = 16;
/** A redraw that is put off until the hand rests belongs to what the hand did. */
const REST_MS = 500;

/** Frame times, ms, while a hand is at it for `ms`, and until what it set off is over. */
export async function framesDuring(page: Page, stage: string, ms: number, hand: Hand): Promise<number[]> {
  const box = await page.locator(stage).first().boundingBox();
  if (!box) throw new Error(`there is no ${stage}`);
  const centre = [box.x + box.width / 2, box.y + box.height / 2] as const;
  await page.mouse.move(...centre);
  await page.evaluate('bench.start()');
  const beganAt = performance.now();
  for (let elapsed = 0; elapsed < ms; elapsed = performance.now() - beganAt) {
    await hand(page, centre, elapsed);
    const left = beganAt + elapsed + TICK_MS - performance.now();
    if (left > 0) await page.waitForTimeout(left);
  }
  await page.mouse.up();
  await page.waitForTimeout(REST_MS);
  const deltas: unknown = await page.evaluate('bench.stop()');
  return Array.isArray(deltas) ? deltas.map(Number) : [];
}

/** Round and round with the left button down, once a second. */
export const dragAbout: Hand = async (page, [x, y], elapsed) => {
  if (elapsed === 0) await page.mouse.down();
  const angle = (elapsed / 1_000) * 2 * Math.PI;
  await page.mouse.move(x + 160 * Math.sin(angle), y + 120 * (1 - Math.cos(angle)));
};

/** Across the stage and back every two seconds, over hundreds of shapes. */
export const hoverAbout: Hand = async (page, [x, y], elapsed) => {
  const angle = (elapsed / 2_000) * 2 * Math.PI;
  await page.mouse.move(x + 400 * Math.sin(angle), y + 250 * Math.sin(angle * 2.3));
};

/** A notch of the wheel every 80 ms, nine in and nine out. */
export function zoomAbout(): Hand {
  let notches = 0;
  return async (page, _, elapsed) => {
    if (elapsed < notches * 80) return;
    await page.mouse.wheel(0, notches++ % 18 < 9 ? -100 : 100);
  };
}
