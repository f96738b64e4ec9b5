import { beforeAll, describe, expect, test } from 'vitest';
import { violationsOf } from '../support/accessibility.ts';
import { type Annotator, enterAs } from '../support/annotators.ts';
import { chromiumPath } from '../support/browser.ts';
import { discPicture } from '../support/pictures.ts';
import { storyStage } from '../support/storyStage.ts';
import { createProject } from '../support/team.ts';

const square = (x: number, y: number, side: number): [number, number][] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
];

/** What stands around the picture: talk, order, looks and the palette. The chapters build on each other. */
describe.skipIf(!chromiumPath)('the desk around the canvas', () => {
  const stage = storyStage('desk');
  let [ann, ben, rae]: Annotator[] = [];

  beforeAll(async () => {
    const bytes = await discPicture({ width: 640, height: 480, cx: 300, cy: 200, radius: 40 });
    const labels = ['car', 'tree', 'street lamp'];
    const { admin, images, project } = await createProject(stage.server.url, labels, { 'street.jpg': bytes });
    const at = { projectId: project.id, imageId: images[0].id };
    const enter = (name: string, role: 'annotator' | 'reviewer') =>
      enterAs(name, stage.browser, stage.server.url, admin, { ...at, role });
    // Whom one can address is who was there before.
    rae = await enter('Rae', 'reviewer');
    ann = await enter('Ann', 'annotator');
    ben = await enter('Ben', 'annotator');
    await ann.press('1');
    await ann.polygon(square(100, 100, 80));
    await ann.isSaved();
    await Promise.all([ann, ben, rae].map(({ rows }) => rows.waitFor()));
  });

  test('what is said at an object reaches whoever is there, new until they look, and can be resolved', async () => {
    await ann.press('Escape');
    await ann.press('v');
    await ann.click(140, 140);
    await ann.selected.waitFor();
    await ann.press('Shift+C');
    await ann.page.getByLabel('On car').fill('Is this a van? @ra');
    await ann.page.getByRole('option', { name: 'Rae' }).waitFor();
    await ann.page.keyboard.press('Enter');
    await expect.poll(() => ann.page.getByLabel('On car').inputValue()).toBe('Is this a van? @Rae ');
    await ann.page.keyboard.press('Control+Enter');
    const pin = rae.page.getByTestId('comment-pin');
    await expect.poll(() => pin.getAttribute('data-unread')).toBe('true');
    expect(await pin.getAttribute('aria-label')).toBe('Comment by Ann: Is this a van? @Rae, new');
    await pin.click();
    const thread = rae.page.getByTestId('comment-thread');
    expect(await thread.locator('mark').textContent()).toBe('@Rae');
    await expect.poll(() => pin.getAttribute('data-unread')).toBe('false');
    await thread.getByRole('button', { name: 'Answer' }).click();
    await rae.page.getByLabel('Answer', { exact: true }).fill('A bus.');
    await rae.page.keyboard.press('Control+Enter');
    await expect.poll(() => ann.page.getByText('A bus.').count()).toBe(1);
    expect(await violationsOf(rae.page)).toEqual([]);

    await rae.page.locator('[data-stage]').focus();
    await rae.press('Escape');
    await rae.press('Shift+C');
    await rae.click(400, 300);
    await rae.page.getByLabel('On a place').fill('And here?');
    await rae.page.keyboard.press('Control+Enter');
    await expect.poll(() => ann.page.getByTestId('comment-pin').count()).toBe(2);
    expect(await ann.rows.count()).toBe(0);
    // What is half written outlives a look at something else.
    await thread.first().getByRole('button', { name: 'Answer' }).click();
    await rae.page.getByLabel('Answer', { exact: true }).fill('Not quite');
    await rae.page.getByRole('tab', { name: /Objects/ }).click();
    await rae.page.getByRole('tab', { name: /Comments/ }).click();
    expect(await rae.page.getByLabel('Answer', { exact: true }).inputValue()).toBe('Not quite');
    await rae.page.getByRole('button', { name: 'Cancel' }).click();
    await thread.first().getByRole('button', { name: 'Resolve' }).click();
    await expect.poll(() => ann.page.getByTestId('comment-pin').count()).toBe(1);
    await ann.page.getByRole('tab', { name: /Objects/ }).click();
  });

  test('what lies on top, what is put aside and how it looks: only the order is for everyone', async () => {
    await ann.press('Escape');
    await ann.press('2');
    await ann.polygon(square(140, 140, 80));
    await expect.poll(() => ben.rows.count()).toBe(2);
    await ann.press('Escape');
    await ann.press('v');
    await ann.click(160, 160);
    await expect.poll(() => ann.selected.getAttribute('data-label')).toBe('tree');
    await ann.press('Control+[');
    const labels = () => ben.rows.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-label')));
    await expect.poll(labels).toEqual(['car', 'tree']);
    await ann.press('Control+z');
    await expect.poll(labels).toEqual(['tree', 'car']);

    await ann.press('Alt+l');
    await ann.press('Escape');
    await ann.click(160, 160);
    await expect.poll(() => ann.selected.getAttribute('data-label')).toBe('car');
    await ann.press('Escape');
    await ann.press('Alt+l');
    const drawn = () => ann.stage.getAttribute('data-drawn-shapes');
    await expect.poll(drawn).toBe('2');
    await ann.page.keyboard.down('x');
    await expect.poll(drawn).toBe('0');
    await ann.page.keyboard.up('x');
    await expect.poll(drawn).toBe('2');
    await ann.click(160, 160);
    await ann.selected.waitFor();
    await ann.press('Alt+h');
    await expect.poll(drawn).toBe('1');
    expect(await ben.stage.getAttribute('data-drawn-shapes')).toBe('2');
    await ann.press('Escape');
    await ann.press('Alt+h');
    await expect.poll(drawn).toBe('2');

    await ann.page.getByTestId('look-toggle').click();
    await ann.page.getByLabel('Gamma').fill('2');
    await ann.page.getByLabel('Decision').check();
    expect(await violationsOf(ann.page)).toEqual([]);
    const filter = () =>
      ann.page.locator('canvas[data-layer="image"]').evaluate((canvas) => getComputedStyle(canvas).filter);
    await expect.poll(filter).toContain('url');
    await ann.page.getByRole('button', { name: 'As it is' }).click();
    await expect.poll(filter).toBe('none');
    await ann.page.getByTestId('look-toggle').click();
  });

  test('a few letters find a command, a label and a person, whose view one then shares', async () => {
    await ann.page.locator('[data-stage]').focus();
    await ann.press('Control+k');
    const first = ann.page.getByRole('option').first();
    const field = ann.page.getByRole('combobox', { name: /Command/ });
    await field.fill('strt lmp');
    await first.getByText('street lamp').waitFor();
    expect(await violationsOf(ann.page)).toEqual([]);
    await field.press('Enter');
    await expect
      .poll(() => ann.page.getByTestId('label-street lamp').getAttribute('aria-pressed'))
      .toBe('true');
    await ann.press('Control+k');
    await field.fill('follow ben');
    await first.getByText('Ben').waitFor();
    await field.press('Enter');
    await ann.page.getByTestId('following').waitFor();
    await ben.hover(120, 120);
    for (let i = 0; i < 3; i++) await ben.page.mouse.wheel(0, -600);
    const scales = async () => [
      await ann.stage.getAttribute('data-scale'),
      await ben.stage.getAttribute('data-scale'),
    ];
    await expect.poll(async () => Number((await scales())[1])).toBeGreaterThan(1.5);
    await expect
      .poll(async () => {
        const [mine, followed] = await scales();
        return Math.abs(Number(mine) / Number(followed) - 1) < 0.01;
      })
      .toBe(true);
    await ann.page.mouse.wheel(0, 100);
    await expect.poll(() => ann.page.getByTestId('following').count()).toBe(0);
    await ann.page.getByTestId('follow-Ben').click();
    await ann.page.getByTestId('following').waitFor();
    await ann.press('Escape');
    await expect.poll(() => ann.page.getByTestId('following').count()).toBe(0);
  });

  test('nothing went wrong in any browser', () => {
    expect([ann, ben, rae].flatMap(({ seat }) => seat.errors)).toEqual([]);
  });
});
