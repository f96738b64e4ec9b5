import { Problem } from '@maskroom/shared/base/problem';

/** The server's bound on waiting prompts is reached. */
export class TooManyPrompts extends Problem {
  constructor() {
    super('unavailable', 'Too many prompts are waiting; try again in a moment.');
  }
}
