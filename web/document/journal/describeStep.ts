import { instancesOf } from '@maskroom/shared/document/documentModel';
import type * as Y from 'yjs';
import { t } from '../../ui/language/language.ts';
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
  if (!first) return { text: t('step.change'), instanceIds };
  const label = labelOf(first) ?? instancesOf(doc).get(first.instanceId)?.get('label');
  const subject =
    instanceIds.length > 1
      ? t('count.objects', { n: instanceIds.length })
      : typeof label === 'string'
        ? labelName(label)
        : t('step.object');
  return { text: t('step.did', { what: subject, did: deed(first, labelName) }), instanceIds };
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
  if (field === null) return t(after === null ? 'did.removed' : 'did.added');
  if (field === 'label') return t('step.relabelledTo', { label: labelName(String(after)) });
  if (field === 'deleted') return t(after === true ? 'did.deleted' : 'did.restored');
  return t(field === 'geometry' ? 'did.reshaped' : 'did.changed');
}
