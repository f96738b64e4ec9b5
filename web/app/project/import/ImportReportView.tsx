import { type ImportReport, type ImportSkip, importSkipCodes } from '@maskroom/shared/protocol/import';
import { ChevronRight } from 'lucide-react';
import { number } from '../../../ui/language/formats.ts';
import { language, t } from '../../../ui/language/language.ts';
import styles from './ImportDialog.module.css';

/** What was taken and what was left out, by reason; each reason opens into the first it is about. */
export function ImportReportView({ report }: { readonly report: ImportReport }) {
  const { counts, images, labels, skipped, taken } = report;
  const reasons = importSkipCodes.filter((code) => (counts[code] ?? 0) > 0);
  const leftOut = reasons.reduce((sum, code) => sum + (counts[code] ?? 0), 0);
  return (
    <div className={styles.report} role="status">
      <p className={styles.taken}>
        {t('import.taken', { n: taken })} {taken > 0 && t('import.onPictures', { n: images.labelled })}
      </p>
      {images.added > 0 && <p>{t('import.added', { n: images.added })}</p>}
      {labels.length > 0 && (
        <p className={styles.labels}>{t('import.labels', { n: labels.length, names: labels.join(', ') })}</p>
      )}
      {leftOut > 0 && (
        <section className={styles.leftOut}>
          <h3>{t('import.leftOut', { n: leftOut })}</h3>
          {reasons.map((code) => (
            <details key={code}>
              <summary>
                <ChevronRight className={styles.chevron} />
                <span className={styles.reason}>{t(`import.reason.${code}`)}</span>
                <span className={styles.count}>{number(counts[code] ?? 0)}</span>
              </summary>
              <Listed skips={skipped.filter((skip) => skip.code === code)} of={counts[code] ?? 0} />
            </details>
          ))}
        </section>
      )}
    </div>
  );
}

/** The server says more about each in English only. */
function Listed({ skips, of }: { readonly skips: readonly ImportSkip[]; readonly of: number }) {
  return (
    <ul>
      {skips.map((skip, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and nothing else tells its items apart
        <li key={i}>
          <span className={styles.names}>{namesOf(skip)}</span>
          {language() === 'en' && skip.message !== `${t(`import.reason.${skip.code}`)}.` && (
            <span className={styles.message}>{skip.message}</span>
          )}
        </li>
      ))}
      {of > skips.length && <li className={styles.message}>{t('import.more', { n: of - skips.length })}</li>}
    </ul>
  );
}

const namesOf = ({ annotationId, file, imageFileName }: ImportSkip): string =>
  [file, imageFileName, annotationId !== undefined && t('import.annotation', { id: String(annotationId) })]
    .filter(Boolean)
    .join(' · ');
