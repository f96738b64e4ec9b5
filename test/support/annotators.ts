import type { Role } from '@maskroom/shared/annotation/role';
import { newMemberReplySchema } from '@maskroom/shared/protocol/http';
import type { Browser } from 'playwright-core';
import type { ApiClient } from './apiClient.ts';
import { openSeat, type Seat } from './browser.ts';
import { type WorkspacePage, workspacePage } from './workspacePage.ts';

export interface Annotator extends WorkspacePage {
  readonly seat: Seat;
}

/** Somebody new, in a browser of their own: invited to the project, joined and signed in. */
export async function joinAs(
  name: string,
  role: Role,
  {
    api,
    browser,
    isNew,
    projectId,
    email = `${name.toLowerCase()}@example.org`,
    seat: own,
    through,
  }: {
    browser: Browser;
    api: ApiClient;
    projectId: string;
    isNew?: boolean;
    email?: string;
    /** A browser that is open already. */
    seat?: Seat;
    /** Another address of the same server. */
    through?: string;
  },
): Promise<Seat> {
  const body = { email, name, role };
  const path = `/projects/${projectId}/members`;
  const { inviteLink } = await api.send('POST', path, newMemberReplySchema, body);
  if (inviteLink === null) throw new Error(`${name} has an account already`);
  const seat = own ?? (await openSeat(browser, { isNew }));
  const { pathname, search, origin } = new URL(inviteLink);
  await seat.page.goto(`${through ?? origin}${pathname}${search}`);
  await seat.page.getByLabel('Password').fill('correct horse battery');
  await seat.page.getByRole('button', { name: 'Join' }).click();
  await seat.page.waitForURL((address) => !address.pathname.startsWith('/join'));
  return seat;
}

/** Somebody new, in a browser of their own, on a picture: invited, signed in and ready to draw. */
export async function enterAs(
  name: string,
  browser: Browser,
  url: string,
  api: ApiClient,
  at: { readonly projectId: string; readonly imageId: string; readonly role?: Role },
): Promise<Annotator> {
  const { imageId, projectId, role = 'annotator' } = at;
  const seat = await joinAs(name, role, { api, browser, projectId, through: url });
  const workspace = workspacePage(seat.page);
  await workspace.open(`${url}/projects/${projectId}/images/${imageId}`);
  return { ...workspace, seat };
}
