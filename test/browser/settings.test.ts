import { beforeAll, describe, expect, test } from 'vitest';
import { violationsOf } from '../support/accessibility.ts';
import { joinAs } from '../support/annotators.ts';
import { chromiumPath, type Seat } from '../support/browser.ts';
import { storyStage } from '../support/storyStage.ts';
import { createProject } from '../support/team.ts';

describe.skipIf(!chromiumPath)('settings of a project', () => {
  const stage = storyStage('settings');
  let page: Seat['page'];
  let [projectId, home]: [string, string] = ['', ''];

  beforeAll(async () => {
    const { browser, server } = stage;
    const { admin, project } = await createProject(server.url, ['car'], {});
    projectId = project.id;
    home = `${server.url}/projects/${projectId}`;
    ({ page } = await joinAs('Lea', 'lead', { api: admin, browser, projectId }));
  });

  test('a lead gives the project reasons of its own', async () => {
    await page.goto(home);
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByLabel(/Reasons to reject/).fill(`Too loose\n${'very '.repeat(30)}loose`);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('has 155 characters; a reason may have 120.').waitFor();
    await page.getByLabel(/Reasons to reject/).fill('Too loose\n\n Wrong car ');
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect
      .poll(
        async () =>
          (await (await page.request.get(`${stage.server.url}/api/v1/projects/${projectId}`)).json())
            .rejectReasons,
      )
      .toEqual(['Too loose', 'Wrong car']);
  });
});
