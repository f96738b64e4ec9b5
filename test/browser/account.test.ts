import { projectListSchema } from '@maskroom/shared/protocol/http';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { violationsOf } from '../support/accessibility.ts';
import { joinAs } from '../support/annotators.ts';
import { apiClient } from '../support/apiClient.ts';
import { chromiumPath, openSeat, type Seat } from '../support/browser.ts';
import { patience } from '../support/patience.ts';
import { storyStage } from '../support/storyStage.ts';
import { adminToken } from '../support/testServer.ts';
import { workspacePage } from '../support/workspacePage.ts';

const password = 'correct horse battery';

describe.skipIf(!chromiumPath)('a lead looks after access and history', () => {
  const stage = storyStage('account', { samples: true });
  let lead: Seat;
  let projectId: string;

  beforeAll(async () => {
    const api = apiClient(stage.server.url, adminToken);
    projectId = await vi.waitFor(
      async () => {
        const { projects } = await api.send('GET', '/projects', projectListSchema);
        const sample = projects.find(({ counts }) => counts.images === 8);
        if (!sample) throw new Error('the samples are not there yet');
        return sample.id;
      },
      { timeout: patience, interval: 200 },
    );
    lead = await joinAs('Lena', 'lead', { api, browser: stage.browser, projectId });
    await lead.page.getByText('Sample project').first().waitFor();
  });

  test('another browser’s sign-in is listed, and ends when one says so', async () => {
    const phone = await openSeat(stage.browser);
    await phone.page.goto(`${stage.server.url}/sign-in`);
    await phone.page.getByLabel('Email').fill('lena@example.org');
    const send = phone.page.getByRole('button', { name: 'Sign in' });
    await phone.page.getByLabel('Password').fill(`not ${password}`);
    await send.press('Enter');
    await phone.page.getByRole('alert').waitFor();
    // Whoever is refused has the keyboard where it was.
    expect(await send.evaluate((button) => button === document.activeElement)).toBe(true);
    await phone.page.getByLabel('Password').fill(password);
    await send.click();
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
    const members = `${stage.server.url}/api/v1/projects/${projectId}`;
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
      await page.request.get(`${stage.server.url}/api/v1/projects/${projectId}/images`)
    ).json();
    await page.goto(`${stage.server.url}/projects/${projectId}/images/${images[0].id}`);
    const workspace = workspacePage(page);
    await workspace.ready();
    await workspace.polygon([
      [600, 200],
      [800, 220],
      [700, 500],
    ]);
    await workspace.rows.waitFor();
    await page.keyboard.press('v');
    await workspace.click(700, 300);
    await workspace.selected.waitFor();
    await page.keyboard.press('Delete');
    await expect.poll(() => workspace.rows.count()).toBe(0);
    await workspace.isSaved();
    await page.getByRole('button', { name: 'History' }).click();
    await page.getByRole('button', { name: /Lena added/ }).click();
    await page.getByText('1 object', { exact: true }).waitFor();
    expect(await violationsOf(lead.page)).toEqual([]);
    await page.getByRole('button', { name: 'Go back to this moment' }).click();
    await page.getByText('1 object put back').waitFor();
    await expect.poll(() => workspace.rows.count()).toBe(1);
    expect(await page.getByText('not allowed').count()).toBe(0);
    expect(lead.errors).toEqual([]);
  });
});
