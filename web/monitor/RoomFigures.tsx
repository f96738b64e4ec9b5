import type { MonitoredProject, MonitoredServer } from '@maskroom/shared/protocol/monitor';
import type { ReactNode } from 'react';
import { classes } from '../ui/classes.ts';
import { decimal, number } from '../ui/language/formats.ts';
import { t } from '../ui/language/language.ts';
import { reasonWords } from '../ui/language/reasons.ts';
import { percent } from '../ui/quantity.ts';
import { ageWords } from './attention.ts';
import { n } from './loud.tsx';
import styles from './RoomFigures.module.css';

const MEBIBYTE = 1024 * 1024;

interface RoomFiguresProps {
  readonly project: MonitoredProject;
  readonly server: MonitoredServer;
  /** The server's clock. */
  readonly now: number;
}

/** What goes on in the project, and how busy the server is with all of them. */
export function RoomFigures({ project: { lastHour, reasons, waiting }, server, now }: RoomFiguresProps) {
  const ageOf = (at: number) => ageWords(Math.max(0, now - at));
  const oldest = (at: number | null) => at !== null && t('live.waits.oldest', { age: ageOf(at) });
  return (
    <div className={styles.figures} data-testid="room-figures">
      <Group title={t('live.waits.title')}>
        <Line aside={oldest(waiting.oldestAt)}>
          {t.rich('live.waits.undecided', { count: waiting.undecided, n })}
        </Line>
        <Line>{t.rich('live.waits.rejected', { count: waiting.rejected, n })}</Line>
        <Line aside={oldest(waiting.submittedAt)}>
          {t.rich('live.waits.submitted', { count: waiting.submitted, n })}
        </Line>
        {waiting.returned > 0 && (
          <Line aside={oldest(waiting.returnedAt)}>
            {t.rich('live.waits.returned', { count: waiting.returned, n })}
          </Line>
        )}
        {waiting.openJobs > 0 && (
          <Line aside={oldest(waiting.oldestJobAt)}>
            {t.rich('live.waits.jobs', { count: waiting.openJobs, n })}
          </Line>
        )}
        {waiting.lateSince !== null && (
          <Line late aside={t('live.waits.lateBy', { age: ageOf(waiting.lateSince) })}>
            {t.rich('live.waits.late', { count: waiting.lateJobs, n })}
          </Line>
        )}
      </Group>
      <Group title={t('live.hour.title')}>
        <Line>{t.rich('live.hour.added', { count: number(lastHour.added), n })}</Line>
        <Line>{t.rich('live.hour.accepted', { count: number(lastHour.accepted), n })}</Line>
        <Line>{t.rich('live.hour.rejected', { count: number(lastHour.rejected), n })}</Line>
      </Group>
      <Group title={t('live.reasons.title')}>
        {reasons.length === 0 && <li className={styles.aside}>{t('live.reasons.none')}</li>}
        {reasons.map(({ count, reason }) => (
          <li key={reason ?? ''} className={styles.reason}>
            {n(number(count))}
            <span>{reason === null ? t('live.reasons.unsaid') : reasonWords(reason)}</span>
          </li>
        ))}
      </Group>
      <Group title={t('live.server.title')}>
        <ServerLines server={server} />
      </Group>
    </div>
  );
}

function ServerLines({
  server: { embeddings, encoding, engine, promptsWaiting },
}: Pick<RoomFiguresProps, 'server'>) {
  const { bytes, hits, misses, mostBytes } = embeddings;
  const [asked, mebibytes] = [hits + misses, (size: number) => number(Math.round(size / MEBIBYTE))];
  return (
    <>
      <li>
        <span>
          {engine
            ? t.rich('live.server.runs', {
                rate: decimal(engine.runsPerSecond, 1),
                share: percent(engine.busyShare),
                n,
              })
            : t('live.server.remote')}
        </span>
      </li>
      <li>
        <span>{t.rich('live.server.queue', { prompts: promptsWaiting, pictures: encoding, n })}</span>
      </li>
      <li>
        <span>{t.rich('live.server.cache', { used: mebibytes(bytes), most: mebibytes(mostBytes), n })}</span>
        {asked > 0 && (
          <span className={styles.aside}>
            {t('live.server.hits', {
              share: percent(hits / asked),
              hits: number(hits),
              asked: number(asked),
            })}
          </span>
        )}
      </li>
    </>
  );
}

interface LineProps {
  readonly children: ReactNode;
  readonly aside?: ReactNode;
  readonly late?: boolean;
}

/** A figure and its words stay together. */
const Line = ({ aside, children, late }: LineProps) => (
  <li>
    <span className={classes(late && styles.late)}>{children}</span>
    {aside && <span className={styles.aside}>{aside}</span>}
  </li>
);

const Group = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className={styles.group}>
    <h2>{title}</h2>
    <ul>{children}</ul>
  </section>
);
