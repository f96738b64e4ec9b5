import { beforeAll, describe, expect, test } from 'vitest';
import { violationsOf } from '../support/accessibility.ts';
import { joinAs } from '../support/annotators.ts';
import { chromiumPath, type Seat } from '../support/browser.ts';
import { discPicture } from '../support/pictures.ts';
import { storyStage } from '../support/storyStage.ts';
import { createProject } from '../support/team.ts';
import { workspacePage } from '../support/workspacePage.ts';

const square = (at: number) => [at, at, at + 40, at, at + 40, at + 40, at, at + 40];

/** A lead takes somebody else's annotations in while an annotator has the picture open. */
describe.skipIf(!chromiumPath)('import', () => {
  const stage = storyStage('import');
  let lead: Seat;
  let ann: Seat;
  let projectId: string;

  beforeAll(async () => {
    const picture = await discPicture({ width: 320, height: 240, cx: 150, cy: 120, radius: 30 });
    const made = await createProject(stage.server.url, ['sheep'], { 'a.jpg': picture });
    projectId = made.project.id;
    const room = { api: made.admin, browser: stage.browser, projectId };
    [lead, ann] = [await joinAs('Lee', 'lead', room), await joinAs('Ann', 'annotator', room)];
    await workspacePage(ann.page).open(
      `${stage.server.url}/projects/${projectId}/images/${made.images[0].id}`,
    );
    await lead.page.goto(`${stage.server.url}/projects/${projectId}`);
  });
  test('a file goes in, the report says what was left out and why, and who has the picture open sees it', async () => {
    const { page } = lead;
    const images = [
      { id: 1, file_name: 'a.jpg', width: 320, height: 240 },
      { id: 2, file_name: 'lamb.jpg', width: 320, height: 240 },
    ];
    const annotations = [1, 1, 2].map((image_id, i) => ({
      id: i + 1,
      image_id,
      category_id: 1,
      segmentation: [square(10 + 50 * i)],
    }));
    const file = JSON.stringify({ images, categories: [{ id: 1, name: 'Sheep' }], annotations });
    await page.getByRole('button', { name: 'Import annotations…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Choose a file…' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    const choose = () =>
      dialog
        .getByLabel('A file of annotations')
        .setInputFiles({ name: 'pasture.json', mimeType: 'application/json', buffer: Buffer.from(file) });
    await choose();
    await dialog.getByText('2 objects taken on 1 picture').waitFor();
    await dialog.getByText('The project has no picture of this name').click();
    await dialog.getByText('lamb.jpg · annotation 3').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await expect.poll(() => workspacePage(ann.page).rows.count()).toBe(2);

    await dialog.getByRole('button', { name: 'Another file' }).click();
    await choose();
    await dialog.getByText('Nothing new was taken').waitFor();
    await dialog.getByText('Objects that are there already').waitFor();
    expect([...lead.errors, ...ann.errors]).toEqual([]);
  });
});
