import { uploadReportSchema } from '@maskroom/shared/protocol/http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violationsOf } from '../support/accessibility.ts';
import { joinAs } from '../support/annotators.ts';
import { chromiumPath, type Seat } from '../support/browser.ts';
import { discPicture } from '../support/pictures.ts';
import { storyStage } from '../support/storyStage.ts';
import { createProject, filesOf } from '../support/team.ts';
import { type WorkspacePage, workspacePage } from '../support/workspacePage.ts';

/** An annotator draws, a reviewer decides, and a lead sees it all in the live room. The chapters build on each other. */
describe.skipIf(!chromiumPath)('the live room', () => {
  const stage = storyStage('live');
  let [ann, rea, lee]: [Seat, Seat, Seat] = [] as never;
  let upload: (fileName: string) => Promise<string>;
  let [hers, his, liveRoom, home]: [WorkspacePage, WorkspacePage, string, string] = [] as never;
  let picture: Readonly<Record<'a' | 'b', string>>;

  beforeAll(async () => {
    const { browser, server } = stage;
    const disc = { width: 320, height: 240, cy: 180, radius: 30 };
    const [a, b] = [await discPicture({ ...disc, cx: 250 }), await discPicture({ ...disc, cx: 60 })];
    const { admin, images, project } = await createProject(server.url, ['car'], { 'a.jpg': a, 'b.jpg': b });
    const room = { api: admin, browser, projectId: project.id };
    upload = async (fileName) => {
      const body = filesOf({ [fileName]: await discPicture({ ...disc, cx: 150 }) });
      const path = `/projects/${project.id}/images`;
      return (await admin.send('POST', path, uploadReportSchema, body)).images[0].id;
    };
    [ann, rea, lee] = [
      await joinAs('Ann', 'annotator', room),
      await joinAs('Rea', 'reviewer', room),
      await joinAs('Lee', 'lead', room),
    ];
    [hers, his] = [workspacePage(ann.page), workspacePage(rea.page)];
    home = `${server.url}/projects/${project.id}`;
    liveRoom = `${home}/live`;
    picture = { a: images[0].id, b: images[1].id };
    await lee.page.goto(liveRoom);
    await lee.page.getByText('Nobody is labelling right now').waitFor();
    await hers.open(`${home}/images/${picture.a}`);
  });
  afterAll(async () => {
    expect([...ann.errors, ...rea.errors, ...lee.errors]).toEqual([]);
  });

  const figures = () => lee.page.getByTestId('room-figures');

  test('the lead sees who comes, what they draw and what waits, without a press', async () => {
    const tile = lee.page.getByRole('article', { name: 'Ann on a.jpg' });
    await tile.waitFor();
    await figures().getByText('0 objects to review').waitFor();
    await hers.press('b');
    for (const x of [20, 120]) await hers.drag([x, 20], [x + 60, 80]);
    await figures().getByText('2 objects to review').waitFor();
    await figures().getByText('2 drawn').waitFor();
    await figures()
      .getByText(/^oldest \d+ (s|min)$/)
      .waitFor();
    await tile.locator('path').nth(1).waitFor({ state: 'attached' });
  });

  test('what the reviewer rejects, and why, is there as it happens', async () => {
    await his.open(ann.page.url());
    await his.rows.nth(1).waitFor();
    await rea.page.getByRole('tab', { name: /Review/ }).click();
    await his.click(50, 50);
    await his.selected.waitFor();
    await his.press('x');
    await rea.page.getByRole('dialog').getByRole('textbox').fill('Loose outline');
    await rea.page.keyboard.press('Enter');
    await figures().getByText('1 object to review').waitFor();
    await figures().getByText('1 rejected', { exact: true }).waitFor();
    await figures().getByText('Loose outline').waitFor();
    await figures().getByText('1 rejected object to mend').waitFor();
    expect(await violationsOf(lee.page)).toEqual([]);
  });

  test('a lead is told of what goes beyond a threshold, in the live room and wherever they are', async () => {
    await lee.page.getByRole('button', { name: 'Alerts' }).click();
    await lee.page.getByLabel('Address, https://…').fill('https://1.1.1.1/alerts');
    await lee.page.getByRole('button', { name: 'Set', exact: true }).click();
    const remove = lee.page.getByRole('button', { name: 'Remove', exact: true });
    await remove.click();
    await lee.page.getByText('its secret is gone for good').waitFor();
    expect(await violationsOf(lee.page)).toEqual([]);
    await lee.page.keyboard.press('Escape');
    await remove.click();
    await lee.page.getByRole('button', { name: 'Remove it' }).click();
    await remove.waitFor({ state: 'detached' });
    await lee.page.getByLabel('More than … % are rejected').fill('0');
    await lee.page.getByText('Enter a whole number from 1 to 99, or nothing.').waitFor();
    await lee.page.getByLabel('More than … % are rejected').fill('30');
    await lee.page.getByLabel('… of at least so many decisions').fill('1');
    expect(await violationsOf(lee.page)).toEqual([]);
    await lee.page.getByRole('button', { name: 'Save' }).click();
    await lee.page.getByText('Alerts saved').waitFor();
    await lee.page.getByRole('alert').getByText('Alert in Test project').waitFor();
    await lee.page.keyboard.press('Escape');
    const list = lee.page.getByRole('list', { name: 'Alerts of this project' });
    await list.getByText('100 % of an hour’s decisions rejected, more than 30 %').waitFor();
    expect(await violationsOf(lee.page)).toEqual([]);
  });

  test('a line of the lead stays before the annotator’s eyes until it is dismissed', async () => {
    const tile = lee.page.getByRole('article', { name: 'Ann on a.jpg' });
    await tile.getByRole('button', { name: 'Nudge Ann' }).click();
    await lee.page.getByLabel('A line for Ann').fill('Closer to the edges, please');
    expect(await violationsOf(lee.page)).toEqual([]);
    await lee.page.keyboard.press('Enter');
    await lee.page.getByText('Ann sees your line').waitFor();
    await ann.page.getByText('Lee says').waitFor();
    await ann.page.getByText('Closer to the edges, please').waitFor();
    await ann.page.getByRole('button', { name: 'Dismiss' }).last().click();
    await ann.page.getByText('Lee says').waitFor({ state: 'detached' });
  });

  test('a reviewer is there on the review page too, with their decisions, and a lead who looks on does not count', async () => {
    const { page } = rea;
    await page.goto(liveRoom.replace(/live$/, 'queue'));
    const tile = lee.page.getByRole('article', { name: 'Rea on the review page' });
    await tile.waitFor();
    await tile.getByText('decisions a minute').waitFor();
    // The picture of their last decision.
    await tile.getByRole('link', { name: /a\.jpg/ }).waitFor();
    await expect.poll(() => tile.locator('dd').first().textContent()).toBe('1');
    const watching = await lee.context.newPage();
    await watching.goto(ann.page.url());
    await lee.page.getByText('2 people', { exact: true }).waitFor();
    await lee.page.getByText('1 watching', { exact: true }).waitFor();
    expect(await violationsOf(lee.page)).toEqual([]);
    await watching.close();
    await lee.page.getByText('1 watching', { exact: true }).waitFor({ state: 'detached' });
  });

  const scaleOf = async ({ page }: Seat) =>
    Number(await page.locator('[data-scale]').getAttribute('data-scale'));
  const looksAlike = () =>
    expect.poll(async () => (await scaleOf(lee)) / (await scaleOf(ann))).toBeCloseTo(1, 1);
  const zoom = async () => {
    await hers.hover(150, 110);
    for (let i = 0; i < 4; i++) await ann.page.mouse.wheel(0, -240);
  };

  test('watching somebody opens their picture at the part that they see', async () => {
    await zoom();
    const tile = lee.page.getByRole('article', { name: 'Ann on a.jpg' });
    await tile.getByRole('link', { name: 'Watch Ann' }).click();
    await lee.page.getByText('Watching Ann').waitFor();
    await looksAlike();
    expect(await violationsOf(lee.page)).toEqual([]);
  });

  test('watching goes along to their next picture, until the lead stops it, and is no step of the way back', async () => {
    await hers.press('f');
    await hers.shows('b.jpg');
    await lee.page.waitForFunction(() => document.title.startsWith('b.jpg'));
    await lee.page.getByText('Watching Ann').waitFor();
    await zoom();
    await looksAlike();
    await lee.page.getByRole('button', { name: 'Stop' }).click();
    await lee.page.getByTestId('following').waitFor({ state: 'detached' });
    await hers.press('d');
    await lee.page.locator('[data-testid="people"][data-count="1"]').waitFor();
    expect(await lee.page.title()).toContain('b.jpg');
    expect(lee.page.url()).not.toContain('follow');
    await lee.page.goBack();
    await expect.poll(() => lee.page.url()).toBe(liveRoom);
    // What she drew on the other pictures is hers still.
    const tile = lee.page.getByRole('article', { name: /^Ann on / });
    await expect.poll(() => tile.locator('dd').first().textContent()).toBe('2');
    await lee.page.getByRole('link', { name: 'Watch Ann' }).click();
    await lee.page.getByText('Watching Ann').waitFor();
    const newest = await upload('newer than the list.jpg');
    await ann.page.goto(ann.page.url().replace(/[^/]+$/, newest));
    await lee.page.waitForFunction(() => document.title.startsWith('newer than the list.jpg'));
    await lee.page.getByText('Watching Ann').waitFor();
    await lee.page.keyboard.press('Escape');
    await lee.page.getByTestId('following').waitFor({ state: 'detached' });
  });

  test('watching somebody who has two tabs open shows the one that they work in', async () => {
    const second = workspacePage(await ann.page.context().newPage());
    await second.open(`${home}/images/${picture.b}`);
    await lee.page.goto(liveRoom);
    await lee.page
      .getByRole('article', { name: 'Ann on b.jpg' })
      .getByRole('link', { name: 'Watch Ann' })
      .click();
    const watches = (fileName: string) =>
      lee.page.waitForFunction((name) => document.title.startsWith(name), fileName);
    await watches('b.jpg');
    for (const [tab, fileName] of [
      [hers, 'newer than the list.jpg'],
      [second, 'b.jpg'],
    ] as const) {
      await tab.press('b');
      await tab.drag([20, 120], [60, 160]);
      await watches(fileName);
      await lee.page.getByText('Watching Ann').waitFor();
    }
  });
});
