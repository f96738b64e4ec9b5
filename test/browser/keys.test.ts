import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violationsOf } from '../support/accessibility.ts';
import { joinAs } from '../support/annotators.ts';
import { chromiumPath, launchBrowser, type Seat } from '../support/browser.ts';
import { discPicture } from '../support/pictures.ts';
import { type ServerProcess, spawnServer } from '../support/serverProcess.ts';
import { createProject } from '../support/team.ts';
import { type WorkspacePage, workspacePage } from '../support/workspacePage.ts';

/** Somebody gives commands other keys. The chapters build on each other. */
describe.skipIf(!chromiumPath)("a person's keys", () => {
  let dataFolder: string;
  let server: ServerProcess;
  let browser: Browser;
  let rae: Seat;
  let workspace: WorkspacePage;
  let projectUrl: string;

  beforeAll(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'maskroom-keys-'));
    server = await spawnServer(dataFolder);
    browser = await launchBrowser();
    const bytes = await discPicture({ width: 640, height: 480, cx: 300, cy: 200, radius: 40 });
    const { admin, images, project } = await createProject(server.url, ['car', 'tree'], {
      'street.jpg': bytes,
    });
    projectUrl = `${server.url}/projects/${project.id}`;
    rae = await joinAs('Rae', 'reviewer', { api: admin, browser, projectId: project.id });
    await rae.page.goto(`${projectUrl}/images/${images[0].id}`);
    workspace = workspacePage(rae.page);
    await workspace.stage.waitFor();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await server?.kill();
    await rm(dataFolder, { recursive: true, force: true });
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
    expect(await held('select')).toBe('true');
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
    await workspace.stage.waitFor();
    await workspace.press('v');
    await workspace.press('y');
    await expect.poll(() => held('box')).toBe('true');
    await workspace.press('Control+k');
    await page.getByRole('combobox').fill('polygon');
    expect(await page.getByRole('option').first().textContent()).toMatch(/Polygon.*B$/);
    await page.keyboard.press('Escape');
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
