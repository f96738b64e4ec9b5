import { gridOf } from '@maskroom/shared/geometry/tilePyramid';
import { imageSchema, instanceListSchema } from '@maskroom/shared/protocol/http';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { violationsOf } from '../support/accessibility.ts';
import { type Annotator, enterAs } from '../support/annotators.ts';
import { chromiumPath } from '../support/browser.ts';
import { largeDiscs, largePicture, largePixel, largeSize } from '../support/largePicture.ts';
import { chapterPatience } from '../support/patience.ts';
import { storyStage } from '../support/storyStage.ts';
import { createProject } from '../support/team.ts';

/** One picture for all chapters, which build on each other. */
describe.skipIf(!chromiumPath)('a picture of a hundred megapixels', () => {
  const stage = storyStage('large', { env: { MASKROOM_MAX_PICTURE_MEGAPIXELS: '101' } });
  let place: Awaited<ReturnType<typeof createProject>>;
  let ann: Annotator;
  let id: string;
  const tiles: string[] = [];

  beforeAll(async () => {
    place = await createProject(stage.server.url, ['disc'], { 'survey.png': await largePicture() });
    expect(place.rejected).toEqual([]);
    id = place.images[0].id;
  });

  const settled = () => ann.page.locator('[data-tiles-missing="0"]').waitFor();
  const shows = (x: number, y: number) => expect.poll(() => ann.pixel(x, y)).toEqual([...largePixel(x, y)]);

  test('its tiles hold its pixels', async () => {
    const { tiles: pyramid } = await place.admin.send('GET', `/images/${id}`, imageSchema);
    expect(pyramid).toEqual({ size: 512, levels: 6 });
    if (!pyramid) return;
    const tile = (name: string) => place.admin.call('GET', `/images/${id}/tiles/${name}`);
    await expect.poll(async () => (await tile('0/0/0')).status, { timeout: chapterPatience }).toBe(200);
    expect(gridOf(largeSize, pyramid, 5)).toEqual({ width: 24, height: 17 });
    for (const [column, row] of [
      [0, 0],
      [23, 0],
      [22, 16],
      [12, 8],
    ]) {
      const bytes = Buffer.from(await (await tile(`5/${column}/${row}`)).arrayBuffer());
      const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
      for (let y = 0; y < info.height; y += 3)
        for (let x = 0; x < info.width; x += 3) {
          const here = [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)];
          const there = largePixel(column * 512 + x, row * 512 + y);
          if (here.some((value, i) => value !== there[i]))
            expect([column, row, x, y, ...here]).toEqual([column, row, x, y, ...there]);
        }
    }
  });

  test('is there at once, whole, for a handful of tiles', async () => {
    const at = { projectId: place.project.id, imageId: id };
    ann = await enterAs('Ann', stage.browser, stage.server.url, place.admin, at);
    ann.page.on('request', (request) => {
      if (request.url().includes('/tiles/')) tiles.push(request.url());
    });
    await ann.page.reload();
    await settled();
    await shows(6_100, 4_150);
    await shows(3_000, 2_000);
    expect(tiles.length).toBeLessThan(30);
    expect(tiles.some((url) => url.includes('/tiles/5/'))).toBe(false);
  });

  test('a click outlines what is there, in pixels of the picture', async () => {
    await ann.ready();
    await ann.press('s');
    await ann.click(6_100, 4_150);
    await ann.chips.first().waitFor();
    await ann.press('Enter');
    await expect.poll(() => ann.rows.count()).toBe(1);
    await ann.isSaved();
    const list = await place.admin.send('GET', `/images/${id}/instances`, instanceListSchema);
    expect(list.instances).toHaveLength(1);
    const { cx, cy, radius } = largeDiscs[0];
    const [{ area, box }] = list.instances;
    // The model sees it at 512 px: one of its px is 23 of these.
    for (const [side, expected] of [cx - radius, cy - radius, cx + radius, cy + radius].entries())
      expect(Math.abs(box[side] - expected)).toBeLessThan(120);
    expect(area / (Math.PI * radius * radius)).toBeGreaterThan(0.9);
  });

  test('at 100 % in a corner every pixel is the picture’s own, and only what is in sight was fetched', async () => {
    await ann.press('Escape');
    tiles.length = 0;
    const scale = async () => Number(await ann.stage.getAttribute('data-scale'));
    await ann.hover(11_800, 8_220);
    for (let turn = 0; turn < 60 && (await scale()) < 0.7; turn++) await ann.page.mouse.wheel(0, -400);
    await ann.press('Control+0');
    await expect.poll(scale).toBe(1);
    await settled();
    for (const [x, y] of [
      [11_800, 8_220],
      [11_711, 8_220],
      [11_709, 8_220],
      [11_800, 8_131],
      [11_800, 8_129],
      // Along the edges of tiles: column 23 begins at 11,776, row 16 at 8,192.
      [11_775, 8_191],
      [11_776, 8_191],
      [11_775, 8_192],
      [11_776, 8_192],
    ])
      await shows(x, y);
    const fetched = new Set(tiles);
    expect(tiles.length).toBe(fetched.size);
    expect(fetched.size).toBeLessThan(80);
    expect([...fetched].filter((url) => url.includes('/tiles/5/')).length).toBeLessThan(45);
  });

  test('a map shows where one is, and leads elsewhere by a press and by arrows', async () => {
    const map = ann.page.getByTestId('minimap');
    const middle = () =>
      ann.stage.evaluate((element) => {
        const [scale, x, y] = ['scale', 'x', 'y'].map((name) => Number(element.getAttribute(`data-${name}`)));
        const box = element.getBoundingClientRect();
        return { x: (box.width / 2 - x) / scale, y: (box.height / 2 - y) / scale };
      });
    const box = await map.boundingBox();
    if (!box) throw new Error('there is no map');
    await ann.page.mouse.move(box.x + box.width / 4, box.y + box.height / 2);
    await ann.page.mouse.down();
    await ann.page.mouse.move(box.x + box.width / 2, box.y + box.height / 4, { steps: 3 });
    await ann.page.mouse.up();
    /** How far the middle is from there, in px of the picture: what is drawn follows a frame later. */
    const awayFrom = async (x: number, y: number) => {
      const here = await middle();
      return Math.hypot(here.x - x, here.y - y);
    };
    await expect.poll(() => awayFrom(6_000, 2_100)).toBeLessThan(80);
    expect(await ann.rows.count()).toBe(1);

    const { x, y } = await middle();
    const shown = await ann.stage.boundingBox();
    if (!shown) throw new Error('there is no stage');
    await map.focus();
    await ann.press('ArrowLeft');
    await expect.poll(() => awayFrom(x - shown.width / 4, y)).toBeLessThan(3);
    await ann.press('Shift+ArrowDown');
    await expect.poll(() => awayFrom(x - shown.width / 4, y + shown.height)).toBeLessThan(3);
    expect(await violationsOf(ann.page)).toEqual([]);

    await ann.press('Shift+1');
    await expect.poll(() => map.count()).toBe(0);
    await ann.press('Control+0');
    await map.waitFor();
    await ann.page.mouse.click(box.x + 0.95 * box.width, box.y + 0.95 * box.height);
    await ann.press('Alt+m');
    await expect.poll(() => map.count()).toBe(0);
    await ann.press('Alt+m');
    await map.waitFor();
  });

  test('nothing is blank on the way to another part, and nothing went wrong', async () => {
    await ann.press('h');
    for (let step = 0; step < 6; step++) {
      const box = await ann.stage.boundingBox();
      if (!box) throw new Error('there is no stage');
      await ann.page.mouse.move(box.x + 40, box.y + 40);
      await ann.page.mouse.down();
      await ann.page.mouse.move(box.x + 40, box.y + box.height - 40, { steps: 4 });
      const colour = await ann.page.locator('canvas[data-layer="image"]').evaluate((canvas) => {
        if (!(canvas instanceof HTMLCanvasElement)) return [];
        const moved = canvas.style.transform !== '';
        const data = canvas.getContext('2d')?.getImageData(20, 20, 1, 1).data;
        return data && !moved ? [...data] : [];
      });
      expect(colour).toEqual([...largePixel(11_000, 5_000), 255]);
      await ann.page.mouse.up();
    }
    await settled();
    expect(Number(await ann.stage.getAttribute('data-tile-bytes'))).toBeLessThan(256 * 1024 * 1024);
    expect(ann.seat.errors).toEqual([]);
  });
});
