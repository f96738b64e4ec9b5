import { instanceListSchema } from '@maskroom/shared/protocol/http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violationsOf } from '../support/accessibility.ts';
import { joinAs } from '../support/annotators.ts';
import { chromiumPath, type Seat } from '../support/browser.ts';
import { discPicture } from '../support/pictures.ts';
import { storyStage } from '../support/storyStage.ts';
import { createProject } from '../support/team.ts';
import { type WorkspacePage, workspacePage } from '../support/workspacePage.ts';

/** Two people label one picture without seeing each other; the lead merges, and undoes. Chapters build on each other. */
describe.skipIf(!chromiumPath)('consensus', () => {
  const stage = storyStage('quality');
  let place: Awaited<ReturnType<typeof createProject>>;
  let home: string;
  let [lea, ann, ben]: Seat[] = [];
  let [hers, his]: WorkspacePage[] = [];

  beforeAll(async () => {
    const { browser, server } = stage;
    const bytes = await discPicture({ width: 320, height: 240, cx: 250, cy: 180, radius: 30 });
    const other = await discPicture({ width: 300, height: 240, cx: 90, cy: 80, radius: 30 });
    place = await createProject(server.url, ['car', 'bus'], { 'a.jpg': bytes, 'b.jpg': other });
    home = `${server.url}/projects/${place.project.id}`;
    const at = { api: place.admin, browser, projectId: place.project.id };
    lea = await joinAs('Lea', 'lead', at);
    [ann, ben] = [await joinAs('Ann', 'annotator', at), await joinAs('Ben', 'annotator', at)];
    [hers, his] = [workspacePage(ann.page), workspacePage(ben.page)];
  });
  afterAll(async () => {
    expect([...lea.errors, ...ann.errors, ...ben.errors]).toEqual([]);
  });

  const shared = async () =>
    (await place.admin.send('GET', `/images/${place.images[0].id}/instances`, instanceListSchema)).instances;

  test('a lead chooses a picture in the grid with the keyboard and gives it to two people', async () => {
    await lea.page.goto(home);
    await lea.page.getByRole('link', { name: /^a\.jpg/ }).focus();
    await lea.page.keyboard.press('ArrowRight');
    await lea.page.keyboard.press('Space');
    const bar = lea.page.getByRole('region', { name: 'Chosen pictures' });
    await bar.getByText('1 picture chosen').waitFor();
    await lea.page.keyboard.press('Escape');
    await bar.waitFor({ state: 'detached' });
    await lea.page.keyboard.press('ArrowLeft');
    await lea.page.keyboard.press('Space');
    await lea.page.keyboard.press('Tab');
    expect(await lea.page.getByRole('checkbox', { name: 'Choose a.jpg' }).isChecked()).toBe(true);
    expect(await violationsOf(lea.page)).toEqual([]);
    await bar.getByRole('button', { name: 'Job…' }).focus();
    await lea.page.keyboard.press('Tab');
    await lea.page.keyboard.press('Enter');
    await lea.page.getByRole('dialog', { name: 'Several people a picture' }).waitFor();
    await lea.page.getByRole('button', { name: 'Give out 1 picture' }).waitFor();
    expect(await violationsOf(lea.page)).toEqual([]);
    await lea.page.keyboard.press('Enter');
    await lea.page.getByText('2 jobs made').waitFor();
    await bar.waitFor({ state: 'detached' });
    await lea.page.locator('[data-picture-grid] a:focus').waitFor();
    await lea.page.getByRole('link', { name: 'Quality' }).click();
    await lea.page.getByRole('cell', { name: '0 of 2' }).waitFor();
    // The same form for what else is new.
    await lea.page.getByRole('button', { name: 'Give out 1 picture' }).waitFor();
    expect(await violationsOf(lea.page)).toEqual([]);
  });

  test('each draws and submits, and neither sees anything of the other', async () => {
    for (const { page } of [ann, ben]) {
      await page.goto(home);
      await page.getByRole('link', { name: 'Label', exact: true }).click();
      await workspacePage(page).shows('a.jpg');
    }
    expect(new URL(ann.page.url()).pathname).not.toBe(new URL(ben.page.url()).pathname);
    await hers.press('b');
    await hers.drag([20, 20], [100, 100]);
    await hers.press('2');
    await hers.drag([150, 20], [200, 60]);
    await his.press('b');
    await his.drag([24, 20], [104, 100]);
    await expect.poll(() => Promise.all([hers.rows.count(), his.rows.count()])).toEqual([2, 1]);
    await hers.isSaved();
    await his.isSaved();
    expect(await ann.page.getByText('Ben').count()).toBe(0);
    for (const { page } of [ann, ben]) {
      await page.keyboard.press('Control+Enter');
      await page.getByText('Submitted: a.jpg').waitFor();
      await page.goto(home);
    }
    expect(await shared()).toEqual([]);
  });

  test('the lead sees who agrees and who misses, and merges what both have', async () => {
    await lea.page.reload();
    await lea.page.getByRole('cell', { name: '2 of 2' }).waitFor();
    await lea.page.getByRole('heading', { name: 'Who agrees with whom?' }).waitFor();
    const matrix = lea.page.getByRole('region', { name: 'Who agrees with whom?' });
    await matrix.getByText('0.67').first().waitFor();
    await lea.page.getByRole('combobox', { name: 'Label' }).click();
    await lea.page.getByRole('option', { name: 'car' }).click();
    await matrix.getByText('1.00').first().waitFor();
    expect(await violationsOf(lea.page)).toEqual([]);
    await lea.page.getByRole('link', { name: 'a.jpg' }).click();
    await lea.page.getByText('Missed by Ben').waitFor();
    const objects = lea.page.getByRole('list', { name: 'Objects' }).getByRole('listitem');
    await expect.poll(() => objects.count()).toBe(2);
    expect(await violationsOf(lea.page)).toEqual([]);
    await lea.page.getByRole('button', { name: 'Merge 1 object' }).click();
    await lea.page.getByText('Lea merged 1 object into the picture.').waitFor();
    expect(await lea.page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
    expect(await shared()).toHaveLength(1);
    // The layers are over: the picture is everybody's again, with what was merged.
    await ann.page.reload();
    await ann.page.locator(`a[href$="${place.images[0].id}"] svg[viewBox="0 0 320 240"]`).waitFor();
  });

  test('reviewers see how far people agreed, and may ask for what they agreed on least first', async () => {
    await lea.page.goto(`${home}/queue`);
    // Two strokes that lie a little apart.
    await lea.page.getByText(/Drawn by hand · Agreement 0\.\d\d · /).waitFor();
    await lea.page.getByRole('combobox', { name: 'Order' }).click();
    await lea.page.getByRole('option', { name: 'Least agreed on first' }).click();
    await lea.page.getByText(/Agreement 0\.\d\d/).waitFor();
    expect(await violationsOf(lea.page)).toEqual([]);
    await lea.page.goto(`${home}/quality/${place.images[0].id}`);
  });

  test('the lead undoes the merge, and the layers are there again', async () => {
    await lea.page.getByRole('button', { name: 'Undo the merge' }).click();
    await lea.page.getByText('1 object taken away').waitFor();
    await lea.page.getByRole('button', { name: 'Merge 1 object' }).waitFor();
    expect(await shared()).toEqual([]);
    await ann.page.reload();
    await ann.page.locator('main a[href*="/images/"]').first().waitFor();
    expect(await ann.page.locator(`a[href$="${place.images[0].id}"]`).count()).toBe(0);
  });

  test('what is accepted becomes ground truth in the grid', async () => {
    await lea.page.goto(`${home}/quality/${place.images[0].id}`);
    await lea.page.getByRole('button', { name: 'Merge 1 object' }).click();
    await lea.page.getByText('Lea merged 1 object into the picture.').waitFor();
    await lea.page.goto(`${home}/queue`);
    await lea.page.getByText('Drawn by hand').waitFor();
    await lea.page.keyboard.press('a');
    await lea.page.getByText('All reviewed').waitFor();
    await expect.poll(async () => (await shared()).map(({ decision }) => decision)).toEqual(['accepted']);
    await lea.page.goto(home);
    await lea.page.getByRole('checkbox', { name: 'Choose a.jpg' }).check();
    await lea.page.getByRole('button', { name: 'Choose all 2' }).click();
    await lea.page.getByRole('button', { name: 'Ground truth…' }).click();
    await lea.page.getByText('1 chosen picture is left out').waitFor();
    await lea.page.getByRole('button', { name: 'Mark 1 picture as ground truth' }).click();
    await lea.page.getByText('1 picture is ground truth now').waitFor();
    await lea.page.getByRole('link', { name: 'Quality' }).click();
    await lea.page.getByRole('button', { name: 'a.jpg is no ground truth any more' }).waitFor();
    expect(await violationsOf(lea.page)).toEqual([]);
  });
});
