import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { joinAs } from '../support/annotators.ts';
import { chromiumPath } from '../support/browser.ts';
import { discPicture } from '../support/pictures.ts';
import { storyStage } from '../support/storyStage.ts';
import { createProject } from '../support/team.ts';
import { workspacePage } from '../support/workspacePage.ts';

/** What the workspace needs before somebody can work in it may not grow beyond this. kB of script, gzip. */
const MOST_KB = 350;

describe.skipIf(!chromiumPath)('the script of the workspace', () => {
  const stage = storyStage('script');

  test(`is at most ${MOST_KB} kB until a first mask can be kept`, async () => {
    const picture = await discPicture({ width: 640, height: 480, cx: 300, cy: 240, radius: 90 });
    const place = await createProject(stage.server.url, ['disc'], { 'disc.jpg': picture });
    const { context } = await joinAs('Ann', 'annotator', {
      api: place.admin,
      browser: stage.browser,
      projectId: place.project.id,
    });
    const page = await context.newPage();
    // What waits for a quiet moment is not needed first: here none comes.
    await page.addInitScript(() => Object.assign(window, { requestIdleCallback: () => 0 }));
    const fetched: Promise<readonly [url: string, bytes: number]>[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() !== 'script') return;
      fetched.push(response.body().then((body) => [response.url(), gzipSync(body).length]));
    });
    await page.goto(`${stage.server.url}/projects/${place.project.id}/images/${place.images[0].id}`);
    const ann = workspacePage(page);
    await ann.ready();
    await ann.press('s');
    await ann.click(300, 240);
    await ann.chips.first().waitFor();
    await ann.press('Enter');
    await expect.poll(() => ann.rows.count()).toBe(1);
    await ann.isSaved();
    const scripts = new Map(await Promise.all(fetched));
    const kb = [...scripts.values()].reduce((sum, bytes) => sum + bytes, 0) / 1_000;
    console.log(`The workspace fetches ${scripts.size} scripts of ${kb.toFixed(0)} kB (gzip) first.`);
    expect(scripts.size).toBeGreaterThan(5);
    expect(kb).toBeLessThan(MOST_KB);
  });
});
