import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Polygon } from '@maskroom/shared/geometry/polygon';
import { maskIou } from '@maskroom/shared/mask/mask';
import { rasterizePolygon } from '@maskroom/shared/mask/rasterize';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchBrowser, openSeat, type Seat } from '../support/browser.ts';
import { annotationMask, rowMajor } from '../support/cocoDecoder.ts';
import { parseCoco } from '../support/cocoFile.ts';
import { discPicture } from '../support/pictures.ts';
import { type ServerProcess, spawnServer } from '../support/serverProcess.ts';
import { type WorkspacePage, workspacePage } from '../support/workspacePage.ts';

const disc = { width: 900, height: 600, cx: 430, cy: 300, radius: 160 };

/**
 * The main job from the first-login link to the export, by the built server and real browsers of a lead, two
 * annotators and a reviewer. The chapters build on each other.
 */
describe.skipIf(!chromiumPath)('two annotators, a reviewer and a lead', () => {
  let dataFolder: string;
  let server: ServerProcess;
  let browser: Browser;
  let lee: Seat;
  let projectUrl: string;
  let imageUrl: string;
  let ann: WorkspacePage;
  let ben: WorkspacePage;
  let rea: WorkspacePage;
  let firstId: string;
  const seats: Record<string, Seat> = {};

  beforeAll(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'maskroom-story-'));
    server = await spawnServer(dataFolder);
    browser = await launchBrowser();
    lee = await openSeat(browser);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.kill();
    await rm(dataFolder, { recursive: true, force: true });
  });

  test('the first-login link makes the first account, and works once', async () => {
    await expect.poll(() => server.output.join('\n')).toContain('/welcome?token=');
    const link = /http\S+\/welcome\?token=\S+/.exec(server.output.join('\n'))?.[0] ?? '';
    await register(lee.page, link, { name: 'Lee', email: 'lee@example.org' }, 'Create account');
    await lee.page.getByRole('heading', { name: 'Projects' }).waitFor();
    const stranger = await openSeat(browser);
    await stranger.page.goto(link);
    await expect.poll(() => stranger.page.locator('body').textContent()).toMatch(/used|expired/);
    await stranger.context.close();
  });

  test('a project takes good pictures in, names the refused, and knows what it has', async () => {
    const { page } = lee;
    await page.getByRole('button', { name: 'New project' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill('Meadow');
    await dialog.getByLabel('Name of label 1').fill('disc');
    await dialog.getByRole('button', { name: 'Create project' }).click();
    await page.waitForURL(/\/projects\/[0-9a-f-]+$/);
    projectUrl = page.url();
    const picture = await discPicture(disc);
    const files = {
      'disc.jpg': picture,
      'same-again.jpg': picture,
      'small.png': await sharp(picture).resize(120).png().toBuffer(),
      'small.webp': await sharp(picture).resize(140).webp().toBuffer(),
      'small.tiff': await sharp(picture).resize(160).tiff().toBuffer(),
      'broken.jpg': picture.subarray(0, Math.floor(picture.length / 2)),
      'page.png': Buffer.from('<html><script>alert(1)</script></html>'),
    };
    const chosen = Object.entries(files).map(([name, buffer]) => ({ name, mimeType: 'image/jpeg', buffer }));
    await page.getByLabel('Picture files').setInputFiles(chosen);
    await expect
      .poll(() => page.getByRole('link', { name: /Not started/ }).count(), { timeout: 30_000 })
      .toBe(4);
    const words = () => page.locator('body').textContent();
    await expect.poll(words).toContain('broken.jpg');
    expect(await words()).toContain('page.png');
  });

  test('people come in by link and see what their role allows', async () => {
    for (const [name, role] of [
      ['Ann', 'annotator'],
      ['Ben', 'annotator'],
      ['Rea', 'reviewer'],
    ] as const) {
      const link = await invite(lee.page, name, role);
      seats[name] = await openSeat(browser);
      await register(seats[name].page, link, { name }, 'Join');
      await seats[name].page.getByText('Meadow').first().waitFor();
    }
    await seats.Ann.page.goto(projectUrl);
    await seats.Ann.page.getByRole('link', { name: /disc.jpg/ }).click();
    await seats.Ann.page.waitForURL(/\/images\//);
    imageUrl = seats.Ann.page.url();
    expect(await seats.Ann.page.getByText('Live room').count()).toBe(0);
  });

  test('a click gives three masks, and the one kept appears in the other browser', async () => {
    for (const name of ['Ben', 'Rea']) await seats[name].page.goto(imageUrl);
    [ann, ben, rea] = [
      workspacePage(seats.Ann.page),
      workspacePage(seats.Ben.page),
      workspacePage(seats.Rea.page),
    ];
    await Promise.all([ann.ready(), ben.ready(), rea.ready()]);
    await ann.press('s');
    expect(await ann.liveAlpha(disc.cx - 60, disc.cy - 60)).toBe(0);
    await ann.hover(disc.cx, disc.cy);
    await expect.poll(() => ann.liveAlpha(disc.cx - 60, disc.cy - 60)).toBeGreaterThan(20);
    expect(await ben.liveAlpha(disc.cx - 60, disc.cy - 60)).toBe(0);
    await ann.click(disc.cx, disc.cy);
    await expect.poll(() => ann.chips.count()).toBe(3);
    await expect.poll(() => ben.liveAlpha(disc.cx - 60, disc.cy - 60)).toBeGreaterThan(20);
    const best = await ann.checkedChip();
    await ann.press('Tab');
    await expect.poll(ann.checkedChip).toBe((best + 1) % 3);
    await ann.press('Shift+Tab');
    await expect.poll(ann.checkedChip).toBe(best);
    await ann.press('Enter');
    await expect.poll(() => ben.rows.count()).toBe(1);
    [firstId] = await ben.ids();
    await ann.isSaved();
    expect(await ann.saved.textContent()).toMatch(/Saved \d\d:\d\d · 3 people/);
    expect(await ben.page.getByTestId('people').getAttribute('data-count')).toBe('3');
  });

  test('both draw at once, and undo is each one’s own', async () => {
    const triangle = (x: number) =>
      [
        [x, 30],
        [x + 70, 30],
        [x + 35, 90],
      ] as const;
    await Promise.all([ann.polygon(triangle(40)), ben.polygon(triangle(700))]);
    await expect
      .poll(() => Promise.all([ann.rows.count(), ben.rows.count(), rea.rows.count()]))
      .toEqual([3, 3, 3]);
    const before = await ben.ids();
    await ann.press('Control+z');
    await expect.poll(() => ben.rows.count()).toBe(2);
    expect(await ben.ids()).toContain(firstId);
    await ann.press('Control+Shift+z');
    await expect.poll(async () => (await ben.ids()).sort()).toEqual([...before].sort());
  });

  test('a vertex is dragged, and the other sees the shape that the first one let go', async () => {
    const mine =
      (await instances()).find(({ createdByName, source }) => createdByName === 'Ann' && source === 'manual')
        ?.id ?? '';
    await ann.press('v');
    await ann.click(75, 45);
    const before = await areaOf(mine);
    await ann.drag([40, 30], [10, 10]);
    await ann.isSaved();
    await expect.poll(() => areaOf(mine)).toBeGreaterThan(before + 100);
    await ann.press('Escape');
  });

  test('the reviewer accepts while they draw: everyone sees it, and the shape is locked', async () => {
    await rea.page.getByRole('tab', { name: /Review/ }).click();
    await rea.row(firstId).getByRole('button').first().click();
    await rea.press('a');
    for (const who of [ann, ben])
      await expect.poll(() => who.row(firstId).getAttribute('data-decision')).toBe('accepted');
    await ann.row(firstId).getByRole('button').first().click();
    await ann.press('Delete');
    await ann.page.waitForTimeout(300);
    expect(await ben.ids()).toContain(firstId);
  });

  test('the lead sees who is on what without pressing anything', async () => {
    await lee.page.goto(`${projectUrl}/live`);
    const tile = lee.page.getByRole('article', { name: /Ann on disc.jpg/ });
    await tile.waitFor();
    await ann.press('Escape');
    await ann.press('p');
    await expect.poll(() => tile.textContent()).toContain('Polygon');
    expect(await lee.page.getByRole('article').count()).toBe(3);
  });

  test('kill -9: what was shown as saved is there, and work done meanwhile is saved after', async () => {
    await Promise.all([ann.isSaved(), ben.isSaved()]);
    const saved = (await ann.ids()).sort();
    await server.kill();
    await ann.page.locator('[data-saved="offline"]').waitFor();
    await ann.polygon([
      [300, 520],
      [360, 520],
      [330, 580],
    ]);
    await expect.poll(() => ann.rows.count()).toBe(saved.length + 1);
    expect(Number(await ann.saved.getAttribute('data-unsaved'))).toBeGreaterThan(0);
    server = await spawnServer(dataFolder, server.port);
    await ann.page.locator('[data-saved="saved"][data-unsaved="0"]').waitFor({ timeout: 30_000 });
    const fresh = await seats.Ben.context.newPage();
    await fresh.goto(imageUrl);
    const again = workspacePage(fresh);
    await expect.poll(() => again.rows.count()).toBe(saved.length + 1);
    expect(await again.ids()).toEqual(expect.arrayContaining(saved));
  });

  test('the queue lists what is undecided, lowest predicted IoU first', async () => {
    const { page } = seats.Rea;
    await page.goto(`${projectUrl}/queue`);
    await expect
      .poll(() => page.getByRole('list', { name: 'To review' }).getByRole('button').count())
      .toBe(3);
    const choose = async (person: string) => {
      await page.getByRole('combobox', { name: 'Whose work' }).click();
      await page.getByRole('option', { name: person }).click();
    };
    await choose('Rea');
    await page.getByText('Nothing waits for review').waitFor();
    await choose('Everybody');
    await page.getByRole('list', { name: 'To review' }).waitFor();
    await page.keyboard.press('x');
    await page
      .getByRole('button', { name: /Reject/ })
      .last()
      .click();
    await expect
      .poll(async () => (await instances()).filter(({ decision }) => decision === 'rejected').length)
      .toBe(1);
  });

  test('the export reads back, with a decoder that is not ours, to the masks that were drawn', async () => {
    const projectId = projectUrl.split('/').at(-1);
    const response = await lee.context.request.get(
      `${server.url}/api/v1/projects/${projectId}/export?format=coco`,
    );
    const file = parseCoco(await response.text());
    const drawn = await instances();
    const image = file.images.find(({ file_name }) => file_name === 'disc.jpg');
    expect(image).toMatchObject({ width: disc.width, height: disc.height });
    const exported = file.annotations.filter(({ image_id }) => image_id === image?.id);
    expect(exported).toHaveLength(drawn.length);
    for (const annotation of exported) {
      const { polygon } = drawn.find(({ id }) => id === annotation.attributes.instance_id) ?? { polygon: [] };
      const mask = rowMajor(
        annotationMask(annotation.segmentation, disc.height, disc.width),
        disc.height,
        disc.width,
      );
      const { width, height } = disc;
      expect(
        maskIou({ width, height, data: mask }, rasterizePolygon(polygon, width, height)),
      ).toBeGreaterThan(0.97);
    }
  });

  test('nobody met an error on their page', () => {
    const unexpected = [lee, ...Object.values(seats)]
      .flatMap(({ errors }) => errors)
      .filter((text) => !isFromTheKill(text));
    expect(unexpected).toEqual([]);
  });

  interface Found {
    readonly id: string;
    readonly area: number;
    readonly decision: string;
    readonly source: string;
    readonly polygon: Polygon;
    readonly createdByName: string;
  }

  async function instances(): Promise<Found[]> {
    const imageId = imageUrl.split('/').at(-1);
    const response = await lee.context.request.get(`${server.url}/api/v1/images/${imageId}/instances`);
    const body: { instances: Found[] } = await response.json();
    return body.instances;
  }

  const areaOf = async (id: string): Promise<number> =>
    (await instances()).find((found) => found.id === id)?.area ?? 0;
});

/** The browser itself reports sockets and calls that a killed server cannot answer. */
const isFromTheKill = (text: string): boolean =>
  /WebSocket connection to|Failed to load resource|ERR_CONNECTION/.test(text);

async function register(
  page: Page,
  link: string,
  who: { name: string; email?: string },
  button: string,
): Promise<void> {
  await page.goto(link);
  await page.getByLabel('Your name').fill(who.name);
  if (who.email) await page.getByLabel('Email').fill(who.email);
  await page.getByLabel('Password').fill('correct horse battery');
  await page.getByRole('button', { name: button }).click();
}

async function invite(page: Page, name: string, role: string): Promise<string> {
  await page.getByRole('button', { name: /People/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Email').fill(`${name.toLowerCase()}@example.org`);
  await dialog.getByRole('combobox', { name: 'Role', exact: true }).click();
  await page.getByRole('option', { name: new RegExp(`^${role}`) }).click();
  await dialog.getByRole('button', { name: 'Create invite link' }).click();
  const link = await dialog.getByLabel('Invite link').inputValue();
  await page.keyboard.press('Escape');
  return link;
}
