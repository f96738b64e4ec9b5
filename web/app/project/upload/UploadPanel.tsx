import { X } from 'lucide-react';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { number } from '../../../ui/language/formats.ts';
import { t } from '../../../ui/language/language.ts';
import { ProgressBar } from '../../../ui/Progress.tsx';
import { megabytes } from '../../../ui/quantity.ts';
import styles from './UploadPanel.module.css';
import type { Uploader } from './uploader.ts';
import { totalsOf, type Upload, type UploadTotals } from './uploadList.ts';

/** More than this many lines of one kind become a number. */
const MOST_LINES = 200;

interface UploadPanelProps {
  readonly uploads: readonly Upload[];
  readonly uploader: Uploader;
}

/** How the upload goes, file by file and as a whole, and in the end what became of each that was not added. */
export function UploadPanel({ uploads, uploader }: UploadPanelProps) {
  if (uploads.length === 0) return null;
  const totals = totalsOf(uploads);
  const done = totals.settled === totals.files;
  const lines = uploads.filter(({ state }) => state.kind !== 'added' && !(state.kind === 'waiting'));
  const sending = lines.filter(({ state }) => state.kind === 'sending');
  const others = lines.filter(({ state }) => state.kind !== 'sending');
  const canRetry = done && uploads.some(({ state }) => state.kind === 'refused' && state.retryable);
  return (
    <section aria-label={t('upload.adding')} className={styles.panel}>
      <header className={styles.head}>
        <p role="status" className={styles.title}>
          {done ? summary(totals) : t('upload.addingOf', { settled: totals.settled, total: totals.files })}
        </p>
        {done ? (
          <IconButton label={t('common.close')} size="small" onClick={() => uploader.clear()}>
            <X />
          </IconButton>
        ) : (
          <Button size="small" kind="quiet" onClick={() => uploader.stop()}>
            {t('common.stop')}
          </Button>
        )}
      </header>
      {!done && (
        <div className={styles.total}>
          <ProgressBar
            label={t('upload.all')}
            value={totals.bytes === 0 ? 0 : totals.sentBytes / totals.bytes}
          />
          <span className={styles.bytes}>
            {t('common.ofTotal', {
              place: megabytes(totals.sentBytes),
              total: megabytes(totals.bytes),
            })}
          </span>
        </div>
      )}
      {lines.length > 0 && (
        <ul className={styles.lines}>
          {[...sending, ...others].slice(0, MOST_LINES).map((upload) => (
            <UploadLine key={upload.id} upload={upload} />
          ))}
          {lines.length > MOST_LINES && (
            <li className={styles.line}>{t('upload.more', { n: lines.length - MOST_LINES })}</li>
          )}
        </ul>
      )}
      {canRetry && (
        <footer className={styles.foot}>
          <Button size="small" onClick={() => uploader.retry()}>
            {t('upload.again')}
          </Button>
        </footer>
      )}
    </section>
  );
}

function UploadLine({ upload: { name, bytes, state } }: { readonly upload: Upload }) {
  return (
    <li className={styles.line} data-kind={state.kind}>
      <span className={styles.name} title={name}>
        {name}
      </span>
      {state.kind === 'sending' && (
        <>
          <ProgressBar label={name} value={bytes === 0 ? 1 : state.sentBytes / bytes} />
          <span className={styles.share}>
            {state.sentBytes < bytes ? megabytes(state.sentBytes) : t('upload.reading')}
          </span>
        </>
      )}
      {state.kind === 'duplicate' && <span className={styles.reason}>{t('upload.alreadyHere')}</span>}
      {state.kind === 'refused' && <span className={styles.reason}>{state.reason}</span>}
    </li>
  );
}

function summary({ added, duplicates, refused }: UploadTotals): string {
  const parts = [
    added > 0 && t('upload.added', { n: number(added) }),
    duplicates > 0 && t('upload.duplicates', { n: number(duplicates) }),
    refused > 0 && t('upload.refused', { n: number(refused) }),
  ];
  return parts.filter(Boolean).join(' · ') || t('upload.nothing');
}
