import type { Steps } from '../../server/quality/pieces.ts';

/** What work in pieces comes to, without turns for anybody else. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
