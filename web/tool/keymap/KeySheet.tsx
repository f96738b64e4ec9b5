import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Select } from '../../ui/Select.tsx';
import type { KeyScope } from '../keyBinding.ts';
import { ChangeableLine, KeyLine } from './KeyLine.tsx';
import { useKeymap } from './KeymapProvider.tsx';
import styles from './KeySheet.module.css';
import { hasLine, keyGroups } from './keyLines.ts';
import { type PresetName, presetNames } from './keyPresets.ts';
import { otherWays } from './otherWays.ts';
import { useRebinding } from './useRebinding.ts';

interface KeySheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** What has keys where one is. */
  readonly scopes: readonly KeyScope[];
}

const presetWords: Readonly<Record<PresetName, string>> = {
  maskroom: 'Maskroom',
  cvat: 'CVAT-like',
  labelStudio: 'Label Studio-like',
};

/** Every key, as the person has them, and where they change them. */
export function KeySheet({ open, onClose, scopes }: KeySheetProps) {
  return (
    <Dialog open={open} onClose={onClose} title="Keys" wide>
      {open && <Sheet scopes={scopes} />}
    </Dialog>
  );
}

function Sheet({ scopes }: { readonly scopes: readonly KeyScope[] }) {
  const { bindings, choice } = useKeymap();
  const acts = useRebinding();
  const [changing, setChanging] = useState(false);
  const hasChanges = Object.keys(choice.changed).length > 0;
  return (
    <>
      <div className={styles.head}>
        <Select
          label="Set of keys"
          value={choice.preset}
          options={presetNames.map((value) => ({ value, label: presetWords[value] }))}
          onChange={acts.choosePreset}
        />
        <span className={styles.gap} />
        {hasChanges && <Button onClick={acts.putAllBack}>Put all back</Button>}
        <Button
          kind={changing ? 'primary' : 'secondary'}
          data-testid="change-keys"
          onClick={() => {
            acts.leave();
            setChanging(!changing);
          }}
        >
          {changing ? 'Done' : 'Change keys'}
        </Button>
      </div>
      {changing && (
        <p className={styles.hint}>
          Choose a key, then press the new one. Your keys stay in this browser
          {hasChanges && '; choosing a set puts them back'}.
        </p>
      )}
      <div className={styles.sheet} data-testid="key-sheet">
        {keyGroups
          .map((group) => ({
            group,
            lines: bindings.filter((binding) => binding.group === group && hasLine(binding, scopes)),
          }))
          .filter(({ lines }) => lines.length > 0)
          .map(({ group, lines }) => (
            <section key={group} className={styles.group}>
              <h3>{group}</h3>
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
  otherWays.map(({ title, lines }) => (
    <section key={title} className={styles.group}>
      <h3>{title}</h3>
      <dl>
        {lines.map(([what, how]) => (
          <div key={what} className={styles.line}>
            <dt>{what}</dt>
            <dd>{how}</dd>
          </div>
        ))}
      </dl>
    </section>
  ));
