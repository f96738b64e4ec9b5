import { describe, expect, test } from 'vitest';
import { chromiumPath, openSeat } from '../support/browser.ts';
import { createHostileProject, type Watched, words } from '../support/hostileProject.ts';
import { hostile, showsAsText, strangeElements, watchFor } from '../support/hostileWords.ts';
import { storyStage } from '../support/storyStage.ts';
import { workspacePage } from '../support/workspacePage.ts';

/** Everything that people write is markup with scripts in it; wherever it is shown it is words. */
describe.skipIf(!chromiumPath)('markup in what people write', () => {
  const stage = storyStage('markup');
  let place: Awaited<ReturnType<typeof createHostileProject>>;
  let lea: Watched;
  let ann: Watched;
  let home: string;
  let picture: string;

  const { project, label, file, otherFile, lead, author } = words;

  test('runs, and is seen to run, on a page that takes it for markup', async () => {
    const careless = await openSeat(stage.browser);
    const { harm } = await watchFor(careless);
    await careless.page.setContent(`<p title="${hostile('careless')}</p>`);
    await expect.poll(() => harm.sort()).toEqual(expect.arrayContaining(['ran(1)', 'ran(2)', 'ran(3)']));
    expect((await strangeElements(careless.page)).length).toBeGreaterThan(1);
    await careless.context.close();
  });

  test('is taken as it is from whoever sends it', async () => {
    place = await createHostileProject(stage.server.url, stage.browser);
    ({ lea, ann } = place);
    home = `${stage.server.url}/projects/${place.project.id}`;
    picture = `${home}/images/${place.image.id}`;
  });

  test('is words on the first page, in the account and in what changed', async () => {
    await lea.page.goto(stage.server.url);
    await showsAsText(lea.page, { project, author, comment: words.comment, file });
    await ann.page.goto(stage.server.url);
    await showsAsText(ann.page, { project, lead, reply: words.reply, file });
    await lea.page.goto(`${stage.server.url}/account`);
    await showsAsText(lea.page, { lead });
  });

  test('is words on the project page, in its dialogs and in what is told there', async () => {
    await ann.page.goto(home);
    await showsAsText(ann.page, { project, file, otherFile });
    await place.handBack();
    await ann.page.getByText('gave you a job').first().waitFor();
    await place.giveBack();
    await showsAsText(ann.page, { lead, otherFile, returned: words.returned });
    await ann.page.reload();
    await showsAsText(ann.page, { lead, otherFile, returned: words.returned });
    await place.giveJob();

    const { page } = lea;
    await page.goto(home);
    await showsAsText(page, { project, file, otherFile });
    const dialogs = {
      Jobs: { job: words.job, author, handBack: words.handBack },
      label: { label },
      People: { lead, author },
      Settings: { project, offered: words.offered },
    };
    for (const [name, shown] of Object.entries(dialogs)) {
      await page
        .getByRole('button', { name: new RegExp(`${name}`) })
        .first()
        .click();
      // It comes with a file of its own: what it says may stand on the page behind it already.
      await page.getByRole('dialog').waitFor();
      await showsAsText(page, shown);
      if (name === 'label') {
        await page
          .getByRole('dialog')
          .getByRole('button', { name: /attributes/ })
          .click();
        await showsAsText(page, { asked: words.asked, choice: words.choice });
      }
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
  });

  test('is words in the workspace: panels, tips, pins, the palette and the history', async () => {
    const [his, hers] = [workspacePage(ann.page), workspacePage(lea.page)];
    await ann.page.goto(picture);
    await his.stage.waitFor();
    const { page } = lea;
    await page.goto(picture);
    await expect.poll(() => hers.rows.count()).toBe(2);
    await showsAsText(page, { project, file, label, author });
    await page.getByTestId(`follow-${author}`).hover();
    await page.locator('div[aria-hidden="true"]', { hasText: author }).waitFor();
    expect(await strangeElements(page)).toEqual([]);
    await hers.row('first').getByRole('button').first().click();
    await showsAsText(page, { asked: words.asked, answer: words.answer, choice: words.choice });

    await page.getByRole('tab', { name: /Review/ }).click();
    await showsAsText(page, { lead, rejection: words.rejection });
    await page.getByRole('tab', { name: /Comments/ }).click();
    await showsAsText(page, { comment: words.comment, reply: words.reply, lead, author });
    await page.getByTestId('comment-pin').first().click();
    await showsAsText(page, { comment: words.comment });

    await page.locator('[data-stage]').focus();
    await hers.press('Control+k');
    const field = page.getByRole('combobox', { name: /Command/ });
    for (const [asked, shown] of Object.entries({ label, file, Ann: author, project }))
      await field.fill(asked).then(() => showsAsText(page, { shown }));
    await field.fill(hostile('nothing'));
    await showsAsText(page, { nothing: hostile('nothing') });
    await hers.press('Escape');

    await page.getByRole('button', { name: 'History' }).click();
    await showsAsText(page, { author, label, rejection: words.rejection });
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /rejected/ })
      .first()
      .click();
    await showsAsText(page, { label });
    await hers.press('Escape');
  });

  test('is words in the live room and in the queue, also as a reason that is offered', async () => {
    await lea.page.goto(`${home}/live`);
    await lea.page.getByRole('article').first().waitFor();
    await showsAsText(lea.page, { author, file });
    await lea.page.goto(`${home}/queue`);
    await showsAsText(lea.page, { label, author, file });
    await lea.page.keyboard.press('x');
    await showsAsText(lea.page, { offered: words.offered });
    await lea.page.getByRole('button', { name: words.offered }).click();
    await expect
      .poll(() => workspacePage(ann.page).row('second').getAttribute('data-decision'))
      .toBe('rejected');
    await showsAsText(ann.page, { lead, file, offered: words.offered });
  });

  test('never came to run anywhere', () => {
    expect([...lea.harm, ...ann.harm]).toEqual([]);
    expect([...lea.errors, ...ann.errors]).toEqual([]);
  });
});
