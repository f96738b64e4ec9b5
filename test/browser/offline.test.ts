import { readFile } from 'node:fs/promises';
import type { Role } from '@maskroom/shared/annotation/role';
import { instanceListSchema, memberListSchema } from '@maskroom/shared/protocol/http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violationsOf } from '../support/accessibility.ts';
import { type Annotator, enterAs } from '../support/annotators.ts';
import { chromiumPath } from '../support/browser.ts';
import { type CuttableLine, startLine } from '../support/cuttableLine.ts';
import { discPicture } from '../support/pictures.ts';
import { storyStage } from '../support/storyStage.ts';
import { createProject } from '../support/team.ts';

const triangle = (x: number, y = 30) =>
  [
    [x, y],
    [x + 70, y],
    [x + 35, y + 60],
  ] as const;

/** Ann's line to the server is cut and mended; Rea's is always there. The chapters build on each other. */
describe.skipIf(!chromiumPath)('a labeller whose connection drops', () => {
  const stage = storyStage('offline');
  let line: CuttableLine;
  let place: Awaited<ReturnType<typeof createProject>>;
  let annId: string;
  let firstId: string;
  let ann: Annotator;
  let rea: Annotator;

  beforeAll(async () => {
    line = await startLine(stage.server.port);
    const picture = await discPicture({ width: 900, height: 600, cx: 430, cy: 300, radius: 160 });
    place = await createProject(stage.server.url, ['disc'], { 'disc.jpg': picture });
    ann = await enter('Ann', 'annotator', line.url);
    rea = await enter('Rea', 'reviewer', stage.server.url);
    const { members: all } = await place.admin.send('GET', members(), memberListSchema);
    annId = all.find(({ name }) => name === 'Ann')?.id ?? '';
  });
  afterAll(() => line?.[Symbol.asyncDispose]());

  const imagePath = () => `/projects/${place.project.id}/images/${place.images[0].id}`;
  const members = () => `/projects/${place.project.id}/members`;

  async function enter(name: string, role: Role, url: string): Promise<Annotator> {
    const at = { projectId: place.project.id, imageId: place.images[0].id, role };
    const annotator = await enterAs(name, stage.browser, url, place.admin, at);
    annotator.page.on('dialog', (dialog) => void dialog.accept());
    await annotator.ready();
    return annotator;
  }

  const goOffline = async () => {
    line.cut();
    await ann.page.locator('[data-saved="offline"]').waitFor();
  };
  /** The page goes before anything could be sent; the tab stays. */
  const leave = async () => {
    await ann.page.goto('about:blank');
    line.mend();
  };
  const item = () => ann.page.getByTestId('kept-item');
  const badge = () => ann.page.getByTestId('offline').textContent();

  test('edits wait, are counted, survive a reload, and are saved when the line is back', async () => {
    await ann.polygon(triangle(40));
    await expect.poll(() => rea.rows.count()).toBe(1);
    await ann.isSaved();
    [firstId] = await rea.ids();
    await goOffline();
    await ann.polygon(triangle(140));
    await ann.polygon(triangle(240));
    await expect.poll(badge).toBe('Offline · 2 edits waiting');
    expect(await rea.rows.count()).toBe(1);
    await expect.poll(() => ann.saved.textContent()).toContain('Offline · 2 edits waiting');
    await leave();
    await ann.page.goto(line.url + imagePath());
    await expect.poll(() => rea.rows.count()).toBe(3);
    await expect.poll(() => ann.rows.count()).toBe(3);
    await ann.isSaved();
  });

  test('undo goes on behind the reload, names what it undid, and can be redone', async () => {
    await ann.press('Control+z');
    await ann.note('Undone: disc added').waitFor();
    await expect.poll(() => rea.rows.count()).toBe(2);
    await ann.press('Control+Shift+z');
    await expect.poll(() => rea.rows.count()).toBe(3);
    await ann.isSaved();
  });

  test('what was accepted meanwhile stays; one’s own version is kept and can be drawn as a new object', async () => {
    await goOffline();
    await ann.press('v');
    await ann.click(75, 45);
    await ann.row(firstId).and(ann.selected).waitFor();
    await ann.drag([40, 30], [10, 10]);
    await expect.poll(badge).toBe('Offline · 1 edit waiting');
    await rea.page.getByRole('tab', { name: /Review/ }).click();
    await rea.row(firstId).getByRole('button').first().click();
    await rea.press('a');
    const list = `/images/${place.images[0].id}/instances`;
    const decisions = async () => (await place.admin.send('GET', list, instanceListSchema)).instances;
    await expect
      .poll(async () => (await decisions()).find(({ id }) => id === firstId)?.decision)
      .toBe('accepted');
    // What is decided leaves the list of what is not.
    await rea.page.getByRole('tab', { name: /Objects/ }).click();
    line.mend();
    await ann.page.getByTestId('kept').click();
    await ann.isSaved();
    expect(await item().getAttribute('data-reason')).toBe('accepted');
    expect(await violationsOf(ann.page)).toEqual([]);
    const before = await rea.rows.count();
    await item().getByRole('button', { name: 'Draw as new' }).click();
    await ann.page.keyboard.press('Escape');
    await expect.poll(() => rea.rows.count()).toBe(before + 1);
    await expect.poll(() => ann.page.getByTestId('kept').count()).toBe(0);
  });

  test('what waits for a picture that is not open is brought from any page', async () => {
    await goOffline();
    const before = await rea.rows.count();
    await ann.polygon(triangle(600));
    await expect.poll(badge).toBe('Offline · 1 edit waiting');
    await leave();
    await ann.page.goto(`${line.url}/projects`);
    await expect.poll(() => rea.rows.count()).toBe(before + 1);
    await ann.page.goto(line.url + imagePath());
    await ann.shows('disc.jpg');
    await ann.isSaved();
  });

  test('a picture that was sent back while there was no line is on the page of projects when there is one', async () => {
    await ann.press('Control+Enter');
    await ann.page.getByText('Submitted: disc.jpg').waitFor();
    // Within the app: the line is there on the next page from the first moment.
    await ann.page.getByRole('link', { name: 'Back to Test project' }).click();
    await ann.page.getByRole('link', { name: 'Maskroom, all projects' }).click();
    await ann.page.getByRole('link', { name: /Test project/ }).waitFor();
    line.cut();
    const reason = 'Look at the rim again';
    await place.admin.codeOf('POST', `/images/${place.images[0].id}/return`, { reason });
    line.mend();
    await ann.page.getByRole('link', { name: new RegExp(reason) }).waitFor();
    await ann.page.goto(line.url + imagePath());
    await ann.shows('disc.jpg');
  });

  test('a role that was taken away meanwhile loses nothing: the work is listed, and goes as a file', async () => {
    await goOffline();
    await ann.polygon(triangle(700));
    await expect.poll(badge).toBe('Offline · 1 edit waiting');
    await place.admin.call('PUT', `${members()}/${annId}`, { role: 'viewer' });
    line.mend();
    await ann.page.getByTestId('kept').click();
    expect(await item().getAttribute('data-reason')).toBe('role');
    const file = ann.page.waitForEvent('download');
    await ann.page.getByRole('button', { name: 'Download' }).click();
    const kept = JSON.parse(await readFile(await (await file).path(), 'utf8'));
    expect(kept.instances).toMatchObject([{ label: 'disc', fileName: 'disc.jpg', reason: 'role' }]);
    expect(kept.instances[0].polygon[0][0]).toHaveLength(3);
    await ann.page.keyboard.press('Escape');
    await ann.page.locator('[data-saved="saved"]').waitFor();
  });

  test('signing out warns of what is only here, and leaves nothing in the browser', async () => {
    const { page } = ann;
    await page.goto(line.url);
    await page.getByText('1 change not taken').waitFor();
    await page.getByRole('button', { name: /Account of Ann/ }).click();
    await page.getByText('Sign out').click();
    await page.getByRole('button', { name: 'Sign out and lose them' }).click();
    await page.waitForURL(/sign-in/);
    const stores = () => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
    await expect.poll(stores).not.toContain(`maskroom:work:${annId}`);
  });

  test('nobody met an error on their page', () => {
    expect([ann, rea].flatMap(({ seat }) => seat.errors).filter((text) => !isFromTheCut(text))).toEqual([]);
  });
});

/** The browser itself reports sockets and calls that a cut line cannot carry. */
const isFromTheCut = (text: string): boolean =>
  /WebSocket connection to|Failed to load resource|ERR_|net::/.test(text);
