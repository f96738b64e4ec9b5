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
  /** After the server was killed: another one on the same data, at the same address. */
  serveAgain(): Promise<void>;
}

interface StageOptions {
  /** Comes with the sample project. */
  readonly samples?: boolean;
  /** More settings of the server. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A server on data of its own and a browser, there from a story's first chapter to its last. */
export function storyStage(name: string, { samples = false, env }: StageOptions = {}): StoryStage {
  const args = samples ? [] : ['--no-samples'];
  let dataFolder: string;
  let [server, browser]: [ServerProcess | undefined, Browser | undefined] = [undefined, undefined];
  beforeAll(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), `maskroom-${name}-`));
    server = await spawnServer(dataFolder, 0, args, env);
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
    async serveAgain() {
      server = await spawnServer(dataFolder, there(server).port, args, env);
    },
  };
}
