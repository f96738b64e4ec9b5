import { maskIou } from '@maskroom/shared/mask/mask';
import { rasterizePolygon } from '@maskroom/shared/mask/rasterize';
import { instanceListSchema } from '@maskroom/shared/protocol/http';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Annotator, enterAs, joinAs } from '../support/annotators.ts';
import { chromiumPath, type Seat } from '../support/browser.ts';
import { annotationMask, rowMajor } from '../support/cocoDecoder.ts';
import { parseCoco } from '../support/cocoFile.ts';
import { discPicture } from '../support/pictures.ts';
import { storyStage } from '../support/storyStage.ts';
import { createProject } from '../support/team.ts';
import { workspacePage } from '../support/workspacePage.ts';

const disc = { width: 900, height: 600, cx: 430, cy: 300, radius: 160 };

/**
 * The main job from the first click to the export, by the built server and real browsers of a lead, two annotators and
 * a reviewer. The chapters build on each other.
 */
describe.skipIf(!chromiumPath)('two annotators, a reviewer and a lead', () => {
  const stage = storyStage('story');
  let place: Awaited<ReturnType<typeof createProject>>;
  let lee: Seat;
  let [ann, ben, rea]: Annotator[] = [];
  let projectUrl: string;
  let firstId: string;

  beforeAll(async () => {
    const { browser, server } = stage;
    place = await createProject(server.url, ['disc'], { 'disc.jpg': await discPicture(disc) });
    const { admin: api, images, project } = place;
    projectUrl = `${server.url}/projects/${project.id}`;
    lee = await joinAs('Lee', 'lead', { api, browser, projectId: project.id });
    const enter = (name: string, role: 'annotator' | 'reviewer') =>
      enterAs(name, browser, server.url, api, { projectId: project.id, imageId: images[0].id, role });
    [ann, ben] = [await enter('Ann', 'annotator'), await enter('Ben', 'annotator')];
    rea = await enter('Rea', 'reviewer');
    await Promise.all([ann.ready(), ben.ready(), rea.ready()]);
  });

  const instances = async () =>
    (await place.admin.send('GET', `/images/${place.images[0].id}/instances`, instanceListSchema)).instances;
  const areaOf = async (id: string): Promise<number> =>
    (await instances()).find((found) => found.id === id)?.area ?? 0;

  test('a click gives three masks, and the one kept appears in the other browser', async () => {
    await ann.press('s');
    expect(await ann.liveAlpha(disc.cx - 60, disc.cy - 60)).toBe(0);
    await ann.hover(disc.cx, disc.cy);
    await expect.poll(() => ann.liveAlpha(disc.cx - 60, disc.cy - 60)).toBeGreaterThan(20);
    expect(await ben.liveAlpha(disc.cx - 60, disc.cy - 60)).toBe(0);
    await ann.click(disc.cx, disc.cy);
    await expect.poll(() => ann.chips.count()).toBe(3);
    await expect.poll(() => ben.liveAlpha(disc.cx - 60, disc.cy - 60)).toBeGreaterThan(20);
    // Of the click, no more of the preview.
    await expect.poll(() => ann.page.getByTestId('keep-mask').isEnabled()).toBe(true);
    const best = await ann.checkedChip();
    await ann.press('Tab');
    await expect.poll(ann.checkedChip).toBe((best + 1) % 3);
    await ann.press('Shift+Tab');
    await expect.poll(ann.checkedChip).toBe(best);
    await ann.press('Enter');
    await expect.poll(() => ben.rows.count()).toBe(1);
    [firstId] = await ben.ids();
    await ann.isSaved();
    await expect.poll(() => ann.saved.textContent()).toMatch(/Saved \d\d:\d\d · 3 people/);
    await expect.poll(() => ben.page.getByTestId('people').getAttribute('data-count')).toBe('3');
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
    await Promise.all([ann.isSaved(), ben.isSaved()]);
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
    await ann.row(mine).and(ann.selected).waitFor();
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
    await ann.note('Rea accepted this shape').waitFor();
    await ann.isSaved();
    expect((await instances()).map(({ id }) => id)).toContain(firstId);
  });

  test('the lead sees who is on what without pressing anything', async () => {
    await lee.page.goto(`${projectUrl}/live`);
    const tile = lee.page.getByRole('article', { name: /Ann on disc.jpg/ });
    await tile.waitFor();
    await ann.press('Escape');
    await ann.press('p');
    await expect.poll(() => tile.textContent()).toContain('Polygon');
    await expect.poll(() => lee.page.getByRole('article').count()).toBe(3);
  });

  test('kill -9: what was shown as saved is there, and work done meanwhile is saved after', async () => {
    await Promise.all([ann.isSaved(), ben.isSaved()]);
    const saved = (await ann.ids()).sort();
    await stage.server.kill();
    await ann.page.locator('[data-saved="offline"]').waitFor();
    await ann.polygon([
      [300, 520],
      [360, 520],
      [330, 580],
    ]);
    await expect.poll(() => ann.rows.count()).toBe(saved.length + 1);
    await expect.poll(() => ann.saved.getAttribute('data-unsaved').then(Number)).toBeGreaterThan(0);
    await stage.serveAgain();
    await ann.isSaved();
    const fresh = await ben.seat.context.newPage();
    await fresh.goto(`${projectUrl}/images/${place.images[0].id}`);
    const again = workspacePage(fresh);
    await expect.poll(() => again.rows.count()).toBe(saved.length + 1);
    expect(await again.ids()).toEqual(expect.arrayContaining(saved));
  });

  test('the queue lists what is undecided, lowest predicted IoU first', async () => {
    const { page } = rea;
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
    await page.getByPlaceholder(/What is wrong with it/).press('Enter');
    await expect
      .poll(async () => (await instances()).filter(({ decision }) => decision === 'rejected').length)
      .toBe(1);
  });

  test('the export reads back, with a decoder that is not ours, to the masks that were drawn', async () => {
    const response = await lee.context.request.get(
      `${stage.server.url}/api/v1/projects/${place.project.id}/export?format=coco`,
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
    const met = [lee, ann.seat, ben.seat, rea.seat].flatMap(({ errors }) => errors);
    expect(met.filter((text) => !isFromTheKill(text))).toEqual([]);
  });
});

/** The browser itself reports sockets and calls that a killed server cannot answer. */
const isFromTheKill = (text: string): boolean =>
  /WebSocket connection to|Failed to load resource|ERR_CONNECTION/.test(text);
