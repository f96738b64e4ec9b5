import type { Role } from '@maskroom/shared/annotation/role';
import { newMemberReplySchema } from '@maskroom/shared/protocol/http';
import type { Browser, Page } from 'playwright-core';
import type { ApiClient } from '../support/apiClient.ts';
import { openSeat } from '../support/browser.ts';

const cast = {
  Maya: 'annotator',
  Jonas: 'annotator',
  Rosa: 'reviewer',
  Lena: 'lead',
} as const satisfies Record<string, Role>;
export type CastName = keyof typeof cast;
export type People = Record<CastName, Page>;

/** Signs everybody in, each through an invite link in a browser of their own. */
export async function invitePeople(
  browser: Browser,
  url: string,
  api: ApiClient,
  projectId: string,
): Promise<People> {
  const join = async (name: CastName): Promise<Page> => {
    const body = { email: `${name.toLowerCase()}@example.org`, name, role: cast[name] };
    const { inviteLink } = await api.send(
      'POST',
      `/projects/${projectId}/members`,
      newMemberReplySchema,
      body,
    );
    const { page } = await openSeat(browser, { viewport: { width: 1440, height: 900 } });
    await page.goto(inviteLink ?? url);
    await page.getByLabel('Password').fill('correct horse battery');
    await page.getByRole('button', { name: 'Join' }).click();
    await page.getByText('Sample project').first().waitFor();
    return page;
  };
  return {
    Maya: await join('Maya'),
    Jonas: await join('Jonas'),
    Rosa: await join('Rosa'),
    Lena: await join('Lena'),
  };
}
