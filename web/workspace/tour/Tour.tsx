import { useEffect, useId, useLayoutEffect, useRef } from 'react';
import { useKeymap } from '../../tool/keymap/KeymapProvider.tsx';
import { Button } from '../../ui/Button.tsx';
import { t } from '../../ui/language/language.ts';
import { placeBeside } from '../../ui/placeBeside.ts';
import { mayAnnotate } from '../state/permissions.ts';
import { useView, useWorkbench } from '../state/sessionContext.ts';
import styles from './Tour.module.css';
import { markTourSeen, type TourStep, tourSteps, wasTourSeen } from './tour.ts';

/** A few words on the real thing for whoever labels here for the first time; the list of keys shows it again. */
export function Tour() {
  const { role, view } = useWorkbench();
  const at = useView((state) => state.tourStep);
  useEffect(() => {
    if (mayAnnotate(role) && !wasTourSeen()) view.setState({ tourStep: 0 });
  }, [role, view]);
  const step = at === null ? undefined : tourSteps[at];
  return step && at !== null ? <Card step={step} at={at} /> : null;
}

function Card({ step, at }: { readonly step: TourStep; readonly at: number }) {
  const { view } = useWorkbench();
  const { keyOf } = useKeymap();
  const id = useId();
  const card = useRef<HTMLDivElement>(null);
  const ring = useRef<HTMLDivElement>(null);
  const next = useRef<HTMLButtonElement>(null);
  const isLast = at === tourSteps.length - 1;
  useLayoutEffect(() => {
    const put = () => place(step, card.current, ring.current);
    put();
    next.current?.focus();
    window.addEventListener('resize', put);
    return () => window.removeEventListener('resize', put);
  }, [step]);

  const go = (to: number) => view.setState({ tourStep: to });
  const leave = () => {
    markTourSeen();
    view.setState({ tourStep: null });
    document.querySelector<HTMLElement>('[data-stage]')?.focus();
  };
  const [first, second] = step.keys.map(keyOf);
  return (
    <>
      <div ref={ring} className={styles.ring} aria-hidden />
      <div
        ref={card}
        role="dialog"
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-words`}
        className={styles.card}
        data-testid="tour"
        data-floating
        onKeyDown={(event) => event.key === 'Escape' && leave()}
      >
        <h2 id={`${id}-title`} className={styles.title}>
          {t(`tour.title.${step.name}`)}
        </h2>
        <p id={`${id}-words`} className={styles.words}>
          {t(`tour.words.${step.name}`, { first, second })}
        </p>
        <div className={styles.foot}>
          <span className={styles.place}>
            {t('common.ofTotal', { place: at + 1, total: tourSteps.length })}
          </span>
          {!isLast && (
            <Button size="small" kind="quiet" onClick={leave}>
              {t('tour.skip')}
            </Button>
          )}
          {at > 0 && (
            <Button size="small" onClick={() => go(at - 1)}>
              {t('tour.back')}
            </Button>
          )}
          <Button
            ref={next}
            size="small"
            kind="primary"
            data-testid="tour-next"
            onClick={() => (isLast ? leave() : go(at + 1))}
          >
            {isLast ? t('tour.done') : t('common.next')}
          </Button>
        </div>
      </div>
    </>
  );
}

/** CSS px between the ring and what it is around, and between the card and the window's lower edge. */
const [AROUND, BELOW] = [4, 96];

/** Beside what it is about; in the lower middle where that is not on the screen. */
function place({ at, side }: TourStep, card: HTMLElement | null, ring: HTMLElement | null): void {
  if (!card || !ring) return;
  const found = at === null ? undefined : document.querySelector(at)?.getBoundingClientRect();
  const isShown = found !== undefined && found.width > 0;
  ring.hidden = !isShown;
  const size = { width: card.offsetWidth, height: card.offsetHeight };
  const frame = { width: window.innerWidth, height: window.innerHeight };
  const { x = 0, y = 0, width = 0, height = 0 } = found ?? {};
  const about = new DOMRect(x - AROUND, y - AROUND, width + 2 * AROUND, height + 2 * AROUND);
  const { left, top } = isShown
    ? placeBeside(about, size, frame, side)
    : { left: (frame.width - size.width) / 2, top: frame.height - size.height - BELOW };
  card.style.translate = `${left}px ${top}px`;
  ring.style.translate = `${about.x}px ${about.y}px`;
  ring.style.width = `${about.width}px`;
  ring.style.height = `${about.height}px`;
}
