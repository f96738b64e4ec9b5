import { useCallback, useMemo } from 'react';
import { pictureUrl } from '../../connection/api.ts';
import { getMoment } from '../../connection/historyApi.ts';
import { t } from '../../ui/language/language.ts';
import { OutlinedPicture } from '../../ui/OutlinedPicture.tsx';
import { useLoaded } from '../../ui/useLoaded.ts';
import { useWorkbench } from '../state/sessionContext.ts';
import styles from './HistoryDialog.module.css';

/** The picture with what was labelled right after an entry of the history. */
export function MomentPicture({ seq }: { readonly seq: number | null }) {
  const { image, labelOf } = useWorkbench();
  const load = useCallback(
    () => (seq === null ? Promise.resolve([]) : getMoment(image.id, seq)),
    [image.id, seq],
  );
  const { loaded } = useLoaded(load);
  const outlines = useMemo(
    () =>
      loaded.status !== 'ready'
        ? []
        : loaded.value.map(({ id, labelId, polygon }) => ({
            id,
            polygon,
            color: labelOf(labelId)?.color ?? 'currentColor',
          })),
    [labelOf, loaded],
  );
  const count = t('count.objects', { n: outlines.length });
  return (
    <div className={styles.picture}>
      <div className={styles.frame} style={{ aspectRatio: `${image.width} / ${image.height}` }}>
        <OutlinedPicture
          src={pictureUrl(image.id)}
          alt=""
          width={image.width}
          height={image.height}
          outlines={outlines}
          fit="contain"
        />
      </div>
      <p className={styles.hint} aria-live="polite">
        {loaded.status === 'failed' ? loaded.problem.message : seq === null ? t('history.choose') : count}
      </p>
    </div>
  );
}
