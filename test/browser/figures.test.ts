import { randomUUID } from 'node:crypto';
import { addInstance } from '@maskroom/shared/document/editDocument';
import { geometryHash } from '@maskroom/shared/geometry/geometryHash';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { joinAs } from '../support/annotators.ts';
import { chromiumPath } from '../support/browser.ts';
import { square } from '../support/documentPeople.ts';
import { liveClient } from '../support/liveClient.ts';
import { discPicture } from '../support/pictures.ts';
import { storyStage } from '../support/storyStage.ts';
import { addMember, createProject } from '../support/team.ts';

/** Ann drew three sheep, Ben a tree, and Rea decided on two of them: a lead looks at it from the keyboard. */
describe.skipIf(!chromiumPath)('figures', () => {
  const stage = storyStage('figures');
  let page: Page;
  let errors: readonly string[];

  test('what they did is there, each with their own', async () => {
    const { browser, server } = stage;
    const bytes = await discPicture({ width: 320, height: 240, cx: 250, cy: 180, radius: 30 });
    const { admin, images, project } = await createProject(server.url, ['sheep', 'tree'], { 'a.jpg': bytes });
    const add = (name: string, role: 'annotator' | 'reviewer') =>
      addMember(admin, server.url, project.id, name, role);
    const [ann, ben, rea] = [
      await add('Ann', 'annotator'),
      await add('Ben', 'annotator'),
      await add('Rea', 'reviewer'),
    ];
    const [imageId, [sheep, tree]] = [images[0].id, project.labels.map(({ id }) => id)];
    await using reviewer = await liveClient(server.url, rea.token);
    let at = 0;
    for (const [who, label, objects] of [
      [ann, sheep, 3],
      [ben, tree, 1],
    ] as const) {
      await using client = await liveClient(server.url, who.token);
      const { doc } = await client.openDocument(imageId);
      for (let i = 0; i < objects; i++) {
        const [id, geometry] = [randomUUID(), square(10 + 20 * at++, 10)];
        addInstance(
          doc,
          { id, label, geometry, createdBy: who.id, source: 'manual', predictedIou: null },
          'test',
        );
        if (i < objects - 1) continue;
        const decision = who === ann ? ('rejected' as const) : ('accepted' as const);
        const reason = who === ann ? 'Wrong label' : undefined;
        const said = { imageId, instanceId: id, geometryHash: geometryHash(geometry), decision, reason };
        await expect.poll(() => reviewer.decide(said), { timeout: 15_000 }).toMatchObject({ ok: true });
      }
    }
    const lea = await joinAs('Lea', 'lead', { api: admin, browser, projectId: project.id });
    [page, errors] = [lea.page, lea.errors];
    await page.goto(`${server.url}/projects/${project.id}/figures`);
    await page.getByText('4 objects drawn').waitFor();
  });
  afterAll(() => {
    expect(errors).toEqual([]);
  });

  const rowOf = (name: string) => page.getByRole('button', { name: `${name}, alone in the charts` });
  /** Today's figures, as the legend of the first chart has them. */
  const legend = () => page.locator('.u-legend').first().textContent();
  const said = () => page.getByRole('status').filter({ hasText: 'Only' }).textContent();

  test('a row shows its person in the charts, by the keyboard too, and says so', async () => {
    expect(await legend()).toMatch(/Drawn\W*4\W*Accepted\W*1\W*Rejected\W*1/);
    await rowOf('Ann').focus();
    await page.keyboard.press('Space');
    await expect.poll(legend).toMatch(/Drawn\W*3\W*Accepted\W*0\W*Rejected\W*1/);
    expect(await rowOf('Ann').getAttribute('aria-pressed')).toBe('true');
    expect(await said()).toBe('Only Ann');
    await page.getByRole('img', { name: 'How much was done? Only Ann' }).waitFor();
    // What a reviewer did is what they decided.
    await rowOf('Rea').click();
    await expect.poll(legend).toMatch(/Drawn\W*0.*Decided\W*2/s);
  });

  test('a person and a label together, and all of it again', async () => {
    await rowOf('Ben').click();
    await expect.poll(legend).toMatch(/Drawn\W*1/);
    await rowOf('sheep').click();
    expect(await said()).toBe('Only Ben, sheep');
    await expect.poll(legend).toMatch(/Drawn\W*0/);
    await rowOf('Ben').click();
    await expect.poll(legend).toMatch(/Drawn\W*3/);
    const all = page.getByRole('button', { name: 'Show all' });
    await all.press('Enter');
    await expect.poll(legend).toMatch(/Drawn\W*4/);
    await all.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('status');
  });
});
