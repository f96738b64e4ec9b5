import { RotateCcw } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Key } from '../../ui/Key.tsx';
import { t } from '../../ui/language/language.ts';
import { strokeName } from '../keyMatch.ts';
import type { KeyCommand } from '../keys.ts';
import { useKeymap } from './KeymapProvider.tsx';
import styles from './KeySheet.module.css';
import { isFixed, lineKey, lineName } from './keyLines.ts';
import { neighboursOf } from './rebind.ts';
import type { RebindingActs } from './useRebinding.ts';

/** What a command is called, and its key. */
export function KeyLine({ command }: { readonly command: KeyCommand }) {
  const keymap = useKeymap();
  return (
    <div className={styles.line}>
      <dt>{lineName(command)}</dt>
      <dd>
        <Key keys={lineKey(keymap, command)} />
      </dd>
    </div>
  );
}

interface ChangeableLineProps {
  readonly command: KeyCommand;
  readonly acts: RebindingActs;
}

/** The same with the key as a button that listens for another one. */
export function ChangeableLine({ command, acts }: ChangeableLineProps) {
  const keymap = useKeymap();
  const { state } = acts;
  const isListening = state.kind === 'listening' && state.command === command;
  const key = lineKey(keymap, command);
  const name = lineName(command);
  const others = neighboursOf(keymap, command).map(({ id }) => lineName(id));
  return (
    <li>
      <div className={styles.line}>
        <span>
          {name}
          {others.length > 0 && (
            <span className={styles.also}>{t('keys.also', { names: [...new Set(others)].join(', ') })}</span>
          )}
        </span>
        <span className={styles.change}>
          {keymap.choice.changed[command] && (
            <IconButton
              size="small"
              label={t('keys.putBack', { name })}
              onClick={() => acts.putBack(command)}
            >
              <RotateCcw />
            </IconButton>
          )}
          {isFixed(command) ? (
            <Key keys={key} />
          ) : (
            <Button
              size="small"
              className={classes(styles.key, isListening && styles.listening)}
              data-testid={`key-${command}`}
              onClick={() => (isListening ? acts.leave() : acts.listen(command))}
            >
              <span className="visually-hidden">{t('keys.of', { name })} </span>
              {isListening ? t('keys.press') : key === '' ? t('keys.noKey') : <Key keys={key} />}
            </Button>
          )}
        </span>
      </div>
      <Answer command={command} acts={acts} />
    </li>
  );
}

/** What came of the press: why it cannot be, or who would have to give the key away. */
function Answer({ command, acts }: ChangeableLineProps) {
  const { state } = acts;
  if (state.kind === 'idle' || state.command !== command) return null;
  if (state.kind === 'listening')
    return state.refused ? (
      <p role="alert" className={styles.answer}>
        {state.refused === 'fixed' ? t('keys.fixed') : t('keys.noDigit')}
      </p>
    ) : null;
  const owners = [...new Set(state.clashes.map((clash) => lineName(clash.command)))].join(', ');
  return (
    <div role="alert" className={styles.answer}>
      <p>{t('keys.taken', { key: strokeName(state.clashes[0].stroke), owners })}</p>
      <div className={styles.answers}>
        <Button size="small" kind="primary" data-testid="swap-keys" onClick={acts.swap}>
          {t('keys.swap')}
        </Button>
        <Button size="small" kind="quiet" onClick={acts.leave}>
          {t('keys.leave')}
        </Button>
      </div>
    </div>
  );
}
