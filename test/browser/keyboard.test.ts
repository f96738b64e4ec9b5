import { instanceListSchema } from '@maskroom/shared/protocol/http';
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { joinAs } from '../support/annotators.ts';
import { chromiumPath, type Seat } from '../support/browser.ts';
import { discPicture } from '../support/pictures.ts';
import { storyStage } from '../support/storyStage.ts';
import { createProject } from '../support/team.ts';
import { type WorkspacePage, workspacePage } from '../support/workspacePage.ts';

const disc = { width: 640, height: 480, cx: 380, cy: 210, radius: 90 };

/** A picture labelled from opening to submitting, with nothing but keys. The chapters build on each other. */
describe.skipIf(!chromiumPath)('without a pointer', () => {
  const stage = storyStage('keyboard');
  let place: Awaited<ReturnType<typeof createProject>>;
  let kim: Seat;
  let workspace: WorkspacePage;

  beforeAll(async () => {
    place = await createProject(stage.server.url, ['disc', 'ring'], { 'disc.jpg': await discPicture(disc) });
    kim = await joinAs('Kim', 'annotator', {
      api: place.admin,
      browser: stage.browser,
      projectId: place.project.id,
    });
    workspace = workspacePage(kim.page);
  });

  /** Goes on with Tab until the focus is there. */
  async function tabTo(target: Locator): Promise<void> {
    await target.waitFor();
    for (let presses = 0; presses < 60; presses++) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await kim.page.keyboard.press('Tab');
    }
    throw new Error(`Tab never came to ${target}`);
  }
  const walk = async (key: string, times: number) => {
    for (let i = 0; i < times; i++) await workspace.press(key);
  };
  /** As the status bar tells it, px of the picture. */
  const cursor = async () => {
    const told = await kim.page.getByText(/^\d+, \d+$/).textContent();
    return (told ?? '').split(', ').map(Number);
  };
  const words = () => kim.page.getByTestId('assist-words').textContent();

  test('Tab and Enter open a picture, and Tab comes to it', async () => {
    await kim.page.goto(`${stage.server.url}/projects/${place.project.id}`);
    await tabTo(kim.page.getByRole('link', { name: /disc.jpg/ }));
    await workspace.press('Enter');
    await workspace.ready();
    await tabTo(kim.page.getByRole('application'));
  });

  test('arrows move the cursor by 1, 10 and 50 px, Enter asks for a mask there, and words tell of it', async () => {
    await workspace.press('s');
    await workspace.press('ArrowRight');
    const [x, y] = await cursor();
    await workspace.press('Control+ArrowRight');
    await expect.poll(cursor).toEqual([x + 50, y]);
    await walk('Shift+ArrowUp', 3);
    await workspace.press('ArrowUp');
    await expect.poll(cursor).toEqual([x + 50, y - 31]);
    await expect.poll(() => workspace.liveAlpha(x + 50, y - 31)).toBeGreaterThan(0);
    await workspace.press('Enter');
    await expect.poll(words).toMatch(/^mask [123] of 3, \d+ % of the picture, score 0\.\d\d$/i);
  });

  test('Shift+Enter takes away, Backspace takes the click back, Tab goes to the next mask', async () => {
    const [before] = await cursor();
    await walk('Control+ArrowLeft', 6);
    await expect.poll(async () => (await cursor())[0]).toBe(before - 300);
    const [x, y] = await cursor();
    await workspace.press('Shift+Enter');
    await walk('Control+ArrowRight', 3);
    await expect.poll(() => workspace.liveAlpha(x, y)).toBeGreaterThan(100);
    await workspace.press('Backspace');
    await expect.poll(() => workspace.liveAlpha(x, y)).toBe(0);
    await expect.poll(() => workspace.chips.count()).toBe(3);
    await expect.poll(words).toMatch(/^mask/i);
    const first = await words();
    await workspace.press('Tab');
    await expect.poll(words).not.toBe(first);
    await workspace.press('Shift+Tab');
    await expect.poll(words).toBe(first);
  });

  test('the mask is kept, chosen, and given another label', async () => {
    await workspace.press('n');
    await expect.poll(() => workspace.rows.count()).toBe(1);
    await tabTo(workspace.rows.first().getByRole('button').first());
    await workspace.press('Enter');
    await expect.poll(() => workspace.selected.count()).toBe(1);
    await workspace.press('2');
    await expect.poll(() => workspace.selected.getAttribute('data-label')).toBe('ring');
  });

  test('Tab goes through the objects, tells which, and leaves the picture behind the last', async () => {
    const told = () => kim.page.getByTestId('object-words').textContent();
    const onPicture = () =>
      kim.page.getByRole('application').evaluate((element) => element === document.activeElement);
    await workspace.press('Control+d');
    await expect.poll(() => workspace.rows.count()).toBe(2);
    await kim.page.getByRole('application').focus();
    await workspace.press('Escape');
    await expect.poll(() => workspace.selected.count()).toBe(0);
    await workspace.press('v');
    await workspace.press('Tab');
    await expect.poll(told).toBe('ring, object 1 of 2, Undecided');
    await workspace.press('Tab');
    await expect.poll(told).toBe('ring, object 2 of 2, Undecided');
    await workspace.press('Shift+Tab');
    await expect.poll(told).toBe('ring, object 1 of 2, Undecided');
    expect(await onPicture()).toBe(true);
    await workspace.press('Delete');
    await expect.poll(() => workspace.rows.count()).toBe(1);
    await walk('Tab', 2);
    await expect.poll(told).toBe('ring, object 1 of 1, Undecided');
    expect(await onPicture()).toBe(false);
  });

  test('the picture is submitted', async () => {
    await workspace.isSaved();
    await workspace.press('Control+Enter');
    await kim.page.getByText('Submitted: disc.jpg').waitFor();
    const { instances } = await place.admin.send(
      'GET',
      `/images/${place.images[0].id}/instances`,
      instanceListSchema,
    );
    expect(instances).toMatchObject([{ label: 'ring', source: 'model' }]);
  });

  test('nothing went wrong in the browser', () => {
    expect(kim.errors).toEqual([]);
  });
});
