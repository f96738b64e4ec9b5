import { uploadReportSchema } from '@maskroom/shared/protocol/http';
import { jobListSchema, jobSchema, type WorkItem, workSchema } from '@maskroom/shared/protocol/jobs';
import { beforeAll, describe, expect, test } from 'vitest';
import { violationsOf } from '../support/accessibility.ts';
import { joinAs } from '../support/annotators.ts';
import { chromiumPath, type Seat } from '../support/browser.ts';
import { discPicture } from '../support/pictures.ts';
import { storyStage } from '../support/storyStage.ts';
import { createProject, filesOf } from '../support/team.ts';
import { workspacePage } from '../support/workspacePage.ts';

/** Work is shared out, submitted, sent back and handed on; whoever it concerns hears of it. Chapters build on each other. */
describe.skipIf(!chromiumPath)('jobs', () => {
  const stage = storyStage('jobs');
  let place: Awaited<ReturnType<typeof createProject>>;
  let home: string;
  let [lea, ann, rea]: Seat[] = [];

  beforeAll(async () => {
    const pictures: Record<string, Uint8Array> = {};
    for (const n of [1, 2, 3, 4]) {
      const disc = { width: 200 + n, height: 150, cx: 100, cy: 75, radius: 40 };
      pictures[`${n}.jpg`] = await discPicture(disc);
    }
    place = await createProject(stage.server.url, ['car'], pictures);
    home = `${stage.server.url}/projects/${place.project.id}`;
    const at = { api: place.admin, browser: stage.browser, projectId: place.project.id };
    lea = await joinAs('Lea', 'lead', at);
    ann = await joinAs('Ann', 'annotator', at);
    rea = await joinAs('Rea', 'reviewer', at);
    for (const { page } of [lea, ann, rea]) await page.goto(home);
  });

  const jobs = async () =>
    (await place.admin.send('GET', `/projects/${place.project.id}/jobs`, jobListSchema)).jobs;
  /** What waits for the person of this browser. */
  const workOf = async ({ page }: Seat): Promise<readonly WorkItem[]> =>
    workSchema.parse(
      await (await page.request.get(`${stage.server.url}/api/v1/projects/${place.project.id}/work`)).json(),
    ).items;

  test('a lead shares the pictures out, and whoever gets some hears of it', async () => {
    await lea.page.getByRole('button', { name: 'Jobs' }).click();
    await lea.page.getByLabel('Pictures a job').fill('2');
    await lea.page.getByLabel('Due', { exact: true }).fill('2031-05-06');
    expect(await violationsOf(lea.page)).toEqual([]);
    await lea.page.getByRole('button', { name: 'Share out' }).click();
    await Promise.all([
      expect.poll(() => lea.page.getByTestId('job').count()).toBe(2),
      ann.page.getByText('Lea gave you 2 jobs').waitFor(),
      ann.page.getByText('Job 1, Job 2').waitFor(),
    ]);
    expect((await jobs()).map(({ assigneeName, images }) => [assigneeName, images])).toEqual([
      ['Ann', 2],
      ['Ann', 2],
    ]);
    expect(await violationsOf(lea.page)).toEqual([]);
  });

  test('a lead changes the day, and what is late says so', async () => {
    const [job] = await jobs();
    const row = lea.page.getByTestId('job').filter({ hasText: job.name });
    const day = row.getByLabel(`When ${job.name} is due`);
    await expect.poll(() => day.inputValue()).toBe('2031-05-06');
    await day.fill('2021-05-06');
    await day.blur();
    await row.getByText('overdue since May 6, 2021').waitFor();
    expect(await violationsOf(lea.page)).toEqual([]);
    await day.fill('');
    await day.blur();
    await expect.poll(async () => (await jobs()).find(({ id }) => id === job.id)?.dueAt).toBeNull();
    await row.getByText('overdue').waitFor({ state: 'detached' });
    await day.fill('2031-05-06');
    await day.press('Enter');
    await expect.poll(async () => (await jobs()).find(({ id }) => id === job.id)?.dueAt).toContain('2031');
    // The dialog is closed over a day that was typed.
    await day.fill('2032-05-06');
    await day.press('Escape');
    await row.waitFor({ state: 'detached' });
    await expect.poll(async () => (await jobs()).find(({ id }) => id === job.id)?.dueAt).toContain('2032');
  });

  test('submitting goes on to what waits next', async () => {
    const [first, second] = await workOf(ann);
    await ann.page.reload();
    await ann.page.getByRole('link', { name: 'Label', exact: true }).click();
    await workspacePage(ann.page).shows(first.fileName);
    await ann.page.keyboard.press('Control+Enter');
    await ann.page.getByText(`Submitted: ${first.fileName}`).waitFor();
    await workspacePage(ann.page).shows(second.fileName);
  });

  test('a picture of one’s job is skipped with a reason, and taken back', async () => {
    const [second, third] = await workOf(ann);
    await ann.page.keyboard.press('Control+Shift+Enter');
    await ann.page.getByLabel('Why?').fill('Too dark');
    expect(await violationsOf(ann.page)).toEqual([]);
    await ann.page.getByLabel('Why?').press('Enter');
    const { note, shows } = workspacePage(ann.page);
    await note(`${second.fileName} skipped`).hover();
    await shows(third.fileName);
    expect((await workOf(ann)).map(({ imageId }) => imageId)).not.toContain(second.imageId);
    await note(`${second.fileName} skipped`).getByRole('button', { name: 'Undo' }).click();
    await shows(second.fileName);
    expect((await workOf(ann)).map(({ imageId }) => imageId)).toContain(second.imageId);
  });

  test('a reviewer sends a picture back: its author hears why, and finds it on top', async () => {
    const [{ imageId: open }] = await workOf(ann);
    const [submitted] = place.images.filter(({ id }) => id !== open);
    await rea.page.goto(`${home}/images/${open}`);
    await rea.page.getByRole('tab', { name: /Review/ }).click();
    await rea.page.getByTestId('review-progress').waitFor();
    expect(await rea.page.getByRole('button', { name: 'Send the picture back' }).count()).toBe(0);
    await ann.page.goto(home);
    await ann.page.getByRole('button', { name: 'Jobs' }).waitFor();
    await rea.page.goto(`${home}/images/${submitted.id}`);
    await rea.page.getByRole('tab', { name: /Review/ }).click();
    await rea.page.getByRole('button', { name: 'Send the picture back' }).click();
    await rea.page.getByLabel('What has to be done again?').fill('The disc is missing');
    expect(await violationsOf(rea.page)).toEqual([]);
    await rea.page.getByRole('button', { name: 'Send the picture back' }).click();
    await Promise.all([
      rea.page.getByText(`Sent back: ${submitted.fileName}`).waitFor(),
      ann.page.getByText(`Rea sent ${submitted.fileName} back to you`).waitFor(),
    ]);
    const line = ann.page.getByRole('link', { name: /The disc is missing/ });
    await line.waitFor();
    expect(await violationsOf(ann.page)).toEqual([]);
    await ann.page.goto(`${stage.server.url}/projects`);
    await ann.page.getByRole('link', { name: /The disc is missing.*Test project/ }).click();
    await workspacePage(ann.page).shows(submitted.fileName);
    await ann.page.getByTestId('came-back').getByText('The disc is missing').waitFor();
    await ann.page
      .getByTestId('place')
      .getByText(/of 2 in Job/)
      .waitFor();
    expect(await violationsOf(ann.page)).toEqual([]);
  });

  test('a job is handed back with a reason, and taken by whoever wants', async () => {
    await ann.page.goto(home);
    await ann.page.getByRole('button', { name: 'Jobs' }).click();
    const mine = ann.page.getByTestId('job').first();
    await mine.getByRole('button', { name: 'Hand back' }).click();
    await ann.page.getByLabel('Why?').fill('Holiday');
    await ann.page.getByLabel('Why?').press('Enter');
    await ann.page.getByText('Ann handed it back: “Holiday”').waitFor();
    await rea.page.goto(home);
    await rea.page.getByRole('button', { name: 'Jobs' }).click();
    await rea.page.getByRole('button', { name: 'Take it' }).click();
    await expect
      .poll(async () => (await jobs()).map(({ assigneeName }) => assigneeName).sort())
      .toEqual(['Ann', 'Rea']);
    for (const { errors } of [lea, ann, rea]) expect(errors).toEqual([]);
  });

  test('a lead makes a job of chosen pictures, whose person finds them as theirs, and looks at what was skipped', async () => {
    const [, , , picture] = place.images;
    await lea.page.goto(home);
    await lea.page.getByRole('checkbox', { name: `Choose ${picture.fileName}` }).check();
    await lea.page.route('**/members', (route) => route.abort(), { times: 1 });
    await lea.page.getByRole('button', { name: 'Job…' }).click();
    await lea.page.getByRole('dialog').getByRole('alert').waitFor();
    await lea.page.keyboard.press('Escape');
    await lea.page.getByRole('button', { name: 'Job…' }).click();
    await lea.page.getByLabel('Name (may stay empty)').fill('Night');
    await lea.page.getByLabel('Due', { exact: true }).fill('2031-05-06');
    expect(await violationsOf(lea.page)).toEqual([]);
    await lea.page.getByRole('button', { name: 'Make the job' }).click();
    await lea.page.getByText('Night was made').waitFor();
    // The button that had the keyboard went with the choice.
    await lea.page.locator('[data-picture-grid] a:focus').waitFor();
    const night = (await jobs()).find(({ name }) => name === 'Night');
    const path = `/projects/${place.project.id}/jobs/${night?.id}`;
    const [{ assigneeId }] = (await jobs()).filter(({ assigneeName }) => assigneeName === 'Ann');
    await place.admin.send('PUT', path, jobSchema, { assigneeId });
    await ann.page.goto(home);
    await ann.page.getByRole('tab', { name: /Yours/ }).click();
    const tile = ann.page.getByRole('link', { name: new RegExp(picture.fileName) });
    await tile.getByText('Due May 6').waitFor();
    expect(await violationsOf(ann.page)).toEqual([]);
    await tile.click();
    await workspacePage(ann.page).shows(picture.fileName);
    await ann.page.getByTestId('place').getByText('1 of 1 in Night').waitFor();
    await ann.page.keyboard.press('Control+Shift+Enter');
    await ann.page.getByLabel('Why?').fill('Too dark');
    await ann.page.getByLabel('Why?').press('Enter');
    await lea.page.getByRole('button', { name: 'Jobs' }).click();
    await lea.page.getByText(`${picture.fileName} skipped: “Too dark”`).waitFor();
    expect(await violationsOf(lea.page)).toEqual([]);
    const look = lea.page.getByRole('button', { name: 'Night', exact: true });
    await lea.page.route(`**${path}`, (route) => route.abort(), { times: 1 });
    await look.click();
    await lea.page.getByText('The job’s pictures were not loaded').waitFor();
    await look.click();
    await lea.page.getByRole('tab', { name: /Night/, selected: true }).waitFor();
    await expect.poll(() => lea.page.locator('[data-picture-grid] a').count()).toBe(1);
  });

  test('a job with work on a layer is taken away when that was asked, its person is told, and it comes back', async () => {
    const added = await place.admin.send(
      'POST',
      `/projects/${place.project.id}/images`,
      uploadReportSchema,
      filesOf({ '5.jpg': await discPicture({ width: 205, height: 150, cx: 100, cy: 75, radius: 40 }) }),
    );
    const [{ assigneeId }] = (await jobs()).filter(({ assigneeName }) => assigneeName === 'Ann');
    const rea = (await jobs()).find(({ assigneeName }) => assigneeName === 'Rea')?.assigneeId;
    const { jobs: layers } = await place.admin.send(
      'POST',
      `/projects/${place.project.id}/consensus`,
      jobListSchema,
      { imageIds: [added.images[0].id], people: 2, assigneeIds: [assigneeId, rea] },
    );
    const name = layers.find((job) => job.assigneeId === assigneeId)?.name ?? '';
    const layer = (await workOf(ann)).find(({ jobName }) => jobName === name);
    const hers = workspacePage(ann.page);
    await hers.open(`${home}/images/${layer?.imageId}`);
    await hers.press('b');
    await hers.drag([20, 20], [90, 90]);
    await expect.poll(() => hers.rows.count()).toBe(1);
    await hers.isSaved();
    await lea.page.goto(home);
    await lea.page.getByRole('button', { name: 'Jobs' }).click();
    const take = lea.page.getByRole('button', { name: `Take ${name} away` });
    const question = lea.page.getByRole('alertdialog', { name: `Take ${name} away` });
    await take.click();
    await question.getByText(/Ann has drawn 1 object on a layer/).waitFor();
    expect(await violationsOf(lea.page)).toEqual([]);
    await lea.page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    await take.and(lea.page.locator(':focus')).press('Enter');
    await question.getByRole('button', { name: 'Cancel' }).click();
    await take.and(lea.page.locator(':focus')).press('Enter');
    await lea.page.getByRole('button', { name: 'Take it away', exact: true }).click();
    await ann.page.getByRole('alert').getByText('This picture has left your work').waitFor();
    expect(await violationsOf(ann.page)).toEqual([]);
    await lea.page.getByTestId('removed-jobs').getByText('1 job was taken away').click();
    await lea.page.getByRole('button', { name: `Bring ${name} back` }).click();
    await expect.poll(async () => (await workOf(ann)).map(({ jobName }) => jobName)).toContain(name);
    await hers.open(`${home}/images/${layer?.imageId}`);
    await expect.poll(() => hers.rows.count()).toBe(1);
  });
});
