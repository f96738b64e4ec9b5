import { polygonIou } from '@maskroom/shared/geometry/combine';
import { ellipseRing } from '@maskroom/shared/geometry/ellipse';
import type { Point } from '@maskroom/shared/geometry/polygon';
import { instanceListSchema } from '@maskroom/shared/protocol/http';
import { beforeAll, describe, expect, test } from 'vitest';
import { violationsOf } from '../support/accessibility.ts';
import { type Annotator, enterAs } from '../support/annotators.ts';
import { chromiumPath } from '../support/browser.ts';
import { type Fingers, fingersOn, type Pen, penOn } from '../support/fingersAndPen.ts';
import { discPicture } from '../support/pictures.ts';
import { storyStage } from '../support/storyStage.ts';
import { createProject } from '../support/team.ts';

const disc = { width: 900, height: 600, cx: 430, cy: 300, radius: 120 };

/** A tablet: fingers, then a pen. The chapters build on each other. */
describe.skipIf(!chromiumPath)('fingers and a pen', () => {
  const stage = storyStage('touch');
  let place: Awaited<ReturnType<typeof createProject>>;
  let ann: Annotator;
  let fingers: Fingers;
  let pen: Pen;

  beforeAll(async () => {
    place = await createProject(stage.server.url, ['disc'], { 'disc.jpg': await discPicture(disc) });
    const at = { projectId: place.project.id, imageId: place.images[0].id };
    ann = await enterAs('Ann', stage.browser, stage.server.url, place.admin, at);
    await ann.ready();
    fingers = await fingersOn(ann);
    pen = await penOn(ann);
  });

  /** Once what the fingers did has been drawn. */
  const view = () =>
    ann.stage.evaluate(async (element) => {
      for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
      const [scale, x, y] = ['scale', 'x', 'y'].map((name) => Number(element.getAttribute(`data-${name}`)));
      return { scale, x, y };
    });
  const press = async (name: string) => fingers.tapOn(ann.page.getByTestId(name));
  const shapes = async () => {
    await ann.isSaved();
    const path = `/images/${place.images[0].id}/instances`;
    return (await place.admin.send('GET', path, instanceListSchema)).instances.map(({ polygon }) => polygon);
  };

  test('a tap is a click: it brings masks, and another tap keeps one', async () => {
    await press('tool-smart');
    await fingers.tap([disc.cx, disc.cy], 6);
    await expect.poll(() => ann.chips.count()).toBe(3);
    await press('keep-mask');
    await expect.poll(() => ann.rows.count()).toBe(1);
    const [mask] = await shapes();
    const { cx, cy, radius } = disc;
    const round = ellipseRing([cx - radius, cy - radius, cx + radius, cy + radius]);
    expect(polygonIou(mask, [[round]])).toBeGreaterThan(0.8);
  });

  test('two fingers move and widen the picture, the one that stays goes on moving it; no click comes of it', async () => {
    const before = await view();
    const held = await fingers.down([
      [350, 300],
      [510, 300],
    ]);
    await held.move([
      [270, 340],
      [590, 340],
    ]);
    const pinched = await view();
    expect(pinched.scale / before.scale).toBeCloseTo(2, 1);
    await held.lift(1);
    await held.moveBy(-40, -30);
    const after = await view();
    expect([after.x - pinched.x, after.y - pinched.y].map(Math.round)).toEqual([-40, -30]);
    expect(after.scale).toBe(pinched.scale);
    await held.liftAll();
    expect(await ann.chips.count()).toBe(0);
    await ann.press('Shift+1');
    await expect.poll(view).toEqual(before);
  });

  test('a pen draws freehand, and the hand that rests beside it does nothing', async () => {
    await press('tool-polygon');
    const loop = ellipseRing([620, 360, 840, 560]);
    const before = await view();
    await pen.down(loop[0]);
    await pen.moveAlong(loop.slice(0, 10));
    const palm = await fingers.down([
      [500, 500],
      [560, 540],
    ]);
    await palm.move([
      [480, 520],
      [590, 560],
    ]);
    await pen.moveAlong([...loop.slice(10), loop[0]]);
    await pen.up(loop[0]);
    await palm.liftAll();
    await expect.poll(() => ann.rows.count()).toBe(2);
    expect(await view()).toEqual(before);
    const ious = (await shapes()).map((shape) => polygonIou(shape, [[loop]]));
    expect(Math.max(...ious)).toBeGreaterThan(0.95);
  });

  test('once there was a pen a finger only moves the picture', async () => {
    await press('tool-smart');
    const before = await view();
    const finger = await fingers.down([[200, 200]]);
    await finger.moveBy(30, 20);
    await finger.liftAll();
    const after = await view();
    expect([after.x - before.x, after.y - before.y].map(Math.round)).toEqual([30, 20]);
    await fingers.tap([disc.cx, disc.cy]);
    await ann.press('Shift+1');
    await expect.poll(view).toEqual(before);
    expect(await ann.page.getByTestId('keep-mask').count()).toBe(0);
  });

  test("a pen's tip adds to a mask, and its eraser end takes away", async () => {
    const [x, y]: Point = [disc.cx, disc.cy];
    await pen.tap([x, y]);
    await expect.poll(() => ann.chips.count()).toBe(3);
    expect(await ann.liveAlpha(...outside)).toBe(0);
    await pen.eraserTap(outside);
    // The sign of a negative click, where nothing else is drawn.
    await expect.poll(() => ann.liveAlpha(...outside)).toBeGreaterThan(100);
    await ann.press('Backspace');
    await expect.poll(() => ann.liveAlpha(...outside)).toBe(0);
    await expect.poll(() => ann.chips.count()).toBe(3);
    await ann.press('Escape');
  });

  test('what a finger is to meet is at least 24 px high and wide', async () => {
    await ann.press('s');
    await pen.tap([disc.cx, disc.cy]);
    await expect.poll(() => ann.chips.count()).toBe(3);
    const small = await ann.page.locator('button:visible, [role="radio"]:visible').evaluateAll((targets) =>
      targets.flatMap((target) => {
        const { width, height } = target.getBoundingClientRect();
        const name = target.getAttribute('aria-label') ?? target.textContent ?? '';
        return Math.min(width, height) < 24 ? [`${name}: ${width} × ${height}`] : [];
      }),
    );
    expect(small).toEqual([]);
    const row = await ann.rows.first().getByRole('button').first().boundingBox();
    expect(row?.height).toBeGreaterThanOrEqual(24);
    await ann.press('Escape');
  });

  test("on a phone the bar's menu submits, skips and shows the history", async () => {
    await ann.page.setViewportSize({ width: 390, height: 844 });
    expect(await violationsOf(ann.page)).toEqual([]);
    const open = async () => {
      await press('bar-menu');
      await ann.page.getByRole('menu').waitFor();
    };
    const item = (name: string) => ann.page.getByRole('menuitem', { name });
    await open();
    const heights = await ann.page
      .getByRole('menuitem')
      .evaluateAll((items) => items.map((each) => each.getBoundingClientRect().height));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
    expect((await ann.page.getByTestId('bar-menu').boundingBox())?.width).toBeGreaterThanOrEqual(44);
    await item('Skip this picture').waitFor();
    await fingers.tapOn(item('History'));
    await ann.page.getByRole('dialog', { name: 'History' }).waitFor();
    await ann.press('Escape');
    await ann.page.getByRole('dialog').waitFor({ state: 'detached' });
    await open();
    await fingers.tapOn(item('Submit'));
    await ann.page.getByText('Submitted: disc.jpg').waitFor();
  });

  test('nothing went wrong in the browser', () => {
    expect(ann.seat.errors).toEqual([]);
  });
});

/** Beside the disc and the drawn loop. */
const outside = [120, 480] as const;
