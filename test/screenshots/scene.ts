import type { Image } from '@maskroom/shared/protocol/http';
import type { Page } from 'playwright-core';
import { type WorkspacePage, workspacePage } from '../support/workspacePage.ts';
import type { People } from './people.ts';

interface Scene {
  readonly folder: string;
  readonly url: string;
  readonly projectId: string;
  readonly images: readonly Image[];
  readonly people: People;
}

/** What a click or a box keeps: where, and under which label. */
interface Kept {
  readonly label: string;
  readonly box: readonly [readonly [number, number], readonly [number, number]];
}

/** In pixels of `01-sheep-meadow.jpg`. */
const sheep: readonly Kept[] = [
  {
    label: 'sheep',
    box: [
      [212, 352],
      [498, 588],
    ],
  },
  {
    label: 'sheep',
    box: [
      [478, 528],
      [622, 662],
    ],
  },
  {
    label: 'sheep',
    box: [
      [566, 330],
      [810, 500],
    ],
  },
  {
    label: 'tree',
    box: [
      [0, 0],
      [290, 350],
    ],
  },
];

export async function drawTogether({ folder, url, projectId, images, people }: Scene): Promise<void> {
  const meadow = images.find(({ fileName }) => fileName.startsWith('01-')) ?? images[0];
  const open = async (page: Page): Promise<WorkspacePage> => {
    await page.goto(`${url}/projects/${projectId}/images/${meadow.id}`);
    const workspace = workspacePage(page);
    await workspace.ready();
    return workspace;
  };
  const [maya, jonas, rosa] = [await open(people.Maya), await open(people.Jonas), await open(people.Rosa)];
  for (const [i, kept] of sheep.entries()) await keep(i % 2 === 0 ? maya : jonas, kept);
  await jonas.press('s');
  await jonas.click(850, 480);
  await jonas.hover(880, 500);
  await maya.press('v');
  await maya.click(350, 470);
  await rosa.page.getByRole('tab', { name: /Review/ }).click();
  await rosa.press('j');
  await rosa.press('a');
  await maya.page.waitForTimeout(800);

  const shoot = async (page: Page, name: string, look: 'light' | 'dark' = 'dark') => {
    await page.emulateMedia({ colorScheme: look, reducedMotion: 'reduce' });
    await page.waitForTimeout(400);
    await page.screenshot({ path: `${folder}/${name}.jpg`, type: 'jpeg', quality: 88 });
  };
  await shoot(maya.page, 'workspace');
  await shoot(jonas.page, 'smart-mask');
  await people.Lena.goto(`${url}/projects/${projectId}/live`);
  // Who has come just now has no pace yet.
  await people.Lena.getByText(/\d objects a minute/)
    .nth(1)
    .waitFor({ timeout: 60_000 });
  await shoot(people.Lena, 'live-room');
  await people.Lena.goto(`${url}/projects/${projectId}`);
  await people.Lena.getByText('01-sheep-meadow.jpg').waitFor();
  await shoot(people.Lena, 'project', 'light');
  await people.Rosa.goto(`${url}/projects/${projectId}/queue`);
  await people.Rosa.getByRole('button', { name: /Accept/ }).waitFor();
  await shoot(people.Rosa, 'queue');
}

async function keep(workspace: WorkspacePage, { box: [from, to], label }: Kept): Promise<void> {
  const before = await workspace.rows.count();
  await workspace.page.getByTestId(`label-${label}`).click();
  await workspace.press('s');
  await workspace.drag(from, to);
  await workspace.page.getByTestId('keep-mask').waitFor();
  await workspace.page.waitForTimeout(500);
  await workspace.press('n');
  while ((await workspace.rows.count()) === before) await workspace.page.waitForTimeout(50);
}
