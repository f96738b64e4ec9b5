import { beforeAll, describe, expect, test } from 'vitest';
import { violationsOf } from '../support/accessibility.ts';
import { joinAs } from '../support/annotators.ts';
import { chromiumPath, type Seat } from '../support/browser.ts';
import { discPicture } from '../support/pictures.ts';
import { storyStage } from '../support/storyStage.ts';
import { createProject } from '../support/team.ts';
import { type WorkspacePage, workspacePage } from '../support/workspacePage.ts';

/** Somebody who has never been here. The chapters build on each other. */
describe.skipIf(!chromiumPath)('the tour of the workspace', () => {
  const stage = storyStage('tour');
  let seat: Seat;
  let workspace: WorkspacePage;

  beforeAll(async () => {
    const bytes = await discPicture({ width: 640, height: 480, cx: 300, cy: 200, radius: 40 });
    const { admin, images, project } = await createProject(stage.server.url, ['car'], {
      'street.jpg': bytes,
    });
    seat = await joinAs('Nia', 'annotator', {
      api: admin,
      browser: stage.browser,
      projectId: project.id,
      isNew: true,
    });
    await seat.page.goto(`${stage.server.url}/projects/${project.id}/images/${images[0].id}`);
    workspace = workspacePage(seat.page);
    await workspace.shows('street.jpg');
  });

  const card = (name: string) => seat.page.getByRole('dialog', { name });

  test('comes by itself, is gone through with the keyboard, and goes when one wants', async () => {
    await card('Click it, and it is marked').waitFor();
    expect(await violationsOf(seat.page)).toEqual([]);
    await workspace.press('Enter');
    await card('Keep it').waitFor();
    await workspace.press('Escape');
    await seat.page.getByTestId('tour').waitFor({ state: 'detached' });
    await workspace.press('p');
    await expect.poll(() => seat.page.getByTestId('tool-polygon').getAttribute('aria-pressed')).toBe('true');
  });

  test('does not come again, and is shown from the list of keys', async () => {
    await seat.page.reload();
    await workspace.shows('street.jpg');
    await seat.page.locator('[data-stage]').focus();
    await workspace.press('?');
    await seat.page.getByRole('button', { name: 'Show the tour' }).waitFor();
    // It would have come with the dialogs, which are there now.
    expect(await seat.page.getByTestId('tour').count()).toBe(0);
    await seat.page.getByRole('button', { name: 'Show the tour' }).click();
    const names = [
      'Click it, and it is marked',
      'Keep it',
      'Say what it is',
      'Nothing gets lost',
      'All the rest',
    ];
    for (const name of names) {
      await card(name).waitFor();
      expect(await violationsOf(seat.page)).toEqual([]);
      await seat.page.getByTestId('tour-next').click();
    }
    await seat.page.getByTestId('tour').waitFor({ state: 'detached' });
    expect(seat.errors).toEqual([]);
  });
});
