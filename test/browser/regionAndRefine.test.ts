import { encodeGeometry } from '@maskroom/shared/geometry/geometryCodec';
import { polygonArea } from '@maskroom/shared/geometry/measure';
import { instanceListSchema, projectSchema, uploadReportSchema } from '@maskroom/shared/protocol/http';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { type Annotator, enterAs } from '../support/annotators.ts';
import { apiClient } from '../support/apiClient.ts';
import { chromiumPath } from '../support/browser.ts';
import { type Disc, discPixels, iouWithDisc } from '../support/discScene.ts';
import { storyStage } from '../support/storyStage.ts';
import { adminToken } from '../support/testServer.ts';

const size = { width: 1_500, height: 1_000 };
const large: Disc = { cx: 450, cy: 500, radius: 210 };
const small: Disc = { cx: 1_250.5, cy: 260.5, radius: 10 };

/** Two annotators on a picture with a large and a very small object. The chapters build on each other. */
describe.skipIf(!chromiumPath)('looking closer, and bettering what is there', () => {
  const stage = storyStage('region');
  let ann: Annotator;
  let ben: Annotator;
  let imageId: string;

  test('two annotators come in', { timeout: 180_000 }, async () => {
    const api = apiClient(stage.server.url, adminToken);
    const project = await api.send('POST', '/projects', projectSchema, {
      name: 'Discs',
      labels: [{ name: 'disc' }, { name: 'dot' }],
    });
    const form = new FormData();
    form.append('files', new File([new Uint8Array(await picture())], 'discs.jpg'));
    const { images } = await api.send('POST', `/projects/${project.id}/images`, uploadReportSchema, form);
    imageId = images[0].id;
    const at = { projectId: project.id, imageId };
    ann = await enterAs('Ann', stage.browser, stage.server.url, api, at);
    ben = await enterAs('Ben', stage.browser, stage.server.url, api, at);
    await Promise.all([ann.ready(), ben.ready()]);
  });

  const instances = async () => {
    const path = `/images/${imageId}/instances`;
    return (await apiClient(stage.server.url, adminToken).send('GET', path, instanceListSchema)).instances;
  };

  test('a closer look is offered when zoomed in, and gives the small object its outline', async () => {
    await ann.press('s');
    await ann.hover(small.cx, small.cy);
    for (let i = 0; i < 4; i++) await ann.page.mouse.wheel(0, -1_200);
    await expect.poll(async () => Number(await ann.stage.getAttribute('data-scale'))).toBeGreaterThan(2);
    await ann.page.getByRole('button', { name: /Look closer/ }).click();
    await expect.poll(() => ann.page.getByTestId('region').textContent()).toMatch(/^Region/);
    await ann.press('2');
    await ann.click(small.cx, small.cy);
    await expect.poll(() => ann.page.getByTestId('keep-mask').isEnabled()).toBe(true);
    await expect.poll(() => ben.liveAlpha(small.cx, small.cy)).toBeGreaterThan(20);
    await ann.press('Enter');
    await expect.poll(() => ben.rows.count()).toBe(1);
    await ann.isSaved();
    const [dot] = await instances();
    // Its edge to a pixel and a half: half a pixel of what the model sees of the whole picture.
    const within = ((small.radius - 1.5) / small.radius) ** 2;
    expect(iouWithDisc(encodeGeometry(dot.polygon), size, small)).toBeGreaterThan(within);
  });

  test('switching back keeps the clicks so far and asks them of the whole picture', async () => {
    await ann.click(small.cx, small.cy);
    await expect.poll(() => ann.page.getByTestId('keep-mask').isEnabled()).toBe(true);
    const region = async () => (await ann.stage.getAttribute('data-region')) ?? '';
    await expect.poll(region).not.toBe('');
    const [left, top, right, bottom] = (await region()).split(',').map(Number);
    expect([left < small.cx, small.cx < right, top < small.cy, small.cy < bottom]).toEqual(
      Array(4).fill(true),
    );
    await ann.press('Shift+1');
    for (const [x, y] of [
      [right, bottom - 20],
      [left, bottom - 20],
      [left + 20, bottom],
    ])
      await expect.poll(() => ann.liveAlpha(x, y)).toBeGreaterThan(100);
    await ann.press('c');
    await expect.poll(() => ann.page.getByTestId('region').count()).toBe(0);
    await expect.poll(region).toBe('');
    await expect.poll(() => ann.page.getByTestId('keep-mask').isVisible()).toBe(true);
    await ann.press('Escape');
    await expect.poll(() => ann.page.getByTestId('keep-mask').count()).toBe(0);
  });

  test('a coarse shape is refined in place: the other sees it, Escape leaves it, undo takes it back', async () => {
    await ann.press('1');
    await ann.polygon([
      [260, 350],
      [610, 350],
      [610, 640],
      [260, 640],
    ]);
    await ann.isSaved();
    await expect.poll(() => ben.rows.count()).toBe(2);
    const shapeOf = async () => (await instances()).find(({ source }) => source === 'manual');
    const before = await shapeOf();
    const id = before?.id ?? '';
    await ann.press('v');
    await ann.click(large.cx, large.cy);
    await ann.row(id).and(ann.selected).waitFor();
    await ann.press('Shift+s');
    await expect.poll(() => ann.page.getByTestId('assist-bar').getAttribute('data-refining')).toBe(id);
    await ann.click(large.cx, large.cy - 185);
    await expect.poll(() => ann.page.getByTestId('keep-mask').isEnabled()).toBe(true);
    await ann.press('Escape');
    await ann.press('Escape');
    await expect.poll(() => ann.page.getByTestId('assist-bar').getAttribute('data-refining')).toBeNull();
    expect((await shapeOf())?.geometryHash).toBe(before?.geometryHash);

    await ann.page.getByTestId('refine').click();
    await expect.poll(() => ann.page.getByTestId('assist-bar').getAttribute('data-refining')).toBe(id);
    await ann.click(large.cx, large.cy - 185);
    await expect.poll(() => ann.page.getByTestId('keep-mask').isEnabled()).toBe(true);
    await ann.press('Enter');
    await expect.poll(async () => (await shapeOf())?.geometryHash).not.toBe(before?.geometryHash);
    const after = await shapeOf();
    expect(after).toMatchObject({ id, label: before?.label, createdByName: 'Ann', source: 'manual' });
    const iou = (polygon = before?.polygon ?? []) => iouWithDisc(encodeGeometry(polygon), size, large);
    expect(iou(after?.polygon)).toBeGreaterThan(iou());
    expect(await ben.rows.count()).toBe(2);
    await ann.press('Control+z');
    await expect.poll(async () => (await shapeOf())?.geometryHash).toBe(before?.geometryHash);
    expect(polygonArea((await shapeOf())?.polygon ?? [])).toBe(polygonArea(before?.polygon ?? []));
  });

  test('clicks with Ctrl are asked together, and each is taken back by a click on it', async () => {
    await ann.press('Escape');
    await ann.press('s');
    await ann.page.keyboard.down('Control');
    await ann.click(large.cx, large.cy);
    await ann.click(large.cx, large.cy - 120);
    await ann.page.getByRole('button', { name: 'Let go of Ctrl to ask' }).waitFor();
    await ann.page.keyboard.up('Control');
    await expect.poll(() => ann.page.getByTestId('keep-mask').isEnabled()).toBe(true);
    await ann.click(large.cx, large.cy);
    await expect.poll(() => ann.page.getByTestId('keep-mask').isEnabled()).toBe(true);
    await ann.click(large.cx, large.cy - 120);
    await expect.poll(() => ann.page.getByTestId('keep-mask').count()).toBe(0);
  });

  test('with masks kept by themselves, clicking the next object keeps the one before', async () => {
    await ann.press('Escape');
    await ann.press('s');
    await ann.page.getByTestId('auto-accept').click();
    await ann.click(large.cx, large.cy);
    await expect.poll(() => ann.page.getByTestId('keep-mask').isEnabled()).toBe(true);
    await ann.click(small.cx, small.cy);
    await expect.poll(() => ben.rows.count()).toBe(3);
  });

  test('nobody met an error on their page', () => {
    expect([...ann.seat.errors, ...ben.seat.errors]).toEqual([]);
  });
});

/** Both discs on one ground. */
async function picture(): Promise<Buffer> {
  const ground = discPixels(size, large);
  const dot = discPixels(size, small);
  const left = 1_000 * 3;
  for (let y = 0; y < size.height; y++) {
    const row = y * size.width * 3;
    dot.copy(ground, row + left, row + left, row + size.width * 3);
  }
  return sharp(ground, { raw: { ...size, channels: 3 } })
    .jpeg({ quality: 92 })
    .toBuffer();
}
