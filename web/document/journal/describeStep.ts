import { instancesOf } from '@maskroom/shared/document/documentModel';
import type * as Y from 'yjs';
import type { StepName } from '../undoOutcome.ts';
import type { Change, Step } from './step.ts';

/** What a step did, in the words in which it is undone: "car added". */
export function describeStep(
  doc: Y.Doc,
  { changes }: Pick<Step, 'changes'>,
  labelName: (labelId: string) => string,
): StepName {
  const instanceIds = [...new Set(changes.map(({ instanceId }) => instanceId))];
  const [first] = changes;
  if (!first) return { text: 'a change', instanceIds };
  const label = labelOf(first) ?? instancesOf(doc).get(first.instanceId)?.get('label');
  const subject =
    instanceIds.length > 1
      ? `${instanceIds.length} objects`
      : typeof label === 'string'
        ? labelName(label)
        : 'object';
  return { text: `${subject} ${deed(first, labelName)}`, instanceIds };
}

/** The label that the thing had when it was done. */
function labelOf({ field, before, after }: Change): unknown {
  if (field === 'label') return before;
  return field === null && typeof after === 'object' && after !== null && 'label' in after
    ? after.label
    : undefined;
}

/** What one change did, behind its subject. */
export function deed({ field, after }: Change, labelName: (labelId: string) => string): string {
  if (field === null) return after === null ? 'removed' : 'added';
  if (field === 'label') return `relabelled ${labelName(String(after))}`;
  if (field === 'deleted') return after === true ? 'deleted' : 'restored';
  return field === 'geometry' ? 'reshaped' : 'changed';
}
