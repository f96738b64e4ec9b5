import { type AuditEntry, type AuditTopic, auditTopics } from '@maskroom/shared/protocol/audit';
import { useCallback, useState } from 'react';
import { auditExportUrl, getAudit } from '../../../connection/accountApi.ts';
import { Button } from '../../../ui/Button.tsx';
import { t } from '../../../ui/language/language.ts';
import { Select } from '../../../ui/Select.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { useLoaded } from '../../../ui/useLoaded.ts';
import styles from './AccountPage.module.css';
import { dayAndTime } from './when.ts';

const topics = () =>
  (['everything', ...auditTopics] as const).map((value) => ({ value, label: t(`audit.topic.${value}`) }));

/** Every change of access, of projects and every decision on the server, a page at a time. */
export function AuditList() {
  const [topic, setTopic] = useState<AuditTopic | 'everything'>('everything');
  const [before, setBefore] = useState<number | undefined>();
  const about = topic === 'everything' ? undefined : topic;
  const { loaded } = useLoaded(useCallback(() => getAudit({ about, before }), [about, before]));
  const next = loaded.status === 'ready' ? loaded.value.next : null;
  return (
    <section className={styles.section}>
      <h2>{t('account.audit')}</h2>
      <div className={styles.foot}>
        <Select
          label={t('audit.about')}
          value={topic}
          options={topics()}
          onChange={(next) => {
            setTopic(next);
            setBefore(undefined);
          }}
        />
        <Button onClick={() => location.assign(auditExportUrl({ about }))}>{t('audit.download')}</Button>
        {before !== undefined && <Button onClick={() => setBefore(undefined)}>{t('audit.newest')}</Button>}
        {next !== null && <Button onClick={() => setBefore(next)}>{t('common.older')}</Button>}
      </div>
      {loaded.status === 'loading' && <Skeleton height={240} width="100%" />}
      {loaded.status === 'failed' && <p role="alert">{loaded.problem.message}</p>}
      {loaded.status === 'ready' && <AuditTable entries={loaded.value.entries} />}
    </section>
  );
}

function AuditTable({ entries }: { readonly entries: readonly AuditEntry[] }) {
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('audit.when')}</th>
            <th scope="col">{t('audit.who')}</th>
            <th scope="col">{t('audit.what')}</th>
            <th scope="col">{t('audit.whom')}</th>
            <th scope="col">{t('common.project')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.seq}>
              <td className={styles.when}>{dayAndTime(entry.at)}</td>
              <td>{entry.actorName ?? entry.actorId}</td>
              <td>
                {entry.action.replaceAll('-', ' ')}
                <span className={styles.small}>{detailsOf(entry)}</span>
              </td>
              <td>{entry.subjectName}</td>
              <td>{entry.projectName}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** In the export, and no help to a reader. */
const forPrograms = /(Id|Hash)$|^(token|which|subject)$/;

const detailsOf = ({ details }: AuditEntry): string => {
  const words = Object.entries(details).flatMap(([name, value]) =>
    value === null || forPrograms.test(name) ? [] : [`${name} ${value}`],
  );
  return words.length === 0 ? '' : ` ${words.join(', ')}`;
};
