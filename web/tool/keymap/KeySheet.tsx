import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { t } from '../../ui/language/language.ts';
import { Select } from '../../ui/Select.tsx';
import type { KeyScope } from '../keyBinding.ts';
import { ChangeableLine, KeyLine } from './KeyLine.tsx';
import { useKeymap } from './KeymapProvider.tsx';
import styles from './KeySheet.module.css';
import { hasLine, keyGroups } from './keyLines.ts';
import { presetNames } from './keyPresets.ts';
import { otherWays } from './otherWays.ts';
import { useRebinding } from './useRebinding.ts';

interface KeySheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** Shows the tour, where there is one. */
  readonly onTour?: () => void;
  /** What has keys where one is. */
  readonly scopes: readonly KeyScope[];
}

/** Every key, as the person has them, and where they change them. */
export function KeySheet({ open, onClose, onTour, scopes }: KeySheetProps) {
  return (
    <Dialog open={open} onClose={onClose} title={t('keys.title')} wide>
      {open && <Sheet scopes={scopes} onTour={onTour} />}
    </Dialog>
  );
}

function Sheet({ scopes, onTour }: Pick<KeySheetProps, 'scopes' | 'onTour'>) {
  const { bindings, choice } = useKeymap();
  const acts = useRebinding();
  const [changing, setChanging] = useState(false);
  const hasChanges = Object.keys(choice.changed).length > 0;
  return (
    <>
      <div className={styles.head}>
        <Select
          label={t('keys.set')}
          value={choice.preset}
          options={presetNames.map((value) => ({ value, label: t(`keys.preset.${value}`) }))}
          onChange={acts.choosePreset}
        />
        <span className={styles.gap} />
        {onTour && !changing && (
          <Button kind="quiet" onClick={onTour}>
            {t('tour.show')}
          </Button>
        )}
        {hasChanges && <Button onClick={acts.putAllBack}>{t('keys.putAllBack')}</Button>}
        <Button
          kind={changing ? 'primary' : 'secondary'}
          data-testid="change-keys"
          onClick={() => {
            acts.leave();
            setChanging(!changing);
          }}
        >
          {changing ? t('keys.done') : t('keys.change')}
        </Button>
      </div>
      {changing && <p className={styles.hint}>{t(hasChanges ? 'keys.hintChanged' : 'keys.hint')}</p>}
      <div className={styles.sheet} data-testid="key-sheet">
        {keyGroups
          .map((group) => ({
            group,
            lines: bindings.filter((binding) => binding.group === group && hasLine(binding, scopes)),
          }))
          .filter(({ lines }) => lines.length > 0)
          .map(({ group, lines }) => (
            <section key={group} className={styles.group}>
              <h3>{t(`keys.group.${group}`)}</h3>
              {changing ? (
                <ul>
                  {lines.map(({ id }) => (
                    <ChangeableLine key={id} command={id} acts={acts} />
                  ))}
                </ul>
              ) : (
                <dl>
                  {lines.map(({ id }) => (
                    <KeyLine key={id} command={id} />
                  ))}
                </dl>
              )}
            </section>
          ))}
        {!changing && scopes.includes('workspace') && <OtherWays />}
      </div>
    </>
  );
}

const OtherWays = () =>
  otherWays.map(({ head, lines }) => (
    <section key={head} className={styles.group}>
      <h3>{t(`way.${head}`)}</h3>
      <dl>
        {lines.map(([what, how]) => (
          <div key={what} className={styles.line}>
            <dt>{t(`way.${what}`)}</dt>
            <dd>{t(`way.${how}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  ));
