import { projectSchema } from '@maskroom/shared/protocol/http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violationsOf } from '../support/accessibility.ts';
import { joinAs } from '../support/annotators.ts';
import { chromiumPath, type Seat } from '../support/browser.ts';
import { discPicture } from '../support/pictures.ts';
import { storyStage } from '../support/storyStage.ts';
import { createProject } from '../support/team.ts';
import { type WorkspacePage, workspacePage } from '../support/workspacePage.ts';

/** Three squares, each 60 px wide, from these corners. */
const corners = [
  [20, 20],
  [120, 20],
  [220, 20],
] as const;

/** A reviewer decides while somebody draws. The chapters build on each other. */
describe.skipIf(!chromiumPath)('review in the workspace', () => {
  const stage = storyStage('review');
  let [ann, rea]: [Seat, Seat] = [] as never;
  let [hers, his]: [WorkspacePage, WorkspacePage] = [] as never;
  let picture: string;

  beforeAll(async () => {
    const bytes = await discPicture({ width: 320, height: 240, cx: 250, cy: 180, radius: 30 });
    const { admin, images, project } = await createProject(stage.server.url, ['car', 'van'], {
      'a.jpg': bytes,
    });
    const room = { api: admin, browser: stage.browser, projectId: project.id };
    [ann, rea] = [await joinAs('Ann', 'annotator', room), await joinAs('Rea', 'reviewer', room)];
    [hers, his] = [workspacePage(ann.page), workspacePage(rea.page)];
    await admin.send('PUT', `/projects/${project.id}`, projectSchema, {
      rejectReasons: Array.from({ length: 10 }, (_, i) => `Reason ${i + 1}`),
    });
    picture = `${stage.server.url}/projects/${project.id}/images/${images[0].id}`;
    for (const each of [hers, his]) await each.open(picture);
    await hers.press('b');
    for (const [x, y] of corners) await hers.drag([x, y], [x + 60, y + 60]);
    await hers.isSaved();
    await his.rows.nth(corners.length - 1).waitFor();
    await rea.page.getByRole('tab', { name: /Review/ }).click();
  });
  afterAll(async () => {
    expect([...ann.errors, ...rea.errors]).toEqual([]);
  });

  const decisions = async () =>
    (await hers.rows.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-decision')))).sort();

  test('all that is in sight is accepted with one key, what is hidden is not, and one press takes it back', async () => {
    const [hidden] = await his.ids();
    const drawn = () => his.stage.getAttribute('data-drawn-shapes');
    await his.row(hidden).click();
    await his.press('Alt+h');
    await expect.poll(drawn).toBe('2');
    await rea.page.getByTestId('accept-visible').waitFor();
    await his.press('Shift+a');
    await expect.poll(decisions).toEqual(['accepted', 'accepted', 'none']);
    await rea.page.getByText('2 objects accepted').waitFor();
    await rea.page.getByRole('button', { name: 'Take back' }).first().click();
    await expect.poll(decisions).toEqual(['none', 'none', 'none']);
    await his.row(hidden).click();
    await his.press('Alt+h');
    await expect.poll(drawn).toBe('3');
  });

  test('nothing beyond the edge is decided on', async () => {
    await his.hover(40, 40);
    for (let i = 0; i < 8; i++) await rea.page.mouse.wheel(0, -240);
    await expect.poll(async () => Number(await his.stage.getAttribute('data-scale'))).toBeGreaterThan(8);
    await his.press('Shift+a');
    await rea.page.getByText('Nothing in sight waits for your decision').waitFor();
    await his.press('Shift+1');
    await expect.poll(async () => Number(await his.stage.getAttribute('data-scale'))).toBeLessThan(8);
    expect(await decisions()).toEqual(['none', 'none', 'none']);
  });

  test('a rejected shape that was mended is shown as it was beside what was said of it', async () => {
    await his.press('Escape');
    await expect.poll(() => his.selected.count()).toBe(0);
    // With nothing selected the next that waits is, and the digit of a reason goes to the question.
    await his.press('x');
    await rea.page.getByRole('dialog').waitFor();
    expect(await his.selected.getAttribute('data-instance-id')).toBe((await his.ids())[0]);
    const waits = (await his.ids())[0];
    await rea.page.keyboard.press('Escape');
    await rea.page.getByRole('dialog').waitFor({ state: 'detached' });
    await his.click(50, 50);
    await expect.poll(() => his.selected.getAttribute('data-instance-id')).not.toBe(waits);
    const wide = await his.selected.getAttribute('data-instance-id');
    await his.press('x');
    await rea.page.getByRole('dialog').getByRole('textbox').fill('Too wide');
    await rea.page.keyboard.press('Enter');
    await expect.poll(decisions).toEqual(['none', 'none', 'rejected']);
    // The next one that waits is selected by itself.
    await expect.poll(() => his.selected.getAttribute('data-instance-id')).not.toBe(wide);
    await hers.press('v');
    await hers.click(50, 50);
    await expect.poll(() => hers.selected.getAttribute('data-instance-id')).toBe(wide);
    await hers.page.getByTestId('rejected-note').getByText('Rejected by Rea: “Too wide”').waitFor();
    await hers.drag([80, 80], [50, 50]);
    await expect.poll(decisions).toEqual(['none', 'none', 'none']);
    await his.press('Escape');
    await his.click(30, 30);
    await rea.page.getByText('Before: Rejected by Rea: “Too wide”').waitFor();
    const compare = rea.page.getByTestId('compare');
    await compare.waitFor();
    // On an edge that is gone, and on a corner of the shape as it is.
    const [then, now] = [() => his.liveAlpha(80, 60), () => his.liveAlpha(50, 50)];
    await expect.poll(then).toBe(0);
    await his.press('`');
    await expect.poll(() => compare.getAttribute('aria-pressed')).toBe('true');
    await expect.poll(then).toBeGreaterThan(0);
    expect(await now()).toBeGreaterThan(0);
    expect(await violationsOf(rea.page)).toEqual([]);
    await his.press('x');
    await rea.page.getByRole('dialog').waitFor();
    await expect.poll(then).toBe(0);
    await rea.page.keyboard.press('Escape');
    await rea.page.getByRole('dialog').waitFor({ state: 'detached' });
    await his.press('a');
    await expect.poll(decisions).toEqual(['accepted', 'none', 'none']);
  });

  test('everybody sees figures of their own: what they drew, what they decided, why their work was rejected', async () => {
    const open = async ({ page }: Seat) => {
      await page.goto(page.url().replace(/\/images\/.*/, '/figures'));
      await page.getByRole('heading', { name: 'What did you do?' }).waitFor();
      await page.getByRole('tab', { name: 'Today' }).click();
      await page.locator('canvas').first().waitFor();
    };
    const cells = ({ page }: Seat) =>
      page
        .getByRole('region', { name: 'Person' })
        .getByRole('row')
        .last()
        .getByRole('cell')
        .allTextContents();
    await open(ann);
    await expect.poll(async () => (await cells(ann)).slice(0, 5)).toEqual(['3', '1', '1', '50 %', '0']);
    await ann.page.getByRole('row', { name: 'Too wide 1' }).waitFor();
    expect(await violationsOf(ann.page)).toEqual([]);
    await open(rea);
    await expect.poll(async () => (await cells(rea))[4]).toBe('2');
    const csv = await rea.page.getByRole('link', { name: 'Export CSV' }).getAttribute('href');
    const response = await rea.context.request.get(`${stage.server.url}${csv}`);
    expect((await response.text()).split('\n')[0]).toContain('hour,person');
  });

  test('a rejection that comes while somebody draws moves nothing under their hand', async () => {
    for (const each of [hers, his]) await each.open(picture);
    await hers.press('r');
    const place = await hers.place(160, 200);
    const [[x0, y], [x1]] = [await hers.place(40, 200), await hers.place(280, 200)];
    await ann.page.mouse.move(x0, y);
    await ann.page.mouse.down();
    await ann.page.mouse.move(place[0], y, { steps: 4 });
    await rea.page.getByRole('tab', { name: /Review/ }).click();
    await his.press('x');
    const question = rea.page.getByRole('dialog');
    // There are more reasons than digits.
    expect(
      await question.locator('[aria-keyshortcuts]', { hasText: 'Reason' }).allTextContents(),
    ).toHaveLength(9);
    await question.getByRole('button', { name: 'Reason 10', exact: true }).waitFor();
    // A digit that is still down answers the question only: the second label is not given to the next object.
    for (let i = 0; i < 3; i++) await rea.page.keyboard.down('2');
    await question.waitFor({ state: 'detached' });
    for (let i = 0; i < 3; i++) await rea.page.keyboard.down('2');
    await rea.page.keyboard.up('2');
    await ann.page.getByTestId('came-back').waitFor();
    expect(
      new Set(await his.rows.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-label')))),
    ).toEqual(new Set(['car']));
    expect(await hers.place(160, 200)).toEqual(place.map((px) => expect.closeTo(px, 3)));
    await ann.page.mouse.move(x1, y, { steps: 4 });
    await ann.page.mouse.up();
    await expect.poll(() => hers.rows.count()).toBe(corners.length + 1);
    expect(await hers.place(160, 200)).toEqual(place.map((px) => expect.closeTo(px, 3)));
    // Shown to be mended: by its corners, not as one more place for the brush.
    await ann.page.getByRole('button', { name: 'Show it' }).click();
    expect(await ann.page.getByTestId('tool-select').getAttribute('aria-pressed')).toBe('true');
    // One who asks for the whole picture gets it, below the strip.
    await hers.press('Shift+1');
    await expect.poll(async () => (await hers.place(160, 200))[1]).toBeGreaterThan(place[1] + 1);
  });
});
