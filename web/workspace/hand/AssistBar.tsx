import { Check, FastForward, Minus, Plus, ScanSearch, WandSparkles, X } from 'lucide-react';
import { type RefObject, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useKeymap } from '../../tool/keymap/KeymapProvider.tsx';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Key } from '../../ui/Key.tsx';
import { t } from '../../ui/language/language.ts';
import { mayAnnotate } from '../state/permissions.ts';
import { useHand, useShapes, useView, useWorkbench } from '../state/sessionContext.ts';
import styles from './AssistBar.module.css';
import { BrushButtons } from './BrushButtons.tsx';
import { ShapeButtons } from './ShapeButtons.tsx';

/** Less than this of the picture in sight: what is looked for is probably small. */
const CLOSE_SHARE = 0.4;

/** What can be done with the tool in hand and what is selected, for those without a keyboard and those who don't know the keys. */
export function AssistBar({ negative }: { readonly negative: RefObject<boolean> }) {
  const { assist, role, selection } = useWorkbench();
  const tool = useHand((state) => state.tool);
  const alone = useStore(selection.store, ({ selected }) => (selected.length === 1 ? selected[0] : null));
  const refining = useStore(assist.store, (state) => state.refining);
  const asked = useStore(
    assist.store,
    (state) => state.prompt.points.length > 0 || state.prompt.box !== undefined,
  );
  const thinning = useView((state) => state.thinning);
  const hasSelected = useStore(selection.store, ({ selected }) => selected.length > 0);
  const reviews = useView(({ panelOpen, tab }) => panelOpen && tab === 'review');
  const isSmart = tool === 'smart';
  const paints = tool === 'brush' || tool === 'eraser';
  const offersRefine = (isSmart || tool === 'select') && alone !== null && refining === null && !asked;
  const offersShapes = tool === 'select' && hasSelected && refining === null;
  if (!mayAnnotate(role) || thinning !== null || !(isSmart || paints || offersRefine || offersShapes))
    return null;
  return (
    <div
      className={classes(styles.bar, reviews && tool === 'select' && styles.reviewing)}
      role="toolbar"
      aria-label={
        refining !== null
          ? t('assist.refining')
          : paints
            ? t('assist.brush')
            : isSmart
              ? t('assist.smart')
              : t('assist.shapes')
      }
      data-floating
      data-testid="assist-bar"
      data-refining={refining ?? undefined}
    >
      {(asked || refining !== null) && <MaskButtons negative={negative} asked={asked} />}
      {offersRefine && <RefineButton />}
      {isSmart && <WayButtons />}
      {offersShapes && <ShapeButtons />}
      {paints && <BrushButtons />}
    </div>
  );
}

/** Of the mask in flight. */
function MaskButtons({
  negative,
  asked,
}: {
  readonly negative: RefObject<boolean>;
  readonly asked: boolean;
}) {
  const { assist, commands, labelOf } = useWorkbench();
  const { keyOf } = useKeymap();
  const busy = useStore(assist.store, (state) => state.busy);
  const held = useStore(assist.store, (state) => state.held);
  const hasMask = useStore(assist.store, (state) => state.candidates.length > 0 && !state.hover);
  const refining = useStore(assist.store, (state) => state.refining);
  const refined = useShapes((state) => state.byId.get(refining ?? '')?.label);
  const inHand = useHand((state) => state.labelId);
  const [minus, setMinus] = useState(false);
  const name = labelOf(refined ?? inHand ?? '')?.name;
  useEffect(() => {
    negative.current = minus;
    return () => {
      negative.current = false;
    };
  }, [negative, minus]);

  const keep =
    refining === null
      ? name
        ? t('assist.keepAs', { label: name })
        : t('assist.keep')
      : name
        ? t('assist.keepNew', { label: name })
        : t('assist.keepNewShape');
  const waiting = asked ? t('assist.finding') : t('assist.clickMissing');
  return (
    <>
      <IconButton
        size="small"
        label={minus ? t('assist.takesAway') : t('assist.adds')}
        pressed={minus}
        data-testid="click-sign"
        onClick={() => setMinus(!minus)}
      >
        {minus ? <Minus /> : <Plus />}
      </IconButton>
      {asked ? (
        <Button
          kind="primary"
          size="small"
          disabled={!hasMask || held}
          data-testid="keep-mask"
          onClick={() => commands.run('accept')}
        >
          <Check aria-hidden />
          {held ? t('assist.held') : busy && !hasMask ? waiting : keep}
          <span className={styles.key} aria-hidden>
            <Key keys={keyOf('accept')} />
          </span>
        </Button>
      ) : (
        <span className={styles.words}>{waiting}</span>
      )}
      <IconButton
        size="small"
        label={asked ? t('assist.clear') : t('assist.leave')}
        shortcut={keyOf('cancel')}
        side="top"
        onClick={() => commands.run('cancel')}
      >
        <X />
      </IconButton>
    </>
  );
}

function RefineButton() {
  const { commands } = useWorkbench();
  const { keyOf } = useKeymap();
  return (
    <Button kind="quiet" size="small" data-testid="refine" onClick={() => commands.run('refine')}>
      <WandSparkles aria-hidden />
      {t('assist.refine')}
      <span className={styles.quietKey} aria-hidden>
        <Key keys={keyOf('refine')} />
      </span>
    </Button>
  );
}

/** How the tool goes about it: what it looks at, and whether it keeps masks by itself. */
function WayButtons() {
  const { commands } = useWorkbench();
  const { keyOf } = useKeymap();
  const region = useHand((state) => state.region);
  const autoAccept = useHand((state) => state.autoAccept);
  const isClose = useView((state) => state.share < CLOSE_SHARE);
  return (
    <>
      {isClose && !region ? (
        <Button kind="quiet" size="small" data-testid="region-toggle" onClick={() => commands.run('region')}>
          <ScanSearch aria-hidden />
          {t('assist.closer')}
          <span className={styles.quietKey} aria-hidden>
            <Key keys={keyOf('region')} />
          </span>
        </Button>
      ) : (
        <IconButton
          size="small"
          label={region ? t('assist.closerOn') : t('assist.closerOff')}
          shortcut={keyOf('region')}
          side="top"
          pressed={region}
          data-testid="region-toggle"
          onClick={() => commands.run('region')}
        >
          <ScanSearch />
        </IconButton>
      )}
      <IconButton
        size="small"
        label={t('assist.autoAccept')}
        shortcut={keyOf('autoAccept')}
        side="top"
        pressed={autoAccept}
        data-testid="auto-accept"
        onClick={() => commands.run('autoAccept')}
      >
        <FastForward />
      </IconButton>
    </>
  );
}
