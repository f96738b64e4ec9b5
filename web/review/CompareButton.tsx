import { SquareDashed } from 'lucide-react';
import { useKeymap } from '../tool/keymap/KeymapProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { Key } from '../ui/Key.tsx';
import { t } from '../ui/language/language.ts';

interface CompareButtonProps {
  readonly comparing: boolean;
  readonly onToggle: () => void;
}

/** Lays the outline of then, dashed, over the one of now. */
export function CompareButton({ comparing, onToggle }: CompareButtonProps) {
  const { keyOf } = useKeymap();
  return (
    <Button
      size="small"
      aria-pressed={comparing}
      aria-keyshortcuts={keyOf('reviewCompare')}
      title={t('review.earlierHint')}
      data-testid="compare"
      onClick={onToggle}
    >
      <SquareDashed aria-hidden /> {t('review.earlier')} <Key keys={keyOf('reviewCompare')} />
    </Button>
  );
}
