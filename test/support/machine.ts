import { existsSync } from 'node:fs';

/** Programs that tests drive and npm cannot install, with the line that installs each on Debian. */
const programs = {
  chromium: {
    path:
      process.env.CHROMIUM_PATH ??
      ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync),
    install: 'apt-get install -y chromium',
  },
} as const;
export type Program = keyof typeof programs;

/** Where the program is, or undefined; under CI=true a missing program is a failure, never a skip. */
export function programPath(program: Program): string | undefined {
  const { path, install } = programs[program];
  if (path !== undefined && existsSync(path)) return path;
  if (process.env.CI === 'true') throw new Error(`${program} is missing; install it: ${install}`);
  return undefined;
}

/** What is missing on this machine, a line each. */
export const missingPrograms = (): string[] =>
  (Object.keys(programs) as Program[])
    .filter((program) => programPath(program) === undefined)
    .map((program) => `Skipping what needs ${program}: install it with  ${programs[program].install}`);
