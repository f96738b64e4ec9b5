import { useEffect, useLayoutEffect } from 'react';
import type { Stage } from '../../canvas/stage.ts';
import type { DocumentShape } from '../../document/shape.ts';
import { CompareButton } from '../../review/CompareButton.tsx';
import { usePast } from '../../review/usePast.ts';
import { useView, useWorkbench } from '../state/sessionContext.ts';
import styles from './ReviewPanel.module.css';

/** Says what was decided before, and lays the outline of then over the one of now. */
export function LastDecision({ shape }: { readonly shape: DocumentShape }) {
  const { image, view } = useWorkbench();
  const { id, polygon } = shape;
  const comparing = useView((state) => state.comparing);
  const { before } = usePast({ id, imageId: image.id, polygon });
  const earlier = before?.earlier ?? null;
  // With the button that offers it, so that its key means something from then on.
  useLayoutEffect(() => {
    view.setState({ earlier });
    return () => view.setState({ earlier: null, comparing: false });
  }, [view, earlier]);
  if (!before) return null;
  return (
    <>
      <p className={styles.detail}>{before.words}</p>
      {earlier && (
        <CompareButton comparing={comparing} onToggle={() => view.setState({ comparing: !comparing })} />
      )}
    </>
  );
}

/** Draws the outline of then while that is asked for. */
export function EarlierOutline({ stage }: { readonly stage: Stage }) {
  const comparing = useView((state) => state.comparing);
  const earlier = useView((state) => state.earlier);
  const shown = comparing ? earlier : null;
  useEffect(() => {
    stage.updateOverlay({ earlier: shown });
    return () => stage.updateOverlay({ earlier: null });
  }, [stage, shown]);
  return null;
}
