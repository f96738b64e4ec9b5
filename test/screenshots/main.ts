/**
 * Makes docs/pictures from the product itself: the built server on its sample project, with two annotators, a
 * reviewer and a lead in browsers of their own. `npm run screenshots [-- folder]`. With a second word `looks` every page is
 * taken in light, dark, narrow and wide as well, to be judged by eye.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { imageListSchema, projectListSchema } from '@maskroom/shared/protocol/http';
import type { Browser } from 'playwright-core';
import { apiClient } from '../support/apiClient.ts';
import { launchBrowser, openSeat } from '../support/browser.ts';
import { spawnServer } from '../support/serverProcess.ts';
import { adminToken } from '../support/testServer.ts';
import { shootLooks } from './looks.ts';
import { invitePeople } from './people.ts';
import { drawTogether } from './scene.ts';

const folder = process.argv[2] ?? 'docs/pictures';
await mkdir(folder, { recursive: true });
const dataFolder = await mkdtemp(join(tmpdir(), 'maskroom-pictures-'));
const server = await spawnServer(dataFolder, 0, []);
const browser: Browser = await launchBrowser();
try {
  const api = apiClient(server.url, adminToken);
  const project = await waitForSamples();
  const people = await invitePeople(browser, server.url, api, project.id);
  const { images } = await api.send('GET', `/projects/${project.id}/images`, imageListSchema);
  await drawTogether({ folder, url: server.url, projectId: project.id, images, people });
  if (process.argv[3] === 'looks') {
    const of = `${server.url}/projects/${project.id}`;
    const stranger = (await openSeat(browser)).page;
    const { Lena, Maya, Rosa } = people;
    await shootLooks(folder, [
      { name: 'sign-in', page: stranger, url: server.url, waitFor: 'form' },
      { name: 'not-found', page: Lena, url: `${server.url}/nowhere`, waitFor: 'h1, h2' },
      { name: 'projects', page: Lena, url: server.url, waitFor: 'text=Sample project' },
      { name: 'project', page: Lena, url: of, waitFor: 'text=01-sheep-meadow.jpg' },
      { name: 'labels', page: Lena, url: of, waitFor: 'text=01-sheep-meadow.jpg', press: 'labels' },
      { name: 'people', page: Lena, url: of, waitFor: 'text=01-sheep-meadow.jpg', press: 'People' },
      { name: 'jobs', page: Lena, url: of, waitFor: 'text=01-sheep-meadow.jpg', press: 'Jobs' },
      { name: 'settings', page: Lena, url: of, waitFor: 'text=01-sheep-meadow.jpg', press: 'Settings' },
      { name: 'queue', page: Rosa, url: `${of}/queue`, waitFor: 'text=Accept' },
      { name: 'figures', page: Lena, url: `${of}/figures`, waitFor: 'canvas' },
      { name: 'live', page: Lena, url: `${of}/live`, waitFor: 'article' },
      { name: 'account', page: Lena, url: `${server.url}/account`, waitFor: 'h1, h2' },
      { name: 'workspace', page: Maya, url: null, waitFor: '[data-stage]' },
    ]);
  }

  async function waitForSamples() {
    for (;;) {
      const { projects } = await api.send('GET', '/projects', projectListSchema);
      const sample = projects.find(({ counts }) => counts.images === 8);
      if (sample) return sample;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
} finally {
  await browser.close();
  await server.kill();
  await rm(dataFolder, { recursive: true, force: true });
}
