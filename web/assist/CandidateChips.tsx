import { Key } from '../ui/Key.tsx';
import { decimal } from '../ui/language/formats.ts';
import { t } from '../ui/language/language.ts';
import styles from './CandidateChips.module.css';
import { candidateName, type ShownCandidate } from './candidates.ts';

interface CandidateChipsProps {
  readonly candidates: readonly ShownCandidate[];
  readonly index: number;
  /** CSS px on the stage: the chips hang below it, centred. */
  readonly at: readonly [number, number];
  /** The key that goes through them. */
  readonly shortcut: string;
  readonly onChoose: (index: number) => void;
}

/** The readings of an ambiguous click, side by side near it; a key goes through them too. */
export function CandidateChips({ candidates, index, at, shortcut, onChoose }: CandidateChipsProps) {
  return (
    <div
      className={styles.chips}
      style={{ left: at[0], top: at[1] }}
      role="radiogroup"
      aria-label={t('chips.meaning')}
      data-testid="candidate-chips"
      data-floating
    >
      {candidates.map((candidate, i) => (
        // biome-ignore lint/a11y/useSemanticElements: a chip acts at once and must not take the keyboard from the canvas
        <button
          key={candidate.rank}
          type="button"
          role="radio"
          aria-checked={i === index}
          tabIndex={-1}
          className={styles.chip}
          data-testid={`candidate-${i}`}
          // The canvas keeps the keyboard.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(i)}
        >
          {candidateName(i, candidates.length)}
          <span className={styles.score}>{decimal(candidate.predictedIou, 2)}</span>
        </button>
      ))}
      <span className={styles.hint} aria-hidden>
        <Key keys={shortcut} />
      </span>
    </div>
  );
}
