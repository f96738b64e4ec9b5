import { jobListSchema } from '@maskroom/shared/protocol/jobs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { joinAs } from '../support/annotators.ts';
import { chromiumPath, type Seat } from '../support/browser.ts';
import { type CuttableLine, startLine } from '../support/cuttableLine.ts';
import { patience } from '../support/patience.ts';
import { discPicture } from '../support/pictures.ts';
import { storyStage } from '../support/storyStage.ts';
import { createProject } from '../support/team.ts';
import { workspacePage } from '../support/workspacePage.ts';

/** Two people label, and the lead's pages go along: none is loaded again. Chapters build on each other. */
describe.skipIf(!chromiumPath)('live pages', () => {
  const stage = storyStage('live-pages');
  let line: CuttableLine;
  let place: Awaited<ReturnType<typeof createProject>>;
  let [lea, ann, ben]: Seat[] = [];
  /** Of the lead: one page each. */
  let [jobs, quality, consensus, figures]: Page[] = [];

  beforeAll(async () => {
    const { browser, server } = stage;
    line = await startLine(server.port);
    const bytes = await discPicture({ width: 320, height: 240, cx: 250, cy: 180, radius: 30 });
    const other = await discPicture({ width: 300, height: 240, cx: 90, cy: 80, radius: 30 });
    place = await createProject(server.url, ['car'], { 'a.jpg': bytes, 'b.jpg': other });
    const at = { api: place.admin, browser, projectId: place.project.id };
    lea = await joinAs('Lea', 'lead', { ...at, through: line.url });
    // A page rests for up to a minute where its answer took long.
    lea.context.setDefaultTimeout(2 * patience);
    [ann, ben] = [await joinAs('Ann', 'annotator', at), await joinAs('Ben', 'annotator', at)];
    const home = `${line.url}/projects/${place.project.id}`;
    jobs = lea.page;
    [quality, consensus, figures] = [
      await lea.context.newPage(),
      await lea.context.newPage(),
      await lea.context.newPage(),
    ];
    await jobs.goto(home);
    await jobs.getByRole('button', { name: 'Jobs' }).click();
    await jobs.getByText('No jobs yet.').waitFor();
    await quality.goto(`${home}/quality`);
    await quality.getByRole('button', { name: 'Give out 2 pictures' }).waitFor();
    await consensus.goto(`${home}/quality/${place.images[0].id}`);
    await consensus.getByText('Nobody').waitFor({ state: 'detached' });
    await figures.goto(`${home}/figures`);
    await figures.getByText('0 objects drawn').waitFor();
    // What stands on a page is the same element from now on.
    for (const page of [jobs, quality, consensus, figures])
      await page.evaluate(() => Object.assign(document.querySelector('main h1') ?? {}, { isKept: true }));
  });
  afterAll(async () => {
    await line?.[Symbol.asyncDispose]();
  });

  /** What the page of layers shows over the picture, each once. */
  const outlines = () =>
    consensus
      .locator('main svg[viewBox="0 0 320 240"] path')
      .evaluateAll((paths) => [...new Set(paths.map((path) => path.getAttribute('d')))]);
  let looksAt: string | null;

  type Stroke = readonly [from: readonly [number, number], to: readonly [number, number]];

  /** In their own layer of the one picture, which is submitted, and then as many on the picture of everybody. */
  async function work({ page }: Seat, strokes: readonly Stroke[]): Promise<void> {
    const { drag, isSaved, press, rows, shows } = workspacePage(page);
    const draw = async () => {
      await press('b');
      for (const [from, to] of strokes) await drag(from, to);
      await isSaved();
    };
    await page.goto(`${stage.server.url}/projects/${place.project.id}`);
    await page.getByRole('link', { name: 'Label', exact: true }).click();
    await shows('a.jpg');
    await draw();
    await expect.poll(() => rows.count()).toBe(strokes.length);
    await page.keyboard.press('Control+Enter');
    await page.getByText('Submitted: a.jpg').waitFor();
    await page.goto(`${stage.server.url}/projects/${place.project.id}/images/${place.images[1].id}`);
    await shows('b.jpg');
    await draw();
  }

  test('who is given a picture is on all of them, and what is being typed stays', async () => {
    await quality.getByLabel('Name contains').fill('b');
    await quality.getByRole('button', { name: 'Give out 1 picture' }).waitFor();
    const wanted = { imageIds: [place.images[0].id], people: 2 };
    await place.admin.send('POST', `/projects/${place.project.id}/consensus`, jobListSchema, wanted);
    await expect.poll(() => jobs.getByTestId('job').count()).toBe(2);
    await quality.getByRole('cell', { name: '0 of 2' }).waitFor();
    await expect.poll(() => consensus.getByText('at work').count()).toBe(2);
    expect(await quality.getByLabel('Name contains').inputValue()).toBe('b');
  });

  test('one works, and the lead’s pages change without being loaded again', async () => {
    await work(ann, [
      [
        [20, 20],
        [100, 100],
      ],
      [
        [150, 20],
        [200, 60],
      ],
    ]);
    await jobs.getByText('1 of 1 done').waitFor();
    // The grid behind the dialog.
    await jobs.locator(`a[href$="${place.images[1].id}"] svg[viewBox="0 0 300 240"]`).waitFor();
    await quality.getByRole('cell', { name: '1 of 2' }).waitFor();
    await figures.getByText('4 objects drawn').waitFor();
    await figures.getByRole('row', { name: /^Ann/ }).waitFor();
    const objects = consensus.getByRole('list', { name: 'Objects' }).getByRole('listitem');
    await expect.poll(() => objects.count()).toBe(2);
    // Looks at one of them, which stays the one when the other's layer comes.
    await objects.nth(1).getByRole('button').click();
    await expect.poll(async () => (await outlines()).length).toBe(1);
    [looksAt] = await outlines();
  });

  test('what happened while there was no line is there when it is back', async () => {
    line.cut();
    await work(ben, [
      [
        [24, 20],
        [104, 100],
      ],
    ]);
    line.mend();
    await quality.getByRole('cell', { name: '2 of 2' }).waitFor();
    await quality.getByRole('heading', { name: 'Who agrees with whom?' }).waitFor();
    await consensus.getByText('Missed by Ben').waitFor();
    await expect.poll(() => jobs.getByText('1 of 1 done').count()).toBe(2);
    await figures.getByText('6 objects drawn').waitFor();
    const chosen = consensus.locator('button[aria-pressed="true"]');
    expect(await chosen.count()).toBe(1);
    expect(await outlines()).toContain(looksAt);
  });

  test('a merge is there for whoever else looks, and no page was another one meanwhile', async () => {
    await place.admin.codeOf('POST', `/images/${place.images[0].id}/consensus/merge`, { least: 2 });
    await consensus.getByText('merged 1 object into the picture').waitFor();
    await quality.getByRole('cell', { name: 'yes' }).waitFor();
    for (const page of [jobs, quality, consensus, figures])
      expect(
        await page.evaluate(() => 'isKept' in (document.querySelector('main h1') ?? {})),
        page.url(),
      ).toBe(true);
    expect(await quality.getByLabel('Name contains').inputValue()).toBe('b');
  });

  test('a page whose line cannot be fetched at first goes along later', async () => {
    let [asked, isWithheld] = [0, true];
    await quality.route('**/*.js', async (route) => {
      if (!isWithheld) return route.continue();
      const file = await route.fetch();
      if (!(await file.text()).includes('project:subscribe')) return route.fulfill({ response: file });
      asked++;
      await route.abort();
    });
    await quality.reload();
    await quality.getByRole('cell', { name: 'yes' }).waitFor();
    await expect.poll(() => asked).toBeGreaterThan(1);
    isWithheld = false;
    await consensus.getByRole('button', { name: 'Undo the merge' }).click();
    await quality.getByRole('cell', { name: 'yes' }).waitFor({ state: 'detached' });
  });
});
