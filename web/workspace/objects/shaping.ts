import { t } from '../../ui/language/language.ts';
import { late } from '../../ui/late.ts';
import type { WorkspaceSession } from '../state/session.ts';

/**
 * What unites, cuts and clips outlines, and the tools that do: in a file of its own, because a first mask needs none of
 * it. It is fetched in the first quiet moment, or when it is asked for.
 */
export const shaping = late(() => import('./shapingPart.ts'));

export type Shaping = typeof import('./shapingPart.ts');

/** Does something with it: at once when it is there, else as soon as it is. */
export function withShaping({ notes }: Pick<WorkspaceSession, 'notes'>, act: (part: Shaping) => void): void {
  const part = shaping.now();
  if (part) act(part);
  else shaping.load().then(act, () => notes.warn({ title: t('tool.notFetched') }));
}
