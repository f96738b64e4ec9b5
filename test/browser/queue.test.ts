import { beforeAll, describe, expect, test } from 'vitest';
import { violationsOf } from '../support/accessibility.ts';
import { joinAs } from '../support/annotators.ts';
import { chromiumPath, type Seat } from '../support/browser.ts';
import { discPicture } from '../support/pictures.ts';
import { storyStage } from '../support/storyStage.ts';
import { createProject } from '../support/team.ts';
import { type WorkspacePage, workspacePage } from '../support/workspacePage.ts';

/** Ann draws while Rea and Rob look at the queue, which nobody loads again. The chapters build on each other. */
describe.skipIf(!chromiumPath)('the review queue, live', () => {
  const stage = storyStage('queue');
  let [rea, rob]: [Seat, Seat] = [] as never;
  let ann: WorkspacePage;

  beforeAll(async () => {
    const bytes = await discPicture({ width: 320, height: 240, cx: 250, cy: 180, radius: 30 });
    const made = await createProject(stage.server.url, ['car', 'tree'], { 'a.jpg': bytes });
    const room = { api: made.admin, browser: stage.browser, projectId: made.project.id };
    ann = workspacePage((await joinAs('Ann', 'annotator', room)).page);
    [rea, rob] = [await joinAs('Rea', 'reviewer', room), await joinAs('Rob', 'reviewer', room)];
    const home = `${stage.server.url}/projects/${made.project.id}`;
    await ann.open(`${home}/images/${made.images[0].id}`);
    for (const { page } of [rea, rob]) {
      await page.goto(`${home}/queue`);
      await page.getByText('Nothing waits for review').waitFor();
    }
  });

  const draw = async (x: number) => {
    await ann.press('b');
    await ann.drag([x, 20], [x + 60, 80]);
  };
  const place = ({ page }: Seat, words: string) => page.getByText(words, { exact: true }).waitFor();
  const news = ({ page }: Seat) => page.getByTestId('queue-news').textContent();
  const decisions = async () =>
    (await ann.rows.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-decision')))).sort();

  test('what is drawn comes, and what is in view stays where it is', async () => {
    await draw(20);
    for (const seat of [rea, rob]) await place(seat, '1 of 1');
    await draw(120);
    await draw(220);
    for (const seat of [rea, rob]) await place(seat, '1 of 3');
    expect(await news(rob)).toBe('');
  });

  test('what another decides on stays in view with whose word it is, and is decided anew knowing it', async () => {
    await rea.page.keyboard.press('x');
    await rea.page.getByRole('textbox').waitFor();
    await rea.page.keyboard.press('Escape');
    // The keyboard is where the form was: the next stop is in the bar.
    await rea.page.keyboard.press('Tab');
    await expect.poll(() => rea.page.evaluate(() => document.activeElement?.textContent)).toBe('a.jpg');
    await rea.page.keyboard.press('x');
    await rea.page.keyboard.type('Too wide');
    await rea.page.keyboard.press('Enter');
    await place(rea, '1 of 2');
    await expect.poll(() => news(rob)).toBe('Meanwhile: Rejected by Rea: “Too wide”');
    await place(rob, '1 of 3');
    expect(await violationsOf(rob.page)).toEqual([]);
    await rob.page.getByRole('button', { name: 'Accept' }).click();
    await place(rob, '1 of 2');
    await expect.poll(decisions).toEqual(['accepted', 'none', 'none']);
    // Rea's word cannot be brought back in her name: what can be taken back is said before it is.
    const note = rob.page.getByRole('region', { name: 'Notes' });
    await note.getByText('It replaces: Rejected by Rea: “Too wide”.').waitFor();
    expect(await note.getByRole('button', { name: 'Undo' }).count()).toBe(0);
    await note.getByRole('button', { name: 'Reopen' }).click();
    await place(rob, '1 of 3');
    await rob.page.keyboard.press('a');
    await place(rob, '1 of 2');
    await expect.poll(decisions).toEqual(['accepted', 'none', 'none']);
  });

  test('what is relabelled is shown anew, what is deleted leaves with the next step', async () => {
    await ann.press('v');
    await ann.click(150, 50);
    await ann.press('2');
    for (const seat of [rea, rob]) {
      await expect.poll(() => news(seat)).toBe('Changed while you looked; this is how it is now.');
      await seat.page.getByText('tree', { exact: true }).waitFor();
    }
    await rea.page.getByRole('button', { name: 'Reject' }).click();
    await rea.page.getByRole('textbox').waitFor();
    await ann.press('Delete');
    for (const seat of [rea, rob]) await expect.poll(() => news(seat)).toBe('Deleted while you looked.');
    expect(await rob.page.getByRole('button', { name: 'Accept' }).isEnabled()).toBe(false);
    for (const seat of [rea, rob]) {
      await seat.page.keyboard.press('j');
      await place(seat, '1 of 1');
    }
    await rea.page.keyboard.press('a');
    await expect.poll(() => news(rob)).toBe('Meanwhile: Accepted by Rea');
    await rob.page.keyboard.press('j');
    await rob.page.getByText('All reviewed').waitFor();
    await expect.poll(decisions).toEqual(['accepted', 'accepted']);
  });

  test('whoever mends an object on the way accepts it as its author’s, and is back at their place with one press', async () => {
    for (const x of [20, 120, 220]) await draw(x);
    await place(rob, '1 of 3');
    await rob.page.keyboard.press('j');
    await place(rob, '2 of 3');
    await rob.page.keyboard.press('o');
    const his = workspacePage(rob.page);
    await his.shows('a.jpg');
    await rob.page.getByRole('link', { name: 'Back to the review' }).waitFor();
    const [mended] = await his.selected.evaluateAll((rows) =>
      rows.map((row) => row.getAttribute('data-instance-id')),
    );
    await his.press('v');
    await his.drag([150, 50], [158, 60]);
    await his.isSaved();
    expect(await violationsOf(rob.page)).toEqual([]);
    await his.press('a');
    await expect.poll(() => ann.row(mended ?? '').getAttribute('data-decision')).toBe('accepted');
    await his.press('Shift+O');
    await place(rob, '2 of 2');
  });

  test('what comes back mended says what was decided, and shows its outline of then over the one of now', async () => {
    await rob.page.keyboard.press('x');
    await rob.page.keyboard.type('Too wide');
    await rob.page.keyboard.press('Enter');
    await place(rob, '1 of 1');
    await ann.press('v');
    await ann.press('Escape');
    await expect.poll(() => ann.selected.count()).toBe(0);
    await ann.click(250, 50);
    await ann.selected.waitFor();
    await ann.drag([280, 80], [250, 50]);
    await place(rob, '1 of 2');
    await rob.page.keyboard.press('j');
    await rob.page.getByText('Before: Rejected by Rob: “Too wide”').waitFor();
    const outlines = rob.page.locator('[data-testid="earlier"] path').last();
    await rob.page.keyboard.press('`');
    await expect.poll(() => outlines.getAttribute('d')).toContain('280 80');
    expect(await violationsOf(rob.page)).toEqual([]);
    await rob.page.keyboard.press('x');
    await expect.poll(() => outlines.count()).toBe(0);
    expect([...rea.errors, ...rob.errors]).toEqual([]);
  });

  test('without an answer nobody says that all is reviewed, and asking again finds out', async () => {
    await rea.page.reload();
    await rea.page.getByText(/^1 of \d$/).waitFor();
    await rea.page.route('**/api/v1/projects/*/queue?*', (route) => route.abort());
    const unknown = rea.page.getByText('Is there more to review?');
    await expect
      .poll(async () => {
        await rea.page.keyboard.press('a');
        return unknown.isVisible();
      })
      .toBe(true);
    await rea.page.unroute('**/api/v1/projects/*/queue?*');
    await rea.page.getByRole('button', { name: 'Look again' }).click();
    await rea.page.getByText('All reviewed').waitFor();
  });

  test('one’s own work is nobody’s to wait for oneself: it is counted at the end, and others decide', async () => {
    const hers = workspacePage(rea.page);
    await hers.open(ann.page.url());
    await hers.press('b');
    await hers.drag([20, 120], [80, 180]);
    await hers.isSaved();
    await rob.page.reload();
    await place(rob, '1 of 1');
    await rea.page.goto(rob.page.url());
    await rea.page.getByText('1 object of your own waits for somebody else.').waitFor();
    await rob.page.keyboard.press('a');
    await rob.page.getByText('All reviewed').waitFor();
    await rea.page.getByText('Objects appear here once people have marked them.').waitFor();
    await draw(120);
    await place(rea, '1 of 1');
    expect(rob.errors).toEqual([]);
  });
});
