import { defineConfig } from 'vitest/config';
import { chapterPatience, patience } from './test/support/patience.ts';

/**
 * Units and flows share the cores; whole stories in a browser run one file at a time, so that no story waits
 * for another's build of masks.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    reporters: ['default', './test/support/summaryReporter.ts'],
    globalSetup: './test/support/announceSkips.ts',
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'test/browser/**'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: patience / 2 } },
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/*.test.ts'],
          testTimeout: chapterPatience,
          hookTimeout: chapterPatience,
          expect: { poll: { timeout: patience } },
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
