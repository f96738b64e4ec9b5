import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@maskroom/shared/annotation/role';
import {
  instanceListSchema,
  newMemberReplySchema,
  projectSchema,
  uploadReportSchema,
} from '@maskroom/shared/protocol/http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violationsOf } from '../support/accessibility.ts';
import { type ApiClient, apiClient } from '../support/apiClient.ts';
import { chromiumPath, launchBrowser, openSeat, type Seat } from '../support/browser.ts';
import { discPicture } from '../support/pictures.ts';
import { type ServerProcess, spawnServer } from '../support/serverProcess.ts';
import { adminToken } from '../support/testServer.ts';
import { type WorkspacePage, workspacePage } from '../support/workspacePage.ts';

const square = (x: number, y: number, side: number): [number, number][] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
];

/** What stands around the picture, with a lead and two annotators. The chapters build on each other. */
describe.skipIf(!chromiumPath)('the desk around the canvas', () => {
  let dataFolder: string;
  let server: ServerProcess;
  let browser: Browser;
  let api: ApiClient;
  let lea: Seat;
  let reviewer: Seat;
  let ann: WorkspacePage;
  let ben: WorkspacePage;
  let projectId: string;
  let images: readonly { readonly id: string }[];
  const seats: Seat[] = [];

  beforeAll(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'maskroom-desk-'));
    server = await spawnServer(dataFolder);
    browser = await launchBrowser();
    api = apiClient(server.url, adminToken);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.kill();
    await rm(dataFolder, { recursive: true, force: true });
  });

  const enter = async (name: string, role: Role): Promise<Seat> => {
    const body = { email: `${name}@example.org`, name, role };
    const path = `/projects/${projectId}/members`;
    const { inviteLink } = await api.send('POST', path, newMemberReplySchema, body);
    const seat = await openSeat(browser);
    seats.push(seat);
    await seat.page.goto(inviteLink ?? '');
    await seat.page.getByLabel('Password').fill('correct horse battery');
    await seat.page.getByRole('button', { name: 'Join' }).click();
    await seat.page.waitForURL((address) => !address.pathname.startsWith('/join'));
    return seat;
  };
  const openPicture = async ({ page }: Seat, place = 0): Promise<WorkspacePage> => {
    await page.goto(`${server.url}/projects/${projectId}/images/${images[place].id}`);
    const workspace = workspacePage(page);
    await workspace.stage.waitFor();
    await page.locator('[data-saved="saved"]').waitFor();
    return workspace;
  };
  const instances = async () =>
    (await api.send('GET', `/images/${images[0].id}/instances`, instanceListSchema)).instances;

  test('a lead makes a label ask for things', { timeout: 180_000 }, async () => {
    const project = await api.send('POST', '/projects', projectSchema, {
      name: 'Streets',
      labels: [{ name: 'car' }, { name: 'tree' }, { name: 'street lamp' }],
    });
    projectId = project.id;
    const form = new FormData();
    for (const radius of [40, 50]) {
      const bytes = await discPicture({ width: 640, height: 480, cx: 300, cy: 200, radius });
      form.append('files', new File([new Uint8Array(bytes)], `street ${radius}.jpg`));
    }
    images = (await api.send('POST', `/projects/${projectId}/images`, uploadReportSchema, form)).images;
    [lea, reviewer] = [await enter('Lea', 'lead'), await enter('Rae', 'reviewer')];
    const { page } = lea;
    await page.goto(`${server.url}/projects/${projectId}`);
    await page.getByRole('button', { name: /label/ }).click();
    await page.getByRole('button', { name: 'car: No attributes' }).click();
    await page.getByLabel('Name of attribute 1').fill('Make');
    await page.getByLabel('Choices of attribute 1').fill('van, bus');
    await page.getByLabel('Required').check();
    await page.getByRole('button', { name: 'Add attribute' }).click();
    await page.getByLabel('Name of attribute 2').fill('Doors');
    await page.getByLabel('Kind of attribute 2').selectOption('Number');
    await page.getByLabel('Least value of attribute 2').fill('2');
    await page.getByRole('button', { name: 'Add attribute' }).click();
    await page.getByLabel('Name of attribute 3').fill('Parked');
    await page.getByLabel('Kind of attribute 3').selectOption('Yes or no');
    expect(await violationsOf(page)).toEqual([]);
    await page.getByTestId('save-attributes').click();
    await page.getByRole('button', { name: 'car: 3 attributes' }).waitFor();
  });

  test('required answers keep a picture from being submitted, and say where they are missing', async () => {
    [ann, ben] = [
      await openPicture(await enter('Ann', 'annotator')),
      await openPicture(await enter('Ben', 'annotator')),
    ];
    await ann.press('1');
    await ann.polygon(square(100, 100, 80));
    await expect.poll(() => ben.rows.count()).toBe(1);
    await ann.press('Escape');
    await ann.press('Control+Enter');
    const missing = ann.page.getByTestId('missing').getByRole('button');
    await expect.poll(() => missing.count()).toBe(1);
    expect(await missing.textContent()).toContain('Make');
    expect(await violationsOf(ann.page)).toEqual([]);
    await missing.click();
    await expect
      .poll(() => ann.page.getByLabel('Make').evaluate((field) => field === document.activeElement))
      .toBe(true);
    await ann.page.getByLabel('Make').selectOption('van');
    await ann.page.getByLabel('Doors').fill('1');
    await expect
      .poll(() => ann.page.getByTestId('attributes').getByRole('alert').textContent())
      .toBe('At least 2.');
    await ann.page.getByLabel('Doors').fill('4');
    await ann.page.getByLabel('Doors').press('Enter');
    await ann.press('Alt+3');
    await ann.isSaved();
    expect((await instances())[0].attributes).toEqual({ Make: 'van', Doors: 4, Parked: true });
    expect(await violationsOf(ann.page)).toEqual([]);
    await ben.click(140, 140);
    await ben.press('v');
    await ben.click(140, 140);
    await expect.poll(() => ben.page.getByLabel('Doors').inputValue()).toBe('4');
    await ann.press('Control+z');
    await ann.isSaved();
    expect((await instances())[0].attributes).toEqual({ Make: 'van', Doors: 4 });
    await ann.press('Control+Enter');
    await ann.page.waitForURL((address) => address.pathname.endsWith(images[1].id));
    await ann.page.goBack();
    await ann.page.locator('[data-saved="saved"]').waitFor();
  });

  test('what is said at an object reaches whoever is there, new until they look, and can be resolved', async () => {
    const rae = await openPicture(reviewer);
    await ann.press('Escape');
    await ann.press('v');
    await ann.click(140, 140);
    await ann.press('Shift+C');
    await ann.page.getByLabel('On car').fill('Is this a van? @ra');
    await ann.page.getByRole('option', { name: 'Rae' }).waitFor();
    await ann.page.keyboard.press('Enter');
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
    await expect
      .poll(() => ann.page.locator('[data-selected="true"]').getAttribute('data-label'))
      .toBe('tree');
    await ann.press('Control+[');
    const labels = () => ben.rows.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-label')));
    await expect.poll(labels).toEqual(['car', 'tree']);
    await ann.press('Control+z');
    await expect.poll(labels).toEqual(['tree', 'car']);

    await ann.press('Alt+l');
    await ann.press('Escape');
    await ann.click(160, 160);
    await expect
      .poll(() => ann.page.locator('[data-selected="true"]').getAttribute('data-label'))
      .toBe('car');
    await ann.press('Escape');
    await ann.press('Alt+l');
    const drawn = () => ann.stage.getAttribute('data-drawn-shapes');
    expect(await drawn()).toBe('2');
    await ann.page.keyboard.down('x');
    await expect.poll(drawn).toBe('0');
    await ann.page.keyboard.up('x');
    await expect.poll(drawn).toBe('2');
    await ann.click(160, 160);
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
    expect(await filter()).toContain('url');
    await ann.page.getByRole('button', { name: 'As it is' }).click();
    expect(await filter()).toBe('none');
    await ann.page.getByTestId('look-toggle').click();
  });

  test('a few letters find a command, a label and a person, whose view one then shares', async () => {
    await ann.page.locator('[data-stage]').focus();
    await ann.press('Control+k');
    const field = ann.page.getByRole('combobox', { name: /Command/ });
    await field.fill('strt lmp');
    expect(await violationsOf(ann.page)).toEqual([]);
    await field.press('Enter');
    await expect
      .poll(() => ann.page.getByTestId('label-street lamp').getAttribute('aria-pressed'))
      .toBe('true');
    await ann.press('Control+k');
    await field.fill('follow ben');
    await field.press('Enter');
    await ann.page.getByTestId('following').waitFor();
    for (let i = 0; i < 3; i++) {
      await ben.hover(120, 120);
      await ben.page.mouse.wheel(0, -600);
    }
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
    expect(seats.flatMap(({ errors }) => errors)).toEqual([]);
  });
});
