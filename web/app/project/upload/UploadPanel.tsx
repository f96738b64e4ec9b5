import { X } from 'lucide-react';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { ProgressBar } from '../../../ui/Progress.tsx';
import { count, megabytes } from '../../../ui/quantity.ts';
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
    <section aria-label="Adding pictures" className={styles.panel}>
      <header className={styles.head}>
        <p role="status" className={styles.title}>
          {done ? summary(totals) : `Adding ${totals.settled} of ${count(totals.files, 'picture')}`}
        </p>
        {done ? (
          <IconButton label="Close" size="small" onClick={() => uploader.clear()}>
            <X />
          </IconButton>
        ) : (
          <Button size="small" kind="quiet" onClick={() => uploader.stop()}>
            Stop
          </Button>
        )}
      </header>
      {!done && (
        <div className={styles.total}>
          <ProgressBar label="All files" value={totals.bytes === 0 ? 0 : totals.sentBytes / totals.bytes} />
          <span className={styles.bytes}>
            {megabytes(totals.sentBytes)} of {megabytes(totals.bytes)}
          </span>
        </div>
      )}
      {lines.length > 0 && (
        <ul className={styles.lines}>
          {[...sending, ...others].slice(0, MOST_LINES).map((upload) => (
            <UploadLine key={upload.id} upload={upload} />
          ))}
          {lines.length > MOST_LINES && <li className={styles.line}>and {lines.length - MOST_LINES} more</li>}
        </ul>
      )}
      {canRetry && (
        <footer className={styles.foot}>
          <Button size="small" onClick={() => uploader.retry()}>
            Send again
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
            {state.sentBytes < bytes ? megabytes(state.sentBytes) : 'reading…'}
          </span>
        </>
      )}
      {state.kind === 'duplicate' && <span className={styles.reason}>Already here</span>}
      {state.kind === 'refused' && <span className={styles.reason}>{state.reason}</span>}
    </li>
  );
}

function summary({ added, duplicates, refused }: UploadTotals): string {
  const parts = [
    added > 0 && `${added.toLocaleString('en')} added`,
    duplicates > 0 && `${duplicates.toLocaleString('en')} already here`,
    refused > 0 && `${refused.toLocaleString('en')} not added`,
  ];
  return parts.filter(Boolean).join(' · ') || 'Nothing added';
}
