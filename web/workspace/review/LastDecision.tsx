import type { HistoryEntry } from '@maskroom/shared/protocol/history';
import { History } from 'lucide-react';
import { useCallback, useEffect, useLayoutEffect } from 'react';
import type { Stage } from '../../canvas/stage.ts';
import { getHistoryOf, getPastInstance } from '../../connection/historyApi.ts';
import type { DocumentShape } from '../../document/shape.ts';
import { decidedWords } from '../../review/decidedWords.ts';
import { useKeymap } from '../../tool/keymap/KeymapProvider.tsx';
import { Button } from '../../ui/Button.tsx';
import { Key } from '../../ui/Key.tsx';
import { t } from '../../ui/language/language.ts';
import { useLoaded } from '../../ui/useLoaded.ts';
import { useView, useWorkbench } from '../state/sessionContext.ts';
import styles from './ReviewPanel.module.css';

const isDecision = ({ kind }: HistoryEntry): boolean => kind === 'accepted' || kind === 'rejected';

/** What was last decided on a shape that waits again, and the shape as it was then. */
async function lastDecision(imageId: string, instanceId: string) {
  const entry = (await getHistoryOf(imageId, instanceId)).entries.find(isDecision);
  const past = entry && (await getPastInstance(imageId, entry.seq, instanceId));
  return entry && past ? { entry, polygon: past.polygon } : null;
}

/** Says what was decided before, and shows the shape as it was when it was. */
export function LastDecision({ shape }: { readonly shape: DocumentShape }) {
  const { image, personName, view } = useWorkbench();
  const { keyOf } = useKeymap();
  const { id } = shape;
  const comparing = useView((state) => state.comparing);
  const { loaded } = useLoaded(useCallback(() => lastDecision(image.id, id), [image.id, id]));
  const before = loaded.status === 'ready' ? loaded.value : null;
  const isChanged = before !== null && JSON.stringify(before.polygon) !== JSON.stringify(shape.polygon);
  const polygon = isChanged ? before.polygon : null;
  // With the button that offers it, so that its key means something from then on.
  useLayoutEffect(() => {
    view.setState({ earlier: polygon && { id, polygon } });
    return () => view.setState({ earlier: null, comparing: false });
  }, [view, id, polygon]);
  if (!before) return null;
  const { kind, reason, userId, userName } = before.entry;
  const name = userName ?? personName(userId ?? '');
  return (
    <>
      <p className={styles.detail}>
        {t('review.before', {
          decision: decidedWords(kind === 'accepted' ? 'accepted' : 'rejected', name, reason),
        })}
      </p>
      {isChanged && (
        <Button
          size="small"
          aria-pressed={comparing}
          data-testid="compare"
          onClick={() => view.setState({ comparing: !comparing })}
        >
          <History aria-hidden /> {t('review.asItWas')} <Key keys={keyOf('reviewCompare')} />
        </Button>
      )}
    </>
  );
}

/** Draws the shape under review as it was, while that is asked for. */
export function EarlierShape({ stage }: { readonly stage: Stage }) {
  const comparing = useView((state) => state.comparing);
  const earlier = useView((state) => state.earlier);
  const shown = comparing ? earlier : null;
  useEffect(() => {
    if (!shown) return;
    stage.updateOverlay({ edits: [shown] });
    return () => stage.updateOverlay({ edits: [] });
  }, [stage, shown]);
  return null;
}
