import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boxPolygon, intersectPolygons, polygonIou, unitePolygons } from '@maskroom/shared/geometry/combine';
import { ellipseRing } from '@maskroom/shared/geometry/ellipse';
import { countVertices, polygonArea } from '@maskroom/shared/geometry/measure';
import type { Point, Polygon } from '@maskroom/shared/geometry/polygon';
import { strokePolygon } from '@maskroom/shared/geometry/stroke';
import { instanceListSchema, projectSchema, uploadReportSchema } from '@maskroom/shared/protocol/http';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violationsOf } from '../support/accessibility.ts';
import { type Annotator, enterAs } from '../support/annotators.ts';
import { apiClient } from '../support/apiClient.ts';
import { chromiumPath, launchBrowser } from '../support/browser.ts';
import { type ServerProcess, spawnServer } from '../support/serverProcess.ts';
import { adminToken } from '../support/testServer.ts';

const size = { width: 1_200, height: 800 };

/** Every tool of the hand on one picture, beside somebody who looks on. Each chapter begins with an empty picture. */
describe.skipIf(!chromiumPath)('the hands', () => {
  let dataFolder: string;
  let server: ServerProcess;
  let browser: Browser;
  let ann: Annotator;
  let ben: Annotator;
  let imageIds: string[];

  beforeAll(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'maskroom-hands-'));
    server = await spawnServer(dataFolder);
    browser = await launchBrowser();
    const api = apiClient(server.url, adminToken);
    const body = { name: 'Hands', labels: [{ name: 'road' }, { name: 'car' }] };
    const project = await api.send('POST', '/projects', projectSchema, body);
    const form = new FormData();
    for (const shade of [90, 140])
      form.append('files', new File([new Uint8Array(await picture(shade))], `shade-${shade}.png`));
    const { images } = await api.send('POST', `/projects/${project.id}/images`, uploadReportSchema, form);
    imageIds = images.map(({ id }) => id);
    const at = { projectId: project.id, imageId: imageIds[0] };
    ann = await enterAs('Ann', browser, server.url, api, at);
    ben = await enterAs('Ben', browser, server.url, api, at);
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await server?.kill();
    await rm(dataFolder, { recursive: true, force: true });
  });

  /** What the server has of a picture. */
  async function shapes(image = 0): Promise<Polygon[]> {
    await ann.isSaved();
    const api = apiClient(server.url, adminToken);
    const { instances } = await api.send('GET', `/images/${imageIds[image]}/instances`, instanceListSchema);
    return instances.map(({ polygon }) => polygon);
  }
  const areas = async (image = 0): Promise<number[]> =>
    (await shapes(image)).map((polygon) => Math.round(polygonArea(polygon))).sort((a, b) => b - a);

  async function begin(): Promise<void> {
    await ann.press('v');
    await ann.press('Control+a');
    await ann.press('Delete');
    await expect.poll(() => ann.rows.count()).toBe(0);
  }
  async function box(...corners: readonly [number, number, number, number]): Promise<void> {
    await ann.press('b');
    await ann.drag([corners[0], corners[1]], [corners[2], corners[3]]);
  }
  async function select(...points: readonly Point[]): Promise<void> {
    await ann.press('v');
    await ann.press('Escape');
    await ann.press('Escape');
    for (const [i, [x, y]] of points.entries()) {
      if (i > 0) await ann.page.keyboard.down('Shift');
      await ann.click(x, y);
      if (i > 0) await ann.page.keyboard.up('Shift');
    }
  }
  const said = (text: string) => ann.page.getByText(text).first().waitFor();
  /** Widths are steps of a sixth: as near as they come. */
  async function brushOf(px: number): Promise<number> {
    const width = async () =>
      Number((await ann.page.getByTestId('brush-px').textContent())?.replace(/\D/g, ''));
    while ((await width()) < px) await ann.press(']');
    while ((await width()) > px) await ann.press('[');
    return width();
  }

  test('the brush paints what it goes over, grows what is selected, and others watch', async () => {
    await ann.press('r');
    const px = await brushOf(60);
    const way: Point[] = [
      [200, 200],
      [500, 200],
    ];
    await ann.drag(way[0], way[1], async () => {
      await expect.poll(() => ben.liveAlpha(350, 200)).toBeGreaterThan(20);
    });
    await expect.poll(() => ann.rows.count()).toBe(1);
    expect(polygonIou((await shapes())[0], strokePolygon(way, px / 2))).toBeGreaterThan(0.97);
    await expect.poll(() => ben.liveAlpha(350, 200)).toBeLessThan(20);
    await ann.drag([500, 200], [500, 500]);
    const corner = strokePolygon([...way, [500, 500]], px / 2);
    await expect.poll(async () => polygonIou((await shapes())[0], corner)).toBeGreaterThan(0.97);
    expect(await ann.rows.count()).toBe(1);
    await ann.press('Control+z');
    await said('Undone: road brushed');
    expect(polygonIou((await shapes())[0], strokePolygon(way, px / 2))).toBeGreaterThan(0.97);
  });

  test('the eraser makes a hole, parts a shape, and deletes what it leaves nothing of', async () => {
    await begin();
    await box(200, 200, 600, 500);
    await ann.press('e');
    await brushOf(60);
    await ann.click(400, 350);
    await expect.poll(async () => (await shapes())[0].map((part) => part.length)).toEqual([2]);
    await ann.drag([400, 150], [400, 550]);
    await expect.poll(async () => (await shapes())[0].length).toBe(2);
    await brushOf(1_000);
    await ann.drag([300, 350], [500, 350]);
    await expect.poll(() => ann.rows.count()).toBe(0);
    await ann.press('Control+z');
    await said('Undone: road erased');
    await expect.poll(() => ann.rows.count()).toBe(1);
  });

  test('an ellipse, a circle, and a loop drawn freehand', async () => {
    await begin();
    await ann.press('o');
    await ann.drag([200, 200], [500, 400]);
    await expect.poll(() => ann.rows.count()).toBe(1);
    expect(polygonIou((await shapes())[0], [[ellipseRing([200, 200, 500, 400])]])).toBeGreaterThan(0.98);
    await begin();
    await ann.press('p');
    const loop = ellipseRing([600, 300, 900, 600]);
    await ann.trace([...loop, loop[0]]);
    await expect.poll(() => ann.rows.count()).toBe(1);
    expect(polygonIou((await shapes())[0], [[loop]])).toBeGreaterThan(0.97);
  });

  test('corners come, go and move together; a shared border stays shared, in one step', async () => {
    await begin();
    await box(200, 200, 500, 600);
    await box(500, 200, 800, 600);
    await select([300, 400]);
    await ann.drag([500, 330], [560, 330]);
    await expect.poll(areas).toEqual([132_000, 108_000]);
    const [a, b] = await shapes();
    expect(polygonArea(unitePolygons([a, b]))).toBeCloseTo(240_000, -1);
    expect(polygonArea(intersectPolygons(a, b))).toBe(0);
    await ann.press('Control+z');
    await said('Undone: 2 objects reshaped');
    await expect.poll(areas).toEqual([120_000, 120_000]);
    await ann.altClick(200, 600);
    await expect.poll(areas).toEqual([120_000, 60_000]);
  });

  test('several are chosen with a band, moved, copied and deleted as one', async () => {
    await begin();
    await box(200, 200, 300, 300);
    await box(400, 200, 500, 300);
    await ann.press('v');
    await ann.page.keyboard.down('Shift');
    await ann.drag([150, 150], [550, 350]);
    await ann.page.keyboard.up('Shift');
    await expect.poll(() => ann.selected.count()).toBe(2);
    await ann.drag([250, 250], [250, 450]);
    await expect
      .poll(async () => polygonIou((await shapes())[0], boxPolygon([200, 400, 300, 500])))
      .toBeGreaterThan(0.97);
    await ann.press('Control+d');
    await expect.poll(() => ann.rows.count()).toBe(4);
    await ann.press('Control+z');
    await said('Undone: 2 objects duplicated');
  });

  test('a line cuts; merging puts together again, parts become objects, holes are filled', async () => {
    await begin();
    await box(200, 200, 600, 500);
    await ann.press('k');
    await ann.drag([150, 300], [650, 300]);
    await expect.poll(areas).toEqual([80_000, 40_000]);
    await expect.poll(() => ann.selected.count()).toBe(2);
    await ann.press('m');
    await expect.poll(areas).toEqual([120_000]);
    await box(700, 200, 800, 300);
    await select([400, 400], [750, 250]);
    await ann.press('m');
    await expect.poll(areas).toEqual([130_000]);
    await ann.page.getByTestId('shape-splitParts').click();
    await expect.poll(areas).toEqual([120_000, 10_000]);
    await ann.press('e');
    await brushOf(60);
    await select([400, 400]);
    await ann.press('e');
    await ann.click(400, 350);
    await expect.poll(async () => (await areas())[0]).toBeLessThan(118_000);
    await ann.press('Shift+f');
    await expect.poll(areas).toEqual([120_000, 10_000]);
  });

  test('a shape is taken out of the others, or gives way to them', async () => {
    await begin();
    await box(200, 200, 600, 500);
    await box(400, 300, 800, 400);
    await select([700, 350]);
    await ann.press('u');
    await expect.poll(areas).toEqual([100_000, 40_000]);
    await ann.press('Control+z');
    await said('Undone: road trimmed');
    await ann.press('Shift+u');
    await expect.poll(areas).toEqual([120_000, 20_000]);
  });

  test('fewer vertices: shown with count and IoU before they are kept', async () => {
    await begin();
    await ann.press('o');
    await ann.drag([200, 200], [700, 600]);
    await select([450, 400]);
    const before = countVertices((await shapes())[0]);
    await ann.page.getByTestId('shape-thinOut').click();
    const slider = ann.page.getByTestId('vertex-slider');
    await slider.getByRole('slider').fill('16');
    await expect.poll(() => slider.getByRole('status').textContent()).toMatch(new RegExp(`16 of ${before}`));
    await expect.poll(() => slider.getAttribute('data-iou')).not.toBeNull();
    const iou = Number(await slider.getAttribute('data-iou'));
    expect(await violationsOf(ann.page)).toEqual([]);
    await ann.page.getByTestId('vertices-keep').click();
    await expect.poll(async () => countVertices((await shapes())[0])).toBe(16);
    expect(polygonIou((await shapes())[0], [[ellipseRing([200, 200, 700, 600])]])).toBeCloseTo(iou, 1);
  });

  test('what is copied is pasted on the next picture at the same place', async () => {
    await begin();
    await box(200, 200, 600, 500);
    await select([400, 400]);
    await ann.press('Control+c');
    await said('1 object copied');
    await ann.press('f');
    await ann.page.waitForURL((address) => address.pathname.endsWith(imageIds[1]));
    await ann.page.getByTestId('workspace').waitFor();
    await expect
      .poll(async () => {
        await ann.press('Control+v');
        return ann.rows.count();
      })
      .toBe(1);
    await expect.poll(() => areas(1)).toEqual([120_000]);
    expect(polygonIou((await shapes(1))[0], boxPolygon([200, 200, 600, 500]))).toBeGreaterThan(0.98);
  });

  test('nobody met an error on their page', () => {
    expect([...ann.seat.errors, ...ben.seat.errors]).toEqual([]);
  });
});

const picture = (shade: number): Promise<Buffer> =>
  sharp({ create: { ...size, channels: 3, background: { r: shade, g: shade, b: shade } } })
    .png()
    .toBuffer();
