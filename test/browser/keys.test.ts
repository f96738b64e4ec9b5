import { beforeAll, describe, expect, test } from 'vitest';
import { violationsOf } from '../support/accessibility.ts';
import { joinAs } from '../support/annotators.ts';
import { chromiumPath, type Seat } from '../support/browser.ts';
import { discPicture } from '../support/pictures.ts';
import { storyStage } from '../support/storyStage.ts';
import { createProject } from '../support/team.ts';
import { type WorkspacePage, workspacePage } from '../support/workspacePage.ts';

/** Somebody gives commands other keys. The chapters build on each other. */
describe.skipIf(!chromiumPath)("a person's keys", () => {
  const stage = storyStage('keys');
  let rae: Seat;
  let workspace: WorkspacePage;
  let projectUrl: string;

  beforeAll(async () => {
    const bytes = await discPicture({ width: 640, height: 480, cx: 300, cy: 200, radius: 40 });
    const { admin, images, project } = await createProject(stage.server.url, ['car', 'tree'], {
      'street.jpg': bytes,
    });
    projectUrl = `${stage.server.url}/projects/${project.id}`;
    rae = await joinAs('Rae', 'reviewer', { api: admin, browser: stage.browser, projectId: project.id });
    workspace = workspacePage(rae.page);
    await workspace.open(`${projectUrl}/images/${images[0].id}`);
  });

  const held = (tool: string) => rae.page.getByTestId(`tool-${tool}`).getAttribute('aria-pressed');
  const change = async (command: string, key: string) => {
    await rae.page.getByTestId(`key-${command}`).click();
    await rae.page.getByText('Press a key').waitFor();
    await rae.page.keyboard.press(key);
  };
  const keyShown = async (command: string) =>
    (await rae.page.getByTestId(`key-${command}`).locator('kbd').allTextContents()).join('');
  const close = async () => {
    await rae.page.keyboard.press('Escape');
    await rae.page.getByRole('dialog').waitFor({ state: 'detached' });
  };

  test('a command gets another key in the list of keys, and the old one means nothing', async () => {
    const { page } = rae;
    await page.locator('[data-stage]').focus();
    await workspace.press('?');
    await page.getByTestId('change-keys').click();
    await change('toolPolygon', 'y');
    await expect.poll(() => keyShown('toolPolygon')).toBe('Y');
    expect(await violationsOf(page)).toEqual([]);
    await close();
    await workspace.press('y');
    await expect.poll(() => held('polygon')).toBe('true');
    await workspace.press('v');
    await workspace.press('p');
    await expect.poll(() => held('select')).toBe('true');
    expect(await page.getByTestId('tool-polygon').getAttribute('data-tip-keys')).toBe('Y');
  });

  test('a key that is taken is named, and swapped when one wants to', async () => {
    const { page } = rae;
    await workspace.press('?');
    await page.getByTestId('change-keys').click();
    await change('toolBox', 'y');
    await page.getByRole('alert').getByText('Y is the key of: Polygon, or freehand').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByTestId('swap-keys').click();
    await change('label1', 'l');
    await page.getByText('Press a digit from 1 to 9').waitFor();
    await page.keyboard.press('Control+1');
    await expect.poll(() => keyShown('label1')).toBe('Ctrl1–9');
    await close();
    await workspace.press('y');
    await expect.poll(() => held('box')).toBe('true');
    await workspace.press('b');
    await expect.poll(() => held('polygon')).toBe('true');
    await workspace.press('Control+2');
    await expect.poll(() => page.getByTestId('label-tree').getAttribute('aria-pressed')).toBe('true');
  });

  test('they are still so behind a reload, and in the palette', async () => {
    const { page } = rae;
    await page.reload();
    await workspace.shows('street.jpg');
    await workspace.press('v');
    await workspace.press('y');
    await expect.poll(() => held('box')).toBe('true');
    await workspace.press('Control+k');
    await page.getByRole('combobox').fill('polygon');
    await expect.poll(() => page.getByRole('option').first().textContent()).toMatch(/Polygon.*B$/);
    await close();
  });

  test('a set of keys comes as a whole, and all can be put back', async () => {
    const { page } = rae;
    await workspace.press('?');
    await page.getByRole('combobox', { name: 'Set of keys' }).click();
    await page.getByRole('option', { name: 'Label Studio-like' }).click();
    await close();
    await workspace.press('r');
    await expect.poll(() => held('box')).toBe('true');
    await workspace.press('?');
    await page.getByTestId('change-keys').click();
    await change('toolBox', 'y');
    await page.getByRole('button', { name: 'Put all back' }).click();
    await expect.poll(() => keyShown('toolBox')).toBe('R');
    await close();
  });

  test('what was asked for has the keyboard before it is there', async () => {
    const page = await rae.context.newPage();
    // No quiet moment comes: dialogs are fetched when they are asked for.
    await page.addInitScript(() => Object.assign(window, { requestIdleCallback: () => 0 }));
    const other = workspacePage(page);
    await other.open(rae.page.url());
    const holds = (tool: string) => page.getByTestId(`tool-${tool}`).getAttribute('aria-pressed');
    let cut = () => {};
    const isCut = new Promise<void>((resolve) => {
      cut = resolve;
    });
    await page.route('**/*.js', (route) => isCut.then(() => route.abort()));
    await other.press('v');
    await other.press('?');
    await other.press('h');
    expect(await holds('select')).toBe('true');
    cut();
    await expect.poll(() => other.press('h').then(() => holds('pan'))).toBe('true');
    await page.unroute('**/*.js');
    await page.getByTestId('change-keys').waitFor();
    await page.close();
  });

  test('a dialog that fades away keeps no key to itself', async () => {
    const { page } = rae;
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    // Long enough that every key below comes while the one before still fades.
    await page.addStyleTag({ content: ':root { --motion: 30s linear !important; }' });
    await workspace.press('Control+k');
    await page.getByRole('combobox').fill('box');
    await workspace.press('Escape');
    await workspace.press('v');
    await expect.poll(() => held('select')).toBe('true');
    await workspace.press('?');
    await page.getByTestId('change-keys').waitFor();
  });

  test('nothing went wrong in the browser', () => {
    expect(rae.errors).toEqual([]);
  });
});
