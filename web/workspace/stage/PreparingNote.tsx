import { useStore } from 'zustand';
import { t } from '../../ui/language/language.ts';
import { percent } from '../../ui/quantity.ts';
import { useHand, useWorkbench } from '../state/sessionContext.ts';
import styles from './PreparingNote.module.css';

/** Over the picture while the model reads it: clicks are kept meanwhile, and drawing by hand works. */
export function PreparingNote({
  isTiled,
  pictureFailed,
}: {
  readonly isTiled: boolean;
  readonly pictureFailed: boolean;
}) {
  const { imageSession } = useWorkbench();
  const embedding = useStore(imageSession.embedding);
  const fraction = useStore(imageSession.region, (state) => state.fraction);
  const tool = useHand((state) => state.tool);
  if (pictureFailed) {
    return (
      <div className={styles.note} role="status">
        {t(isTiled ? 'preparing.tiles' : 'preparing.failed')}
      </div>
    );
  }
  if (tool !== 'smart') return null;
  if (embedding.state !== 'encoding')
    return fraction === null ? null : <Preparing what="region" fraction={fraction} />;
  return <Preparing what="picture" fraction={embedding.fraction} />;
}

function Preparing({ what, fraction }: { readonly what: 'picture' | 'region'; readonly fraction: number }) {
  const { assist } = useWorkbench();
  const busy = useStore(assist.store, (state) => state.busy);
  return (
    <div className={styles.note}>
      <span className={styles.fill} style={{ width: `${Math.round(fraction * 100)}%` }} />
      <span className={styles.words}>
        {t(`preparing.of.${what}`, { share: percent(fraction) })}
        {busy && ` · ${t('preparing.kept')}`}
      </span>
    </div>
  );
}
