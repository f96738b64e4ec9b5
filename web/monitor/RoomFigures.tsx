import type { MonitoredProject, MonitoredServer } from '@maskroom/shared/protocol/monitor';
import type { ReactNode } from 'react';
import { decimal, number } from '../ui/language/formats.ts';
import { t } from '../ui/language/language.ts';
import { reasonWords } from '../ui/language/reasons.ts';
import { percent } from '../ui/quantity.ts';
import { ageWords } from './attention.ts';
import styles from './RoomFigures.module.css';

const MEBIBYTE = 1024 * 1024;
/** Makes the figure in a message the loud part of it. */
const n = (words: ReactNode) => <strong>{words}</strong>;

interface RoomFiguresProps {
  readonly project: MonitoredProject;
  readonly server: MonitoredServer;
  /** The server's clock. */
  readonly now: number;
}

/** What goes on in the project, and how busy the server is with all of them. */
export function RoomFigures({ project: { lastHour, reasons, waiting }, server, now }: RoomFiguresProps) {
  const age = waiting.oldestAt === null ? null : ageWords(Math.max(0, now - waiting.oldestAt));
  return (
    <div className={styles.figures} data-testid="room-figures">
      <Group title={t('live.waits.title')}>
        <li>
          <span>{t.rich('live.waits.undecided', { count: waiting.undecided, n })}</span>
          {age !== null && <span className={styles.aside}>{t('live.waits.oldest', { age })}</span>}
        </li>
        <Line>{t.rich('live.waits.rejected', { count: waiting.rejected, n })}</Line>
        <Line>{t.rich('live.waits.submitted', { count: waiting.submitted, n })}</Line>
      </Group>
      <Group title={t('live.hour.title')}>
        <Line>{t.rich('live.hour.added', { count: number(lastHour.added), n })}</Line>
        <Line>{t.rich('live.hour.accepted', { count: number(lastHour.accepted), n })}</Line>
        <Line>{t.rich('live.hour.rejected', { count: number(lastHour.rejected), n })}</Line>
      </Group>
      <Group title={t('live.reasons.title')}>
        {reasons.length === 0 && <li className={styles.aside}>{t('live.reasons.none')}</li>}
        {reasons.map(({ count, reason }) => (
          <li key={reason ?? ''}>
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

/** A figure and its words stay together. */
const Line = ({ children }: { readonly children: ReactNode }) => (
  <li>
    <span>{children}</span>
  </li>
);

const Group = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className={styles.group}>
    <h2>{title}</h2>
    <ul>{children}</ul>
  </section>
);
