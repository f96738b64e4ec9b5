import { imageSchema, instanceListSchema } from '@maskroom/shared/protocol/http';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { violationsOf } from '../support/accessibility.ts';
import { type Annotator, enterAs } from '../support/annotators.ts';
import { chromiumPath } from '../support/browser.ts';
import { deepPng, faint, faintDisc } from '../support/deepPicture.ts';
import { discPicture } from '../support/pictures.ts';
import { storyStage } from '../support/storyStage.ts';
import { createProject } from '../support/team.ts';

/** A disc that is 40 of 65,536 values brighter than what is around it. The chapters build on each other. */
describe.skipIf(!chromiumPath)('a picture of 16 bits', () => {
  const stage = storyStage('deep');
  let place: Awaited<ReturnType<typeof createProject>>;
  let ann: Annotator;
  let id: string;
  const values = faintDisc();

  beforeAll(async () => {
    place = await createProject(stage.server.url, ['disc'], {
      'faint.png': await deepPng(values, faint.width, faint.height),
      'street.jpg': await discPicture({ width: 64, height: 48, cx: 30, cy: 20, radius: 10 }),
    });
    id = place.images[0].id;
    const at = { projectId: place.project.id, imageId: id };
    ann = await enterAs('Ann', stage.browser, stage.server.url, place.admin, at);
  });

  const inside = [faint.cx - 60, faint.cy] as const;
  const outside = [faint.cx - 120, faint.cy] as const;
  const grey = (point: readonly [number, number]) => ann.pixel(...point).then(([red]) => red);
  const contrast = async () => (await grey(inside)) - (await grey(outside));
  const look = () => ann.page.getByTestId('look');

  test('shows what there is to see at once, and the model sees it too', async () => {
    await ann.page.locator('[data-tiles-missing="0"]').waitFor();
    // 40 of about 100 values that are shown, and what the ramp gains over 60 px.
    await expect.poll(contrast).toBeGreaterThan(60);
    await ann.ready();
    await ann.press('s');
    await ann.click(faint.cx, faint.cy);
    await ann.chips.first().waitFor();
    await ann.press('Enter');
    await expect.poll(() => ann.rows.count()).toBe(1);
    await ann.isSaved();
    const { instances } = await place.admin.send('GET', `/images/${id}/instances`, instanceListSchema);
    const { cx, cy, radius } = faint;
    for (const [side, expected] of [cx - radius, cy - radius, cx + radius, cy + radius].entries())
      expect(Math.abs(instances[0].box[side] - expected)).toBeLessThan(12);
    await ann.press('v');
    await ann.press('Control+a');
    await ann.press('Delete');
    await expect.poll(() => ann.rows.count()).toBe(0);
  });

  test('all values hide it, a narrow window shows nothing else, and the window is kept for this picture', async () => {
    await ann.page.getByTestId('look-toggle').click();
    await look().getByRole('button', { name: 'All values' }).click();
    await expect.poll(contrast).toBe(0);
    expect(await violationsOf(ann.page)).toEqual([]);

    await look().getByRole('button', { name: 'Automatic' }).click();
    await expect.poll(contrast).toBeGreaterThan(60);
    await look().getByLabel('Window', { exact: true }).fill('5');
    await look().getByLabel('Level', { exact: true }).fill('1070');
    // From 1,054 to 1,086: the disc is above, the left of the picture below.
    await expect.poll(() => grey(inside)).toBe(255);
    await expect.poll(() => grey([20, 250])).toBe(0);

    await ann.page.reload();
    await ann.page.locator('[data-tiles-missing="0"]').waitFor();
    await expect.poll(() => grey(inside)).toBe(255);
    await ann.page.getByTestId('look-toggle').click();
    await look().getByRole('button', { name: 'As it is' }).click();
    await expect.poll(() => grey(inside)).toBeLessThan(255);
    await ann.page.getByTestId('look-toggle').click();
  });

  test('nothing of it touched a value; other pictures have no window', async () => {
    const { range } = await place.admin.send('GET', `/images/${id}`, imageSchema);
    expect([range?.least, range?.most]).toEqual([0, 65_535]);
    const tile = await place.admin.call('GET', `/images/${id}/tiles/1/0/0`);
    expect(tile.headers.get('content-type')).toBe('image/png');
    const raw = await sharp(Buffer.from(await tile.arrayBuffer()))
      .toColourspace('grey16')
      .raw({ depth: 'ushort' })
      .toBuffer();
    const held = new Uint16Array(raw.buffer, raw.byteOffset, raw.length / 2);
    expect([3, 5, 400].map((x) => held[x])).toEqual([3, 5, 400].map((x) => values[x]));

    await ann.press('f');
    await ann.shows('street.jpg');
    await ann.page.getByTestId('look-toggle').click();
    await look().getByLabel('Gamma').waitFor();
    expect(await look().getByLabel('Window', { exact: true }).count()).toBe(0);
    expect(ann.seat.errors).toEqual([]);
  });
});
