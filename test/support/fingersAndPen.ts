import type { Point } from '@maskroom/shared/geometry/polygon';
import type { Locator } from 'playwright-core';
import type { WorkspacePage } from './workspacePage.ts';

/** Fingers on somebody's screen, as the browser's own touch events. Places are image px. */
export async function fingersOn({ page, place }: WorkspacePage) {
  const session = await page.context().newCDPSession(page);
  type Touch = 'touchStart' | 'touchMove' | 'touchEnd';
  const send = (type: Touch, at: readonly { readonly id: number; readonly at: Point }[]) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: at.map(({ id, at: [x, y] }) => ({ id, x, y })),
    });

  async function tapAt([x, y]: Point, roll = 0): Promise<void> {
    await send('touchStart', [{ id: 0, at: [x, y] }]);
    if (roll > 0) await send('touchMove', [{ id: 0, at: [x + roll, y] }]);
    await send('touchEnd', []);
  }

  return {
    /** A fingertip that rolls by so many CSS px while it is down. */
    tap: async (at: Point, roll = 0) => tapAt(await place(...at), roll),
    async tapOn(target: Locator): Promise<void> {
      const box = await target.boundingBox();
      if (!box) throw new Error('there is nothing to tap on');
      await tapAt([box.x + box.width / 2, box.y + box.height / 2]);
    },
    /** Fingers that stay down until they are lifted. */
    async down(points: readonly Point[]) {
      let held = await Promise.all(points.map(async (at, id) => ({ id, at: await place(...at) })));
      await send('touchStart', held);
      return {
        /** Through a few places in between, as the screen looked before they moved. */
        async move(to: readonly Point[]): Promise<void> {
          const ends = await Promise.all(to.map((at) => place(...at)));
          const from = held;
          for (const share of [0.25, 0.5, 0.75, 1]) {
            held = from.map(({ id, at: [x, y] }, i) => ({
              id,
              at: [x + share * (ends[i][0] - x), y + share * (ends[i][1] - y)],
            }));
            await send('touchMove', held);
          }
        },
        /** CSS px. */
        async moveBy(dx: number, dy: number): Promise<void> {
          held = held.map(({ id, at: [x, y] }) => ({ id, at: [x + dx, y + dy] }));
          await send('touchMove', held);
        },
        async lift(which: number): Promise<void> {
          const lifted = held.filter(({ id }) => id === which);
          held = held.filter(({ id }) => id !== which);
          await send('touchEnd', lifted);
        },
        liftAll: () => send('touchEnd', []),
      };
    },
  };
}
export type Fingers = Awaited<ReturnType<typeof fingersOn>>;

/** A pen with an eraser at its other end. Places are image px. */
export async function penOn({ page, place, stage }: WorkspacePage) {
  const session = await page.context().newCDPSession(page);
  type Phase = 'mousePressed' | 'mouseMoved' | 'mouseReleased';
  async function send(type: Phase, at: Point, held: boolean): Promise<void> {
    const [x, y] = await place(...at);
    const button = type === 'mouseMoved' && !held ? 'none' : 'left';
    const pen = { button, buttons: held ? 1 : 0, clickCount: 1, pointerType: 'pen' } as const;
    await session.send('Input.dispatchMouseEvent', { type, x, y, ...pen });
  }
  const pen = {
    down: (at: Point) => send('mousePressed', at, true),
    up: (at: Point) => send('mouseReleased', at, false),
    async moveAlong(points: readonly Point[]): Promise<void> {
      for (const at of points) await send('mouseMoved', at, true);
    },
    async tap(at: Point): Promise<void> {
      await pen.down(at);
      await pen.up(at);
    },
    /** Chromium's own input has no eraser end, so these events are made in the page, as a pen sends them. */
    async eraserTap(at: Point): Promise<void> {
      await send('mouseMoved', at, false);
      const [clientX, clientY] = await place(...at);
      await stage.evaluate(
        (element, point) => {
          for (const [type, buttons] of [
            ['pointerdown', 32],
            ['pointerup', 0],
          ] as const) {
            const eraser = { pointerId: point.pointerId, pointerType: 'pen', button: 5, buttons };
            element.dispatchEvent(new PointerEvent(type, { ...point, ...eraser, bubbles: true }));
          }
        },
        { clientX, clientY, pointerId: await penId() },
      );
    },
  };
  /** Of the pen that hovers there now. */
  const penId = () => stage.getAttribute('data-pen-id').then(Number);
  await stage.evaluate((element) => {
    if (!(element instanceof HTMLElement)) return;
    element.addEventListener('pointermove', ({ pointerId, pointerType }) => {
      if (pointerType === 'pen') element.dataset.penId = String(pointerId);
    });
  });
  return pen;
}
export type Pen = Awaited<ReturnType<typeof penOn>>;
