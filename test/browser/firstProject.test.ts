import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, openSeat, type Seat } from '../support/browser.ts';
import { discPicture } from '../support/pictures.ts';
import { storyStage } from '../support/storyStage.ts';
import { workspacePage } from '../support/workspacePage.ts';

/** A new server, from the first-login link to somebody who has a picture before them. The chapters build on each other. */
describe.skipIf(!chromiumPath)('a first project', () => {
  const stage = storyStage('first');
  let lee: Seat;
  let projectUrl: string;
  const seats: Record<string, Seat> = {};

  beforeAll(async () => {
    lee = await openSeat(stage.browser);
  });

  test('the first-login link makes the first account, and works once', async () => {
    await expect.poll(() => stage.server.output.join('\n')).toContain('/welcome?token=');
    const link = /http\S+\/welcome\?token=\S+/.exec(stage.server.output.join('\n'))?.[0] ?? '';
    await register(lee.page, link, { name: 'Lee', email: 'lee@example.org' }, 'Create account');
    await lee.page.getByRole('heading', { name: 'Projects' }).waitFor();
    const stranger = await openSeat(stage.browser);
    await stranger.page.goto(link);
    await expect.poll(() => stranger.page.locator('body').textContent()).toMatch(/used|expired/);
    await stranger.context.close();
  });

  test('a project takes good pictures in, names the refused, and knows what it has', async () => {
    const { page } = lee;
    await page.getByRole('button', { name: 'New project' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill('Meadow');
    await dialog.getByLabel('Name of label 1').fill('disc');
    await dialog.getByRole('button', { name: 'Create project' }).click();
    await page.waitForURL(/\/projects\/[0-9a-f-]+$/);
    projectUrl = page.url();
    const picture = await discPicture({ width: 900, height: 600, cx: 430, cy: 300, radius: 160 });
    const files = {
      'disc.jpg': picture,
      'same-again.jpg': picture,
      'small.png': await sharp(picture).resize(120).png().toBuffer(),
      'small.webp': await sharp(picture).resize(140).webp().toBuffer(),
      'small.tiff': await sharp(picture).resize(160).tiff().toBuffer(),
      'broken.jpg': picture.subarray(0, Math.floor(picture.length / 2)),
      'page.png': Buffer.from('<html><script>alert(1)</script></html>'),
    };
    const chosen = Object.entries(files).map(([name, buffer]) => ({ name, mimeType: 'image/jpeg', buffer }));
    await page.getByLabel('Picture files').setInputFiles(chosen);
    await expect.poll(() => page.getByRole('link', { name: /Not started/ }).count()).toBe(4);
    for (const refused of ['broken.jpg', 'page.png']) await page.getByText(refused).first().waitFor();
  });

  test('people come in by link and see what their role allows', async () => {
    for (const [name, role] of [
      ['Ann', 'annotator'],
      ['Ben', 'annotator'],
      ['Rea', 'reviewer'],
    ] as const) {
      const link = await invite(lee.page, name, role);
      seats[name] = await openSeat(stage.browser);
      await register(seats[name].page, link, { name }, 'Join');
      await seats[name].page.getByText('Meadow').first().waitFor();
    }
    await seats.Ann.page.goto(projectUrl);
    await seats.Ann.page.getByRole('link', { name: /disc.jpg/ }).click();
    await workspacePage(seats.Ann.page).shows('disc.jpg');
    expect(await seats.Ann.page.getByText('Live room').count()).toBe(0);
  });

  test('nobody met an error on their page', () => {
    expect([lee, ...Object.values(seats)].flatMap(({ errors }) => errors)).toEqual([]);
  });
});

async function register(
  page: Page,
  link: string,
  who: { name: string; email?: string },
  button: string,
): Promise<void> {
  await page.goto(link);
  await page.getByLabel('Your name').fill(who.name);
  if (who.email) await page.getByLabel('Email').fill(who.email);
  await page.getByLabel('Password').fill('correct horse battery');
  await page.getByRole('button', { name: button }).click();
}

async function invite(page: Page, name: string, role: string): Promise<string> {
  await page.getByRole('button', { name: /People/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Email').fill(`${name.toLowerCase()}@example.org`);
  await dialog.getByRole('combobox', { name: 'Role', exact: true }).click();
  await page.getByRole('option', { name: new RegExp(`^${role}`) }).click();
  await dialog.getByRole('button', { name: 'Create invite link' }).click();
  const link = await dialog.getByLabel('Invite link').inputValue();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  return link;
}
