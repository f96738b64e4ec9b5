import { useStore } from 'zustand';
import type { EmbeddingState } from '../connection/imageSession.ts';
import { classes } from '../ui/classes.ts';
import { number } from '../ui/language/formats.ts';
import { t } from '../ui/language/language.ts';
import { percent } from '../ui/quantity.ts';
import { ModelMenu } from './hand/ModelMenu.tsx';
import { offlineWords } from './picture/SavedStatus.tsx';
import { useWaiting } from './picture/useWaiting.ts';
import styles from './StatusBar.module.css';
import { mayAnnotate } from './state/permissions.ts';
import { useHand, useView, useWorkbench } from './state/sessionContext.ts';

/** Numbers about the picture and the model, for those who look for them. */
export function StatusBar() {
  const { image, role } = useWorkbench();
  const scale = useView((state) => state.scale);
  return (
    <footer className={styles.bar}>
      <span>{percent(scale)}</span>
      <Coordinates />
      <span className={styles.size}>
        {image.width} × {image.height}
      </span>
      <span className={styles.gap} />
      {mayAnnotate(role) && <ModelStatus />}
      <OfflineBadge />
    </footer>
  );
}

function Coordinates() {
  const pointer = useView((state) => state.pointer);
  return (
    <span className={styles.coordinates}>
      {pointer ? `${Math.floor(pointer[0])}, ${Math.floor(pointer[1])}` : '–'}
    </span>
  );
}

function ModelStatus() {
  const { assist, imageSession } = useWorkbench();
  const embedding = useStore(imageSession.embedding);
  const clickMs = useStore(assist.store, (state) => state.clickMs);
  const fraction = useStore(imageSession.region, (state) => state.fraction);
  const region = useHand((state) => state.region);
  const held = useStore(assist.store, (state) => state.busy) && embedding.state === 'encoding';
  return (
    <>
      <ModelMenu />
      <output
        className={classes(embedding.state === 'failed' && styles.bad)}
        data-testid="embedding"
        data-embedding={embedding.state}
      >
        {embeddingWords(embedding)}
        {held && ` · ${t('preparing.kept')}`}
      </output>
      {region && (
        <output data-testid="region">
          {fraction === null ? t('status.region') : t('status.regionShare', { share: percent(fraction) })}
        </output>
      )}
      {clickMs !== null && (
        <span data-testid="click-ms">{t('status.click', { n: number(Math.round(clickMs)) })}</span>
      )}
    </>
  );
}

function embeddingWords(embedding: EmbeddingState): string {
  switch (embedding.state) {
    case 'waiting':
      return t('status.connecting');
    case 'encoding':
      return t('model.preparing', { share: percent(embedding.fraction) });
    case 'ready':
      // Nothing was encoded where it was hot already.
      return embedding.encodeMs
        ? t('status.readyMs', { n: number(Math.round(embedding.encodeMs)) })
        : t('model.ready');
    case 'failed':
      return t('status.noMasks');
  }
}

function OfflineBadge() {
  const { document } = useWorkbench();
  const state = useStore(document.saved, ({ saved }) => saved.state);
  const waiting = useWaiting();
  if (state !== 'offline') return null;
  return (
    <span className={styles.offline} data-testid="offline">
      {offlineWords(waiting)}
    </span>
  );
}
