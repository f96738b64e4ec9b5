import { polygonIou } from '@maskroom/shared/geometry/combine';
import { ellipseRing } from '@maskroom/shared/geometry/ellipse';
import type { Point } from '@maskroom/shared/geometry/polygon';
import { strokePolygon } from '@maskroom/shared/geometry/stroke';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Annotator } from '../support/annotators.ts';
import { chromiumPath } from '../support/browser.ts';
import { type HandsOn, handsOn } from '../support/handsOn.ts';
import { storyStage } from '../support/storyStage.ts';

/** Every tool of the hand draws, beside somebody who looks on. Each chapter begins with an empty picture. */
describe.skipIf(!chromiumPath)('the hands', () => {
  const stage = storyStage('hands');
  let hands: HandsOn;
  let ben: Annotator;

  beforeAll(async () => {
    hands = await handsOn(stage);
    ben = await hands.enter('Ben');
  });

  test('the brush paints what it goes over, grows what is selected, and others watch', async () => {
    await hands.press('r');
    const px = await hands.brushOf(60);
    const way: Point[] = [
      [200, 200],
      [500, 200],
    ];
    await hands.drag(way[0], way[1], async () => {
      await expect.poll(() => ben.liveAlpha(350, 200)).toBeGreaterThan(20);
    });
    await expect.poll(() => hands.rows.count()).toBe(1);
    expect(polygonIou((await hands.shapes())[0], strokePolygon(way, px / 2))).toBeGreaterThan(0.97);
    await expect.poll(() => ben.liveAlpha(350, 200)).toBeLessThan(20);
    await hands.drag([500, 200], [500, 500]);
    const corner = strokePolygon([...way, [500, 500]], px / 2);
    await expect.poll(async () => polygonIou((await hands.shapes())[0], corner)).toBeGreaterThan(0.97);
    expect(await hands.rows.count()).toBe(1);
    await hands.press('Control+z');
    await hands.said('Undone: road brushed');
    expect(polygonIou((await hands.shapes())[0], strokePolygon(way, px / 2))).toBeGreaterThan(0.97);
  });

  test('the eraser makes a hole, parts a shape, and deletes what it leaves nothing of', async () => {
    await hands.begin();
    await hands.box(200, 200, 600, 500);
    await hands.press('e');
    await hands.brushOf(60);
    await hands.click(400, 350);
    await expect.poll(async () => (await hands.shapes())[0].map((part) => part.length)).toEqual([2]);
    await hands.drag([400, 150], [400, 550]);
    await expect.poll(async () => (await hands.shapes())[0].length).toBe(2);
    await hands.brushOf(1_000);
    await hands.drag([300, 350], [500, 350]);
    await expect.poll(() => hands.rows.count()).toBe(0);
    await hands.press('Control+z');
    await hands.said('Undone: road erased');
    await expect.poll(() => hands.rows.count()).toBe(1);
  });

  test('an ellipse, a circle, and a loop drawn freehand', async () => {
    await hands.begin();
    await hands.press('o');
    await hands.drag([200, 200], [500, 400]);
    await expect.poll(() => hands.rows.count()).toBe(1);
    expect(polygonIou((await hands.shapes())[0], [[ellipseRing([200, 200, 500, 400])]])).toBeGreaterThan(
      0.98,
    );
    await hands.begin();
    await hands.press('p');
    const loop = ellipseRing([600, 300, 900, 600]);
    await hands.trace([...loop, loop[0]]);
    await expect.poll(() => hands.rows.count()).toBe(1);
    expect(polygonIou((await hands.shapes())[0], [[loop]])).toBeGreaterThan(0.97);
  });

  test('nobody met an error on their page', () => {
    expect([...hands.seat.errors, ...ben.seat.errors]).toEqual([]);
  });
});
