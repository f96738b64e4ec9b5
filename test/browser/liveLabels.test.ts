import { labelSchema, projectSchema } from '@maskroom/shared/protocol/http';
import { beforeAll, describe, expect, test } from 'vitest';
import { joinAs } from '../support/annotators.ts';
import type { ApiClient } from '../support/apiClient.ts';
import { chromiumPath, type Seat } from '../support/browser.ts';
import { discPicture } from '../support/pictures.ts';
import { storyStage } from '../support/storyStage.ts';
import { createProject } from '../support/team.ts';
import { workspacePage } from '../support/workspacePage.ts';

const purple = '#7a3fd1';

/** A lead changes a label while others have their pages open, which nobody loads again. */
describe.skipIf(!chromiumPath)('labels on open pages', () => {
  const stage = storyStage('live-labels');
  let [admin, projectId, home]: [ApiClient, string, string] = [] as never;
  let [ann, rea, lee, viv]: [Seat, Seat, Seat, Seat] = [] as never;

  beforeAll(async () => {
    const bytes = await discPicture({ width: 320, height: 240, cx: 250, cy: 180, radius: 30 });
    const made = await createProject(stage.server.url, ['car', 'tree'], { 'a.jpg': bytes });
    admin = made.admin;
    projectId = made.project.id;
    home = `${stage.server.url}/projects/${projectId}`;
    const room = { api: admin, browser: stage.browser, projectId };
    [ann, rea] = [await joinAs('Ann', 'annotator', room), await joinAs('Rea', 'reviewer', room)];
    [lee, viv] = [await joinAs('Lee', 'lead', room), await joinAs('Viv', 'viewer', room)];
    const hers = workspacePage(ann.page);
    await hers.open(`${home}/images/${made.images[0].id}`);
    await hers.press('b');
    await hers.drag([20, 20], [80, 80]);
    await hers.isSaved();
    await rea.page.goto(`${home}/queue`);
    await rea.page.getByText('1 of 1', { exact: true }).waitFor();
    await lee.page.goto(`${home}/live`);
    await lee.page
      .getByRole('article', { name: 'Ann on a.jpg' })
      .locator('path')
      .first()
      .waitFor({ state: 'attached' });
    await viv.page.goto(home);
    await viv.page.getByRole('button', { name: 'Labels' }).click();
    await viv.page.getByRole('dialog').getByText('car').waitFor();
  });

  test('a label’s name and colour, and the project’s reasons, change wherever they are shown', async () => {
    const [{ id }] = (await admin.send('GET', `/projects/${projectId}`, projectSchema)).labels;
    await admin.send('PUT', `/projects/${projectId}/labels/${id}`, labelSchema, {
      name: 'van',
      color: purple,
    });
    await admin.send('PUT', `/projects/${projectId}`, projectSchema, { rejectReasons: ['Too coarse'] });

    await ann.page.getByTestId('label-van').waitFor();
    await expect.poll(() => ann.page.locator('[data-label="van"]').count()).toBe(1);
    await viv.page.getByRole('dialog').getByText('van').waitFor();
    const isPurple = ({ page }: Seat) =>
      page.getByRole('main').locator(`path[stroke="${purple}"]`).first().waitFor({ state: 'attached' });
    await isPurple(lee);
    await rea.page.getByRole('main').getByText('van', { exact: true }).first().waitFor();
    await isPurple(rea);
    await rea.page.keyboard.press('x');
    await rea.page.getByRole('button', { name: 'Too coarse' }).waitFor();
    expect([ann, rea, lee, viv].flatMap(({ errors }) => errors)).toEqual([]);
  });
});
