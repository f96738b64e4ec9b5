import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instanceListSchema, newMemberReplySchema } from '@maskroom/shared/protocol/http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchBrowser, openSeat, type Seat } from '../support/browser.ts';
import { discPicture } from '../support/pictures.ts';
import { type ServerProcess, spawnServer } from '../support/serverProcess.ts';
import { createProject } from '../support/team.ts';
import { type WorkspacePage, workspacePage } from '../support/workspacePage.ts';

describe.skipIf(!chromiumPath)('everything, by one annotator while another watches', () => {
  let dataFolder: string;
  let server: ServerProcess;
  let browser: Browser;
  let place: Awaited<ReturnType<typeof createProject>>;
  const seats: Seat[] = [];

  beforeAll(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'maskroom-everything-'));
    server = await spawnServer(dataFolder);
    browser = await launchBrowser();
    const picture = await discPicture({ width: 900, height: 600, cx: 430, cy: 300, radius: 160 });
    place = await createProject(server.url, ['disc'], { 'disc.jpg': picture });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.kill();
    await rm(dataFolder, { recursive: true, force: true });
  });

  async function open(name: string): Promise<WorkspacePage> {
    const body = { email: `${name}@example.org`, name, role: 'annotator' };
    const path = `/projects/${place.project.id}/members`;
    const { inviteLink } = await place.admin.send('POST', path, newMemberReplySchema, body);
    const seat = await openSeat(browser);
    seats.push(seat);
    await seat.page.goto(inviteLink ?? '');
    await seat.page.getByLabel('Password').fill('correct horse battery');
    await seat.page.getByRole('button', { name: 'Join' }).click();
    await seat.page.waitForURL(({ pathname }) => !pathname.startsWith('/join'));
    await seat.page.goto(`${server.url}/projects/${place.project.id}/images/${place.images[0].id}`);
    const workspace = workspacePage(seat.page);
    await workspace.ready();
    return workspace;
  }

  test('a mask is kept and seen by the other; all of a finer level in one step; undo brings them back', async () => {
    const [ann, ben] = [await open('Ann'), await open('Ben')];
    await ann.press('g');
    const panel = ann.page.getByTestId('everything');
    const shown = async () => Number(await panel.getAttribute('data-shown'));
    await panel.getByTestId('everything-start').click();
    await panel.getByTestId('everything-cancel').waitFor();
    await expect.poll(shown, { timeout: 60_000 }).toBeGreaterThan(2);
    const detail = panel.getByRole('slider', { name: /Detail/ });
    await detail.waitFor({ timeout: 60_000 });
    // Masks come as they are found: sooner or later one lies under the pointer, and a click keeps the smallest there.
    const keepAtMiddle = async () => {
      if ((await ann.rows.count()) === 0) await ann.click(430, 300);
      return ben.rows.count();
    };
    await expect.poll(keepAtMiddle, { timeout: 90_000, interval: 500 }).toBe(1);
    await panel.getByTestId('everything-cancel').click();
    await expect.poll(() => panel.getAttribute('data-status')).toBe('done');
    await detail.fill('1');

    await panel.getByTestId('everything-accept-all').click();
    const all = await ann.rows.count();
    expect(all).toBeGreaterThan(1);
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
    expect(seats.flatMap(({ errors }) => errors)).toEqual([]);
  });
});
