import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Route } from '../../web/app/viewRoute.ts';
import { violationsOf } from '../support/accessibility.ts';
import { joinAs } from '../support/annotators.ts';
import { chromiumPath, openSeat, type Seat } from '../support/browser.ts';
import { discPicture } from '../support/pictures.ts';
import { storyStage } from '../support/storyStage.ts';
import { createProject } from '../support/team.ts';
import { workspacePage } from '../support/workspacePage.ts';

/** Where a page is, and what it shows when it is there. */
interface Sight {
  readonly path: string;
  readonly shows: string | RegExp;
  readonly signedOut?: true;
}

describe.skipIf(!chromiumPath)('every page, light and dark, wide and narrow', () => {
  const stage = storyStage('pages');
  let [stranger, lead]: [Seat, Seat] = [] as never;
  let [project, picture]: [string, string] = ['', ''];

  beforeAll(async () => {
    const bytes = await discPicture({ width: 320, height: 240, cx: 250, cy: 180, radius: 30 });
    const place = await createProject(stage.server.url, ['car'], { 'a.jpg': bytes });
    project = `/projects/${place.project.id}`;
    picture = place.images[0].id;
    const room = { api: place.admin, browser: stage.browser, projectId: place.project.id };
    const ann = await joinAs('Ann', 'annotator', room);
    lead = await joinAs('Lee', 'lead', room);
    stranger = await openSeat(stage.browser);
    const hers = workspacePage(ann.page);
    await hers.open(`${stage.server.url}${project}/images/${picture}`);
    await hers.press('b');
    await hers.drag([20, 20], [80, 80]);
    await hers.rows.first().waitFor();
    await hers.isSaved();
  });

  /** By every view that an address can show: a new one without a line here does not compile. */
  const sights: Record<Route['view'], () => Sight> = {
    'sign-in': () => ({ path: '/sign-in', shows: 'Sign in', signedOut: true }),
    join: () => ({ path: '/join?token=spent', shows: /invit|link/i, signedOut: true }),
    welcome: () => ({ path: '/welcome?token=spent', shows: /link/i, signedOut: true }),
    nowhere: () => ({ path: '/nowhere', shows: /not|no page/i }),
    projects: () => ({ path: '/', shows: 'Test project' }),
    project: () => ({ path: project, shows: 'a.jpg' }),
    queue: () => ({ path: `${project}/queue`, shows: /Ann/ }),
    figures: () => ({ path: `${project}/figures`, shows: 'Ann' }),
    live: () => ({ path: `${project}/live`, shows: 'Last hour' }),
    quality: () => ({ path: `${project}/quality`, shows: /agree/i }),
    consensus: () => ({ path: `${project}/quality/${picture}`, shows: 'a.jpg' }),
    image: () => ({ path: `${project}/images/${picture}`, shows: 'a.jpg' }),
    account: () => ({ path: '/account', shows: /Tokens/ }),
  };

  test.each(Object.entries(sights))('axe finds nothing on: %s', async (_view, sightOf) => {
    const { path, shows, signedOut } = sightOf();
    const { page } = signedOut ? stranger : lead;
    for (const [width, height] of [
      [1_280, 800],
      [390, 844],
    ]) {
      await page.setViewportSize({ width, height });
      await page.goto(`${stage.server.url}${path}`);
      await page.getByText(shows).first().waitFor();
      expect(await violationsOf(page)).toEqual([]);
      expect(await isWiderThanWindow(page)).toBe(false);
    }
  });

  test('pictures of a state are named by its tab, whatever the state is called', async () => {
    const { page } = lead;
    await page.goto(`${stage.server.url}${project}`);
    await page.getByRole('tab', { name: 'In progress' }).click();
    await page.getByRole('tabpanel', { name: 'In progress' }).waitFor();
  });
});

/** A page that scrolls sideways is not made for the window it is in. */
const isWiderThanWindow = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
