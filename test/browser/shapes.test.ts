import { boxPolygon, intersectPolygons, polygonIou, unitePolygons } from '@maskroom/shared/geometry/combine';
import { ellipseRing } from '@maskroom/shared/geometry/ellipse';
import { countVertices, polygonArea } from '@maskroom/shared/geometry/measure';
import { beforeAll, describe, expect, test } from 'vitest';
import { violationsOf } from '../support/accessibility.ts';
import { chromiumPath } from '../support/browser.ts';
import { type HandsOn, handsOn } from '../support/handsOn.ts';
import { storyStage } from '../support/storyStage.ts';

/** What is drawn is made into something else. Each chapter begins with an empty picture. */
describe.skipIf(!chromiumPath)('whole shapes', () => {
  const stage = storyStage('shapes');
  let hands: HandsOn;

  beforeAll(async () => {
    hands = await handsOn(stage);
  });

  test('corners come, go and move together; a shared border stays shared, in one step', async () => {
    await hands.begin();
    await hands.box(200, 200, 500, 600);
    await hands.box(500, 200, 800, 600);
    await hands.select([300, 400]);
    await hands.drag([500, 330], [560, 330]);
    await expect.poll(hands.areas).toEqual([132_000, 108_000]);
    const [a, b] = await hands.shapes();
    expect(polygonArea(unitePolygons([a, b]))).toBeCloseTo(240_000, -1);
    expect(polygonArea(intersectPolygons(a, b))).toBe(0);
    await hands.press('Control+z');
    await hands.said('Undone: 2 objects reshaped');
    await expect.poll(hands.areas).toEqual([120_000, 120_000]);
    await hands.altClick(200, 600);
    await expect.poll(hands.areas).toEqual([120_000, 60_000]);
  });

  test('several are chosen with a band, moved, copied and deleted as one', async () => {
    await hands.begin();
    await hands.box(200, 200, 300, 300);
    await hands.box(400, 200, 500, 300);
    await hands.press('v');
    await hands.page.keyboard.down('Shift');
    await hands.drag([150, 150], [550, 350]);
    await hands.page.keyboard.up('Shift');
    await expect.poll(() => hands.selected.count()).toBe(2);
    await hands.drag([250, 250], [250, 450]);
    await expect
      .poll(async () => polygonIou((await hands.shapes())[0], boxPolygon([200, 400, 300, 500])))
      .toBeGreaterThan(0.97);
    await hands.press('Control+d');
    await expect.poll(() => hands.rows.count()).toBe(4);
    await hands.press('Control+z');
    await hands.said('Undone: 2 objects duplicated');
  });

  test('a line cuts; merging puts together again, parts become objects, holes are filled', async () => {
    await hands.begin();
    await hands.box(200, 200, 600, 500);
    await hands.press('k');
    await hands.drag([150, 300], [650, 300]);
    await expect.poll(hands.areas).toEqual([80_000, 40_000]);
    await expect.poll(() => hands.selected.count()).toBe(2);
    await hands.press('m');
    await expect.poll(hands.areas).toEqual([120_000]);
    await hands.box(700, 200, 800, 300);
    await hands.select([400, 400], [750, 250]);
    await hands.press('m');
    await expect.poll(hands.areas).toEqual([130_000]);
    await hands.page.getByTestId('shape-splitParts').click();
    await expect.poll(hands.areas).toEqual([120_000, 10_000]);
    await hands.press('e');
    await hands.brushOf(60);
    await hands.select([400, 400]);
    await hands.press('e');
    await hands.click(400, 350);
    await expect.poll(async () => (await hands.areas())[0]).toBeLessThan(118_000);
    await hands.press('Shift+f');
    await expect.poll(hands.areas).toEqual([120_000, 10_000]);
  });

  test('a shape is taken out of the others, or gives way to them', async () => {
    await hands.begin();
    await hands.box(200, 200, 600, 500);
    await hands.box(400, 300, 800, 400);
    await hands.select([700, 350]);
    await hands.press('u');
    await expect.poll(hands.areas).toEqual([100_000, 40_000]);
    await hands.press('Control+z');
    await hands.said('Undone: road trimmed');
    await hands.press('Shift+u');
    await expect.poll(hands.areas).toEqual([120_000, 20_000]);
  });

  test('fewer vertices: shown with count and IoU before they are kept', async () => {
    await hands.begin();
    await hands.press('o');
    await hands.drag([200, 200], [700, 600]);
    await expect.poll(() => hands.rows.count()).toBe(1);
    await hands.select([450, 400]);
    const before = countVertices((await hands.shapes())[0]);
    await hands.page.getByTestId('shape-thinOut').click();
    const slider = hands.page.getByTestId('vertex-slider');
    await slider.getByRole('slider').fill('16');
    await expect.poll(() => slider.getByRole('status').textContent()).toMatch(new RegExp(`16 of ${before}`));
    await expect.poll(() => slider.getAttribute('data-iou')).not.toBeNull();
    const iou = Number(await slider.getAttribute('data-iou'));
    expect(await violationsOf(hands.page)).toEqual([]);
    await hands.page.getByTestId('vertices-keep').click();
    await expect.poll(async () => countVertices((await hands.shapes())[0])).toBe(16);
    expect(polygonIou((await hands.shapes())[0], [[ellipseRing([200, 200, 700, 600])]])).toBeCloseTo(iou, 1);
  });

  test('what is copied is pasted on the next picture at the same place', async () => {
    await hands.begin();
    await hands.box(200, 200, 600, 500);
    await hands.select([400, 400]);
    await hands.press('Control+c');
    await hands.said('1 object copied');
    await hands.press('f');
    await hands.shows('pale.png');
    await hands.press('Control+v');
    await expect.poll(() => hands.rows.count()).toBe(1);
    await expect.poll(() => hands.areas(1)).toEqual([120_000]);
    expect(polygonIou((await hands.shapes(1))[0], boxPolygon([200, 200, 600, 500]))).toBeGreaterThan(0.98);
  });

  test('nobody met an error on their page', () => {
    expect(hands.seat.errors).toEqual([]);
  });
});
