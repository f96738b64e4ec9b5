/**
 * Makes docs/pictures from the product itself: the built server on its sample project, with two annotators, a
 * reviewer and a lead in browsers of their own. `npm run screenshots [-- folder]`.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { imageListSchema, projectListSchema } from '@maskroom/shared/protocol/http';
import type { Browser } from 'playwright-core';
import { apiClient } from '../support/apiClient.ts';
import { launchBrowser } from '../support/browser.ts';
import { spawnServer } from '../support/serverProcess.ts';
import { adminToken } from '../support/testServer.ts';
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
