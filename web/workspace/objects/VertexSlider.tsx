import { createSimplifier } from '@maskroom/shared/geometry/simplify';
import { useEffect, useMemo, useState } from 'react';
import type { Stage } from '../../canvas/stage.ts';
import type { DocumentShape } from '../../document/shape.ts';
import { Button } from '../../ui/Button.tsx';
import { decimal, number } from '../../ui/language/formats.ts';
import { t } from '../../ui/language/language.ts';
import { Slider } from '../../ui/Slider.tsx';
import { useShapes, useView, useWorkbench } from '../state/sessionContext.ts';
import { applyChange } from './applyChange.ts';
import { useLikeness } from './useLikeness.ts';
import styles from './VertexSlider.module.css';

/** Looks for a number of vertices that still says the shape, with the shape shown as it would be. */
export function VertexSlider({ stage }: { readonly stage: Stage }) {
  const thinning = useView((state) => state.thinning);
  const { view } = useWorkbench();
  const shape = useShapes(({ byId }) => byId.get(thinning ?? ''));
  const isGone = thinning !== null && !shape;
  useEffect(() => {
    if (isGone) view.setState({ thinning: null });
  }, [isGone, view]);
  return shape ? <ShapeSlider key={shape.id} shape={shape} stage={stage} /> : null;
}

function ShapeSlider({ shape, stage }: { readonly shape: DocumentShape; readonly stage: Stage }) {
  const workbench = useWorkbench();
  const { view } = workbench;
  const { id, polygon } = shape;
  const simplifier = useMemo(() => createSimplifier(polygon), [polygon]);
  const { fewest, most } = simplifier;
  const [wanted, setWanted] = useState<number | null>(null);
  const { first, measured } = useLikeness(polygon, wanted);
  const vertices = Math.min(most, Math.max(fewest, wanted ?? first ?? most));
  const simpler = useMemo(() => simplifier.withVertices(vertices), [simplifier, vertices]);
  const iou = measured?.iou ?? 1;

  useEffect(() => {
    stage.updateOverlay({ edits: [{ id, polygon: simpler }] });
    return () => stage.updateOverlay({ edits: [] });
  }, [stage, id, simpler]);
  const close = () => view.setState({ thinning: null });
  const keep = () => {
    if (vertices < most) applyChange(workbench, { verb: 'simplified', reshaped: [{ id, polygon: simpler }] });
    close();
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== 'Escape') return;
      // A button that has the focus answers Enter itself.
      if (event.key === 'Enter' && event.target instanceof HTMLButtonElement) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key === 'Enter') keep();
      else close();
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  });

  return (
    <section
      className={styles.panel}
      aria-label={t('thin.title')}
      data-floating
      data-testid="vertex-slider"
      data-iou={measured?.vertices === vertices ? iou.toFixed(4) : undefined}
    >
      <Slider
        name={t('thin.vertices')}
        value={vertices}
        range={[fewest, most, 1]}
        words={t('thin.words', { n: number(vertices), most: number(most), iou: decimal(iou, 3) })}
        onChange={setWanted}
      />
      <div className={styles.actions}>
        <Button kind="primary" size="small" onClick={keep} data-testid="vertices-keep">
          {t('thin.keep', { n: number(vertices) })}
        </Button>
        <Button size="small" onClick={close}>
          {t('assist.leave')}
        </Button>
      </div>
    </section>
  );
}
