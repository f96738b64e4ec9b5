import type * as Y from 'yjs';
import { recordSteps } from '../../../web/document/journal/recordSteps.ts';
import type { Change, Step } from '../../../web/document/journal/step.ts';

let made = 0;

export const stepOf = (changes: readonly Change[], more: Partial<Step> = {}): Step => ({
  imageId: 'picture',
  projectId: 'p',
  fileName: 'picture.png',
  id: `step${++made}`,
  tab: 'tab',
  at: made,
  kind: 'edit',
  state: 'waiting',
  reason: null,
  changes: [...changes],
  ...more,
});

/** The steps of everything that is done to a document from now on. */
export function stepsOf(doc: Y.Doc): Step[] {
  const steps: Step[] = [];
  recordSteps(doc, { name: 'wire' }, (changes, kind) => steps.push(stepOf(changes, { kind })));
  return steps;
}
