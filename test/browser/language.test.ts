import { newMemberReplySchema, projectSchema } from '@maskroom/shared/protocol/http';
import { describe, expect, test } from 'vitest';
import { violationsOf } from '../support/accessibility.ts';
import { apiClient } from '../support/apiClient.ts';
import { chromiumPath, openSeat, type Seat } from '../support/browser.ts';
import { storyStage } from '../support/storyStage.ts';
import { adminToken } from '../support/testServer.ts';

/** Somebody whose browser asks for German. The chapters build on each other. */
describe.skipIf(!chromiumPath)('the language of the pages', () => {
  const stage = storyStage('language');
  let seat: Seat;

  const spoken = () => seat.page.evaluate(() => document.documentElement.lang);

  test('is the one that the browser asks for, from the first page on', async () => {
    const api = apiClient(stage.server.url, adminToken);
    const project = await api.send('POST', '/projects', projectSchema, { name: 'Wiese', labels: [] });
    const member = { email: 'gerda@example.org', name: 'Gerda', role: 'lead' };
    const path = `/projects/${project.id}/members`;
    const { inviteLink } = await api.send('POST', path, newMemberReplySchema, member);
    seat = await openSeat(stage.browser, { locale: 'de-DE' });
    await seat.page.goto(inviteLink ?? '');
    await seat.page.getByText('Sie sind zu Wiese eingeladen: als Leitung.').waitFor();
    await seat.page.getByLabel('Passwort').fill('correct horse battery');
    await seat.page.getByRole('button', { name: 'Beitreten' }).click();
    await seat.page.getByRole('heading', { name: 'Projekte' }).waitFor({ state: 'attached' });
    await expect.poll(spoken).toBe('de');
    expect(await violationsOf(seat.page)).toEqual([]);
  });

  test('what the server refuses is told in it too', async () => {
    await seat.page.goto(`${stage.server.url}/projects/nothing-like-it`);
    await seat.page.getByText('Das gibt es nicht, oder Sie dürfen es nicht sehen.').waitFor();
  });

  test('is changed in the menu of the account, and stays', async () => {
    await seat.page.goto(stage.server.url);
    await seat.page.getByRole('button', { name: 'Konto von Gerda' }).click();
    await seat.page.getByRole('menuitemradio', { name: 'English' }).click();
    await seat.page.getByRole('heading', { name: 'Projects' }).waitFor({ state: 'attached' });
    await expect.poll(spoken).toBe('en');
    await seat.page.reload();
    await seat.page.getByRole('heading', { name: 'Projects' }).waitFor({ state: 'attached' });
    await seat.page.getByRole('button', { name: 'Account of Gerda' }).waitFor();
    expect(await violationsOf(seat.page)).toEqual([]);
  });

  test('nothing went wrong in the browser', () => {
    const refused = /404/;
    expect(seat.errors.filter((error) => !refused.test(error))).toEqual([]);
  });
});
