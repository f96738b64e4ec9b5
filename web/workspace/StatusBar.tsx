import { useStore } from 'zustand';
import type { EmbeddingState } from '../connection/imageSession.ts';
import { classes } from '../ui/classes.ts';
import { percent } from '../ui/quantity.ts';
import { ModelMenu } from './ModelMenu.tsx';
import { mayAnnotate } from './permissions.ts';
import { offlineWords } from './SavedStatus.tsx';
import styles from './StatusBar.module.css';
import { useHand, useView, useWorkbench } from './sessionContext.ts';
import { useWaiting } from './useWaiting.ts';

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
        {held && ' · your click is kept'}
      </output>
      {region && (
        <output data-testid="region">{fraction === null ? 'Region' : `Region ${percent(fraction)}`}</output>
      )}
      {clickMs !== null && <span data-testid="click-ms">click {Math.round(clickMs)} ms</span>}
    </>
  );
}

function embeddingWords(embedding: EmbeddingState): string {
  switch (embedding.state) {
    case 'waiting':
      return 'connecting to the model';
    case 'encoding':
      return `preparing picture ${percent(embedding.fraction)}`;
    case 'ready':
      // Nothing was encoded where it was hot already.
      return embedding.encodeMs ? `picture ready ${Math.round(embedding.encodeMs)} ms` : 'picture ready';
    case 'failed':
      return 'no masks from this model here; draw by hand';
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
