import styles from './Key.module.css';
import { capWords } from './language/capWords.ts';

/** Shows a key or a chord, `Ctrl+Shift+Z` as three caps. A lone `+` is the plus key; none shows nothing. */
export function Key({ keys }: { readonly keys: string }) {
  if (keys === '') return null;
  const caps = keys === '+' ? ['+'] : keys.split('+');
  return (
    <span className={styles.keys}>
      {caps.map((cap) => (
        <kbd key={cap}>{capWords(cap)}</kbd>
      ))}
    </span>
  );
}
