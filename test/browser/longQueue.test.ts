import { addInstance } from '@maskroom/shared/document/editDocument';
import { describe, expect, test } from 'vitest';
import { joinAs } from '../support/annotators.ts';
import { chromiumPath } from '../support/browser.ts';
import { square } from '../support/documentPeople.ts';
import { liveClient } from '../support/liveClient.ts';
import { discPicture } from '../support/pictures.ts';
import { storyStage } from '../support/storyStage.ts';
import { addMember, createProject } from '../support/team.ts';

/** More than two pages. */
const COUNT = 450;

describe.skipIf(!chromiumPath)('a long review queue', () => {
  const stage = storyStage('long-queue');

  test('what follows is there before the reviewer is, to the last object, and all of it is counted', async () => {
    const { server } = stage;
    const bytes = await discPicture({ width: 320, height: 240, cx: 250, cy: 180, radius: 30 });
    const { admin, images, project } = await createProject(server.url, ['car'], { 'a.jpg': bytes });
    const drawer = await addMember(admin, server.url, project.id, 'Ann', 'annotator');
    await using ann = await liveClient(server.url, drawer.token);
    const { doc } = await ann.openDocument(images[0].id);
    const by = { label: project.labels[0].id, createdBy: drawer.id, source: 'model' } as const;
    doc.transact(() => {
      for (let i = 0; i < COUNT; i++) {
        const shape = {
          id: crypto.randomUUID(),
          geometry: square((i % 30) * 10, Math.floor(i / 30) * 10, 8),
        };
        addInstance(doc, { ...shape, ...by, predictedIou: i / COUNT }, 'test');
      }
    });
    const { page } = await joinAs('Rea', 'reviewer', {
      api: admin,
      browser: stage.browser,
      projectId: project.id,
    });
    await page.goto(`${server.url}/projects/${project.id}/queue`);
    await page.getByText(`1 of ${COUNT}`, { exact: true }).waitFor();
    const further = async () => {
      for (let i = 0; i < 50; i++) await page.keyboard.press('j');
      return page.getByText(`${COUNT} of ${COUNT}`, { exact: true }).count();
    };
    await expect.poll(further).toBe(1);
    await page.getByText('IoU 1.00').waitFor();
    await page.keyboard.press('a');
    const left = COUNT - 1;
    await page.getByText(`${left} of ${left}`, { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Next' }).isDisabled()).toBe(true);

    // Answers of a moment ago, which know of one object only: before all is said to be reviewed the server is asked.
    let stale = 0;
    await page.route('**/queue?*', async (route) => {
      const response = await route.fetch();
      const { items, ...rest } = await response.json();
      await route.fulfill({ response, json: { ...rest, items: items.slice(0, 1), total: 1, next: null } });
      stale++;
    });
    await page.reload();
    await page.getByText('1 of 1', { exact: true }).waitFor();
    // Once for the page, once as it begins to listen.
    await expect.poll(() => stale).toBeGreaterThanOrEqual(2);
    await page.unroute('**/queue?*');
    await page.keyboard.press('a');
    await page.getByText(`1 of ${left - 1}`, { exact: true }).waitFor();
  });
});
