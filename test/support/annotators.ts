import { newMemberReplySchema } from '@maskroom/shared/protocol/http';
import type { Browser } from 'playwright-core';
import type { ApiClient } from './apiClient.ts';
import { openSeat, type Seat } from './browser.ts';
import { type WorkspacePage, workspacePage } from './workspacePage.ts';

export interface Annotator extends WorkspacePage {
  readonly seat: Seat;
}

/** Somebody new, in a browser of their own, on a picture: invited, signed in and ready to draw. */
export async function enterAs(
  name: string,
  browser: Browser,
  url: string,
  api: ApiClient,
  at: { readonly projectId: string; readonly imageId: string },
): Promise<Annotator> {
  const body = { email: `${name.toLowerCase()}@example.org`, name, role: 'annotator' };
  const path = `/projects/${at.projectId}/members`;
  const { inviteLink } = await api.send('POST', path, newMemberReplySchema, body);
  const seat = await openSeat(browser);
  await seat.page.goto(inviteLink ?? url);
  await seat.page.getByLabel('Password').fill('correct horse battery');
  await seat.page.getByRole('button', { name: 'Join' }).click();
  await seat.page.waitForURL((address) => !address.pathname.startsWith('/join'));
  await seat.page.goto(`${url}/projects/${at.projectId}/images/${at.imageId}`);
  await seat.page.getByTestId('workspace').waitFor();
  return { ...workspacePage(seat.page), seat };
}
