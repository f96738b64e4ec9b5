import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newMemberReplySchema, projectListSchema } from '@maskroom/shared/protocol/http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { violationsOf } from '../support/accessibility.ts';
import { apiClient } from '../support/apiClient.ts';
import { chromiumPath, launchBrowser, openSeat, type Seat } from '../support/browser.ts';
import { type ServerProcess, spawnServer } from '../support/serverProcess.ts';
import { adminToken } from '../support/testServer.ts';
import { workspacePage } from '../support/workspacePage.ts';

const password = 'correct horse battery';

describe.skipIf(!chromiumPath)('a lead looks after access and history', () => {
  let dataFolder: string;
  let server: ServerProcess;
  let browser: Browser;
  let lead: Seat;
  let projectId: string;

  beforeAll(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'maskroom-account-'));
    server = await spawnServer(dataFolder, 0, []);
    browser = await launchBrowser();
    lead = await openSeat(browser);
    const api = apiClient(server.url, adminToken);
    projectId = await vi.waitFor(
      async () => {
        const { projects } = await api.send('GET', '/projects', projectListSchema);
        const sample = projects.find(({ counts }) => counts.images === 8);
        if (!sample) throw new Error('the samples are not there yet');
        return sample.id;
      },
      { timeout: 30_000, interval: 200 },
    );
    const body = { email: 'lena@example.org', name: 'Lena', role: 'lead' };
    const { inviteLink } = await api.send(
      'POST',
      `/projects/${projectId}/members`,
      newMemberReplySchema,
      body,
    );
    await lead.page.goto(inviteLink ?? '');
    await lead.page.getByLabel('Password').fill(password);
    await lead.page.getByRole('button', { name: 'Join' }).click();
    await lead.page.getByText('Sample project').first().waitFor();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.kill();
    await rm(dataFolder, { recursive: true, force: true });
  });

  test('another browser’s sign-in is listed, and ends when one says so', async () => {
    const phone = await openSeat(browser);
    await phone.page.goto(`${server.url}/sign-in`);
    await phone.page.getByLabel('Email').fill('lena@example.org');
    await phone.page.getByLabel('Password').fill(password);
    await phone.page.getByRole('button', { name: 'Sign in' }).click();
    await phone.page.getByText('Sample project').first().waitFor();
    const { page } = lead;
    await page.getByRole('button', { name: 'Account of Lena' }).click();
    await page.getByRole('menuitem', { name: 'Account' }).click();
    await page.getByText('This browser').waitFor();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await expect.poll(() => page.getByRole('button', { name: 'Sign out', exact: true }).count()).toBe(0);
    await phone.page.reload();
    await phone.page.getByRole('button', { name: 'Sign in' }).waitFor();
    await phone.context.close();
  });

  test('a token is made with less than one may, shown once, and revoked', async () => {
    const { page } = lead;
    await page.getByRole('tab', { name: 'Tokens' }).click();
    await page.getByLabel('Name').fill('nightly export');
    await page.getByRole('combobox', { name: 'May do at most' }).click();
    await page.getByRole('option', { name: 'reviewer' }).click();
    await page.getByRole('button', { name: 'Make a token' }).click();
    const token = await page.getByLabel('The new token').inputValue();
    const members = `${server.url}/api/v1/projects/${projectId}`;
    const asToken = { headers: { authorization: `Bearer ${token}` } };
    expect((await fetch(`${members}/queue`, asToken)).status).toBe(200);
    expect((await fetch(`${members}/members`, asToken)).status).toBe(403);
    expect(await violationsOf(lead.page)).toEqual([]);
    await page.getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('You have no tokens.').waitFor();
    expect((await fetch(`${members}/queue`, asToken)).status).toBe(401);
  });

  test('what was deleted comes back with the moment before, and nobody is told of a refusal', async () => {
    const { page } = lead;
    const { images } = await (
      await page.request.get(`${server.url}/api/v1/projects/${projectId}/images`)
    ).json();
    await page.goto(`${server.url}/projects/${projectId}/images/${images[0].id}`);
    const workspace = workspacePage(page);
    await workspace.ready();
    await workspace.polygon([
      [600, 200],
      [800, 220],
      [700, 500],
    ]);
    await page.keyboard.press('v');
    await workspace.click(700, 300);
    await page.keyboard.press('Delete');
    await workspace.isSaved();
    expect(await workspace.rows.count()).toBe(0);
    await page.getByRole('button', { name: 'History' }).click();
    await page.getByRole('button', { name: /Lena added/ }).click();
    await page.getByText('1 object', { exact: true }).waitFor();
    expect(await violationsOf(lead.page)).toEqual([]);
    await page.getByRole('button', { name: 'Go back to this moment' }).click();
    await expect.poll(() => workspace.rows.count()).toBe(1);
    await page.getByText('1 object put back').waitFor();
    expect(await page.getByText('not allowed').count()).toBe(0);
    expect(lead.errors).toEqual([]);
  });
});
