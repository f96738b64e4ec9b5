import { instanceListSchema } from '@maskroom/shared/protocol/http';
import { beforeAll, describe, expect, test } from 'vitest';
import { violationsOf } from '../support/accessibility.ts';
import { type Annotator, enterAs, joinAs } from '../support/annotators.ts';
import { chromiumPath, type Seat } from '../support/browser.ts';
import { discPicture } from '../support/pictures.ts';
import { storyStage } from '../support/storyStage.ts';
import { createProject } from '../support/team.ts';

const car = [
  [100, 100],
  [180, 100],
  [180, 180],
  [100, 180],
] as const;

/** A label asks for things, and annotators answer. The chapters build on each other. */
describe.skipIf(!chromiumPath)('attributes', () => {
  const stage = storyStage('attributes');
  let place: Awaited<ReturnType<typeof createProject>>;
  let lea: Seat;
  let [ann, ben]: Annotator[] = [];

  beforeAll(async () => {
    const disc = (radius: number) => discPicture({ width: 640, height: 480, cx: 300, cy: 200, radius });
    const pictures = { 'street 40.jpg': await disc(40), 'street 50.jpg': await disc(50) };
    place = await createProject(stage.server.url, ['car'], pictures);
    const { admin: api, project } = place;
    lea = await joinAs('Lea', 'lead', { api, browser: stage.browser, projectId: project.id });
  });

  const instances = async () =>
    (await place.admin.send('GET', `/images/${place.images[0].id}/instances`, instanceListSchema)).instances;

  test('a lead makes a label ask for things', async () => {
    const { page } = lea;
    await page.goto(`${stage.server.url}/projects/${place.project.id}`);
    await page.getByRole('button', { name: /label/ }).click();
    await page.getByRole('button', { name: 'car: No attributes' }).click();
    await page.getByLabel('Name of attribute 1').fill('Make');
    await page.getByLabel('Choices of attribute 1').fill('van, bus');
    await page.getByLabel('Required').check();
    await page.getByRole('button', { name: 'Add attribute' }).click();
    await page.getByLabel('Name of attribute 2').fill('Doors');
    await page.getByLabel('Kind of attribute 2').selectOption('Number');
    await page.getByLabel('Least value of attribute 2').fill('2');
    await page.getByRole('button', { name: 'Add attribute' }).click();
    await page.getByLabel('Name of attribute 3').fill('Parked');
    await page.getByLabel('Kind of attribute 3').selectOption('Yes or no');
    expect(await violationsOf(page)).toEqual([]);
    await page.getByTestId('save-attributes').click();
    await page.getByRole('button', { name: 'car: 3 attributes' }).waitFor();
  });

  test('required answers keep a picture from being submitted, and say where they are missing', async () => {
    const at = { projectId: place.project.id, imageId: place.images[0].id };
    ann = await enterAs('Ann', stage.browser, stage.server.url, place.admin, at);
    ben = await enterAs('Ben', stage.browser, stage.server.url, place.admin, at);
    await ann.press('1');
    await ann.polygon(car);
    await expect.poll(() => ben.rows.count()).toBe(1);
    await ann.press('Escape');
    await ann.isSaved();
    await ann.press('Control+Enter');
    const missing = ann.page.getByTestId('missing').getByRole('button');
    await expect.poll(() => missing.allTextContents()).toEqual([expect.stringContaining('Make')]);
    expect(await violationsOf(ann.page)).toEqual([]);
    await missing.click();
    await expect
      .poll(() => ann.page.getByLabel('Make').evaluate((field) => field === document.activeElement))
      .toBe(true);
    await ann.page.getByLabel('Make').selectOption('van');
    await ann.page.getByLabel('Doors').fill('1');
    await expect
      .poll(() => ann.page.getByTestId('attributes').getByRole('alert').textContent())
      .toBe('At least 2.');
    await ann.page.getByLabel('Doors').fill('4');
    await ann.page.getByLabel('Doors').press('Enter');
    await ann.press('Alt+3');
    await ann.isSaved();
    expect((await instances())[0].attributes).toEqual({ Make: 'van', Doors: 4, Parked: true });
    expect(await violationsOf(ann.page)).toEqual([]);
    await ben.press('v');
    await ben.click(140, 140);
    await expect.poll(() => ben.page.getByLabel('Doors').inputValue()).toBe('4');
    await ann.press('Control+z');
    await ann.isSaved();
    expect((await instances())[0].attributes).toEqual({ Make: 'van', Doors: 4 });
    await ann.press('Control+Enter');
    await ann.shows('street 50.jpg');
  });

  test('nothing went wrong in any browser', () => {
    expect([lea, ann.seat, ben.seat].flatMap(({ errors }) => errors)).toEqual([]);
  });
});
