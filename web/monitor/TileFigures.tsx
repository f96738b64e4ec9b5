import type { MonitoredSession } from '@maskroom/shared/protocol/monitor';
import { decimal, number } from '../ui/language/formats.ts';
import { t } from '../ui/language/language.ts';
import { percent } from '../ui/quantity.ts';
import { n } from './loud.tsx';
import { reviews, type Seat } from './room.ts';
import styles from './SessionTile.module.css';
import { Sparkline } from './Sparkline.tsx';

const milliseconds = (ms: number | null): string => (ms === null ? '–' : `${number(Math.round(ms))} ms`);
const rate = (perMinute: number | null): string => (perMinute === null ? '–' : decimal(perMinute, 1));

/** How fast somebody is, and what there is to say of it: of drawing, or of decisions for whoever reviews. */
export function TileFigures({ session, pace, now }: Seat & { readonly now: number }) {
  return (
    <>
      <div className={styles.pace}>
        <p className={styles.rate}>
          {reviews(session)
            ? t.rich('live.decisionsAMinute', { rate: rate(session.decisionsPerMinute), n })
            : t.rich('live.objectsAMinute', { rate: rate(session.objectsPerMinute), n })}
        </p>
        <Sparkline pace={pace} now={now} />
      </div>
      <dl className={styles.facts}>
        {factsOf(session).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function factsOf(session: MonitoredSession): (readonly [name: string, value: string])[] {
  const objects = [t('live.objects'), number(session.objects)] as const;
  const prompts = [t('live.prompts'), number(session.prompts)] as const;
  const decisions = [t('live.decisions'), number(session.decisions)] as const;
  if (reviews(session)) return [decisions, objects, prompts];
  return [
    objects,
    ...(session.decisions > 0 ? [decisions] : []),
    prompts,
    [t('live.maskMedian'), milliseconds(session.maskLatencyP50Ms)],
    ['p95', milliseconds(session.maskLatencyP95Ms)],
    [t('live.keptShare'), session.acceptRate === null ? '–' : percent(session.acceptRate)],
  ];
}
