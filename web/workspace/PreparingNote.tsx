import { useStore } from 'zustand';
import { percent } from '../ui/quantity.ts';
import styles from './PreparingNote.module.css';
import { useHand, useWorkbench } from './sessionContext.ts';

/** Over the picture while the model reads it: clicks are kept meanwhile, and drawing by hand works. */
export function PreparingNote({ pictureFailed }: { readonly pictureFailed: boolean }) {
  const { assist, imageSession } = useWorkbench();
  const embedding = useStore(imageSession.embedding);
  const busy = useStore(assist.store, (state) => state.busy);
  const tool = useHand((state) => state.tool);
  if (pictureFailed) {
    return (
      <div className={styles.note} role="status">
        The picture did not load. Trying again
      </div>
    );
  }
  if (embedding.state !== 'encoding' || tool !== 'smart') return null;
  return (
    <div className={styles.note}>
      <span className={styles.fill} style={{ width: percent(embedding.fraction).replace(' ', '') }} />
      <span className={styles.words}>
        Preparing picture {percent(embedding.fraction)}
        {busy && ' · your click is kept'}
      </span>
    </div>
  );
}
