import { missingPrograms } from './machine.ts';

/** Says aloud, before anything runs, which tests this machine cannot run and how to change that. */
export default function setup(): void {
  for (const line of missingPrograms()) console.warn(line);
}
