import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type ServerProcess, spawnServer } from './serverProcess.ts';

export interface StoryStage {
  readonly server: ServerProcess;
  readonly browser: Browser;
}

/** A server on data of its own and a browser, there from a story's first chapter to its last. */
export function storyStage(name: string): StoryStage {
  let dataFolder: string;
  let [server, browser]: [ServerProcess | undefined, Browser | undefined] = [undefined, undefined];
  beforeAll(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), `maskroom-${name}-`));
    server = await spawnServer(dataFolder);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.kill();
    await rm(dataFolder, { recursive: true, force: true });
  });
  const there = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error('the story has not begun');
    return part;
  };
  return {
    get server() {
      return there(server);
    },
    get browser() {
      return there(browser);
    },
  };
}
