import { instanceListSchema } from '@maskroom/shared/protocol/http';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Annotator, enterAs } from '../support/annotators.ts';
import { chromiumPath } from '../support/browser.ts';
import { discPicture } from '../support/pictures.ts';
import { storyStage } from '../support/storyStage.ts';
import { createProject } from '../support/team.ts';

describe.skipIf(!chromiumPath)('everything, by one annotator while another watches', () => {
  const stage = storyStage('everything');
  let place: Awaited<ReturnType<typeof createProject>>;

  beforeAll(async () => {
    const picture = await discPicture({ width: 900, height: 600, cx: 430, cy: 300, radius: 160 });
    place = await createProject(stage.server.url, ['disc'], { 'disc.jpg': picture });
  });

  async function open(name: string): Promise<Annotator> {
    const at = { projectId: place.project.id, imageId: place.images[0].id };
    const annotator = await enterAs(name, stage.browser, stage.server.url, place.admin, at);
    await annotator.ready();
    return annotator;
  }

  test('a mask is kept and seen by the other; all of a finer level in one step; undo brings them back', async () => {
    const [ann, ben] = [await open('Ann'), await open('Ben')];
    await ann.press('g');
    const panel = ann.page.getByTestId('everything');
    const shown = async () => Number(await panel.getAttribute('data-shown'));
    await panel.getByTestId('everything-start').click();
    await panel.getByTestId('everything-cancel').waitFor();
    await expect.poll(shown).toBeGreaterThan(2);
    const detail = panel.getByRole('slider', { name: /Detail/ });
    await detail.waitFor();
    // Masks come as they are found: sooner or later one lies under the pointer, and a click keeps the smallest there.
    const keepAtMiddle = async () => {
      if ((await ann.rows.count()) === 0) await ann.click(430, 300);
      return ben.rows.count();
    };
    await expect.poll(keepAtMiddle, { interval: 500 }).toBe(1);
    await panel.getByTestId('everything-cancel').click();
    await expect.poll(() => panel.getAttribute('data-status')).toBe('done');
    await detail.fill('1');

    await panel.getByTestId('everything-accept-all').click();
    await expect.poll(() => ann.rows.count()).toBeGreaterThan(1);
    const all = await ann.rows.count();
    await expect.poll(() => ben.rows.count()).toBe(all);
    await expect.poll(shown).toBe(0);
    await ann.isSaved();
    const path = `/images/${place.images[0].id}/instances`;
    const { instances } = await place.admin.send('GET', path, instanceListSchema);
    expect(instances.every(({ predictedIou, source }) => source === 'model' && predictedIou !== null)).toBe(
      true,
    );

    await ann.press('Control+z');
    await expect.poll(() => ben.rows.count()).toBe(1);
    await expect.poll(shown).toBeGreaterThan(0);
    await panel.getByTestId('everything-dismiss').click();
    await expect.poll(() => panel.getAttribute('data-status')).toBe('idle');
    expect([...ann.seat.errors, ...ben.seat.errors]).toEqual([]);
  });
});
