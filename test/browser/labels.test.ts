import { labelSchema, projectSchema } from '@maskroom/shared/protocol/http';
import { beforeAll, describe, expect, test } from 'vitest';
import { violationsOf } from '../support/accessibility.ts';
import { joinAs } from '../support/annotators.ts';
import type { ApiClient } from '../support/apiClient.ts';
import { chromiumPath, type Seat } from '../support/browser.ts';
import { discPicture } from '../support/pictures.ts';
import { storyStage } from '../support/storyStage.ts';
import { createProject } from '../support/team.ts';
import { type WorkspacePage, workspacePage } from '../support/workspacePage.ts';

const names = ['car', 'tree', 'bus', 'dog', 'cat', 'sky', 'road', 'sign', 'lamp', 'bird', 'boat'];

/** Words for objects, and words for whole pictures. The chapters build on each other. */
describe.skipIf(!chromiumPath)('labels and tags', () => {
  const stage = storyStage('labels');
  let [admin, ann, bo, projectId]: [ApiClient, Seat, Seat, string] = [] as never;
  let [hers, his]: [WorkspacePage, WorkspacePage] = [] as never;

  beforeAll(async () => {
    const disc = (radius: number) => discPicture({ width: 320, height: 240, cx: 150, cy: 120, radius });
    const made = await createProject(stage.server.url, names, {
      'a.jpg': await disc(30),
      'b.jpg': await disc(50),
    });
    admin = made.admin;
    projectId = made.project.id;
    const room = { api: admin, browser: stage.browser, projectId };
    [ann, bo] = [await joinAs('Ann', 'annotator', room), await joinAs('Bo', 'reviewer', room)];
    [hers, his] = [workspacePage(ann.page), workspacePage(bo.page)];
    for (const each of [hers, his])
      await each.open(`${stage.server.url}/projects/${projectId}/images/${made.images[0].id}`);
  });

  const inHand = (name: string) => ann.page.getByTestId(`label-${name}`).getAttribute('aria-pressed');
  const tagsOf = ({ page }: Seat) =>
    page.getByRole('region', { name: 'Tags' }).getByRole('listitem').allTextContents();

  test('a label beyond the ninth gets a digit, and changes places with the one that had it', async () => {
    const { page } = ann;
    await hers.press('3');
    await expect.poll(() => inHand('bus')).toBe('true');
    await page.getByRole('button', { name: 'Give “boat” a key' }).click();
    await page.getByRole('menuitemradio', { name: '3 · bus' }).click();
    await page.getByRole('button', { name: '3 takes “boat”. Choose another key' }).waitFor();
    await page.getByRole('button', { name: 'Give “bus” a key' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.locator('[data-stage]').focus();
    await hers.press('3');
    await expect.poll(() => inHand('boat')).toBe('true');
    await page.reload();
    await hers.shows('a.jpg');
    await hers.press('2');
    await expect.poll(() => inHand('tree')).toBe('true');
    await hers.press('3');
    await expect.poll(() => inHand('boat')).toBe('true');
    await bo.page.getByRole('button', { name: '3 takes “bus”. Choose another key' }).waitFor();
  });

  test('what is typed behind / goes into the search, however fast it comes', async () => {
    const hasKeyboard = await ann.page.locator('[data-stage]').evaluate((canvas) => {
      const slash = { key: '/', code: 'Slash', bubbles: true, cancelable: true };
      canvas.dispatchEvent(new KeyboardEvent('keydown', slash));
      return document.activeElement?.getAttribute('aria-label');
    });
    expect(hasKeyboard).toBe('Find a label');
    await ann.page.keyboard.press('Escape');
  });

  test('what a lead adds and changes is there at once, and nobody loses what they have in hand', async () => {
    await hers.polygon([
      [100, 60],
      [200, 60],
      [200, 160],
    ]);
    await expect.poll(() => hers.rows.count()).toBe(1);
    await hers.isSaved();
    const added = await admin.send('POST', `/projects/${projectId}/labels`, labelSchema, { name: 'cloud' });
    await ann.page.getByTestId('label-cloud').waitFor();
    const [car] = (await admin.send('GET', `/projects/${projectId}`, projectSchema)).labels;
    await admin.send('PUT', `/projects/${projectId}/labels/${car.id}`, labelSchema, { name: 'van' });
    for (const { page } of [ann, bo]) await page.getByTestId('label-van').waitFor();
    await hers.rows.click();
    await hers.selected.waitFor();
    await ann.page.getByTestId('label-cloud').click();
    await expect.poll(() => ann.page.locator(`[data-label="${added.name}"]`).count()).toBe(1);
    await hers.press('Control+z');
    await expect.poll(() => ann.page.locator('[data-label="boat"]').count()).toBe(1);
  });

  test('a project’s own reasons are offered where something is rejected', async () => {
    await admin.send('PUT', `/projects/${projectId}`, projectSchema, {
      rejectReasons: ['Too coarse', 'Twice'],
    });
    await bo.page.getByRole('tab', { name: /Review/ }).click();
    await his.press('j');
    await his.selected.waitFor();
    await his.press('x');
    const dialog = bo.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Twice 2' }).waitFor();
    expect(await violationsOf(bo.page)).toEqual([]);
    await bo.page.keyboard.press('1');
    await expect.poll(() => ann.page.getByText('Too coarse').count()).toBeGreaterThan(0);
  });

  test('a picture is tagged by key; others see it, know the word, and take it off', async () => {
    const fieldOf = ({ page }: Seat) => page.getByRole('combobox', { name: 'New tag' });
    await ann.page.locator('[data-stage]').focus();
    await hers.press('t');
    for (const word of ['night', 'rain']) {
      await fieldOf(ann).fill(word);
      await fieldOf(ann).press('Enter');
    }
    await ann.page.keyboard.press('Escape');
    await expect.poll(() => tagsOf(bo)).toEqual(['night', 'rain', '']);
    expect(await violationsOf(ann.page)).toEqual([]);
    await bo.page.getByRole('dialog').waitFor({ state: 'detached' });
    await his.press('f');
    await his.shows('b.jpg');
    await his.press('t');
    const field = fieldOf(bo);
    await expect
      .poll(() => field.evaluate((input) => (input as HTMLInputElement).list?.options.length))
      .toBe(2);
    await field.fill('RAIN');
    await field.press('Enter');
    await expect.poll(async () => (await tagsOf(bo))[0]).toBe('rain');
    await ann.page.getByRole('button', { name: 'Take off “night”' }).click();
    await expect.poll(() => tagsOf(ann)).toEqual(['rain', '']);
  });

  test('pictures are found by their tags', async () => {
    const { page } = ann;
    await page.goto(`${stage.server.url}/projects/${projectId}`);
    const tiles = page.getByRole('listitem').filter({ has: page.locator('img') });
    await page.getByRole('searchbox', { name: 'Find by name or tag' }).fill('rain b');
    await expect.poll(() => page.getByRole('tab', { name: /All/ }).textContent()).toContain('1');
    await page.getByText('b.jpg · rain').waitFor();
    await page.getByRole('searchbox', { name: 'Find by name or tag' }).fill('night');
    await page.getByText('No picture has “night” in its name or tags.').waitFor();
    await expect.poll(() => tiles.count()).toBe(0);
  });
});
