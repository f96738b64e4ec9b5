import { useRef } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { t } from '../../ui/language/language.ts';
import { Swatch } from '../labels/Swatch.tsx';
import { useShapes, useView, useWorkbench } from '../state/sessionContext.ts';
import { attributeField, unanswered } from './attributes.ts';
import styles from './MissingDialog.module.css';

/** What keeps the picture from being submitted; each line leads to the object and the field that is empty. */
export function MissingDialog() {
  const workbench = useWorkbench();
  const { commands, labelOf, me, personName, view } = workbench;
  const open = useView((state) => state.missingOpen);
  // Read anew while it is open: somebody else may answer meanwhile.
  useShapes((state) => (open ? state.shapes : null));
  const rows = open ? unanswered(workbench) : [];
  /** The attribute whose field is gone to. */
  const chosen = useRef<string | null>(null);
  const first = useRef<HTMLButtonElement>(null);
  const close = () => view.setState({ missingOpen: false });

  return (
    <Dialog
      open={open}
      onClose={close}
      initialFocus={first}
      finalFocus={() => (chosen.current === null ? null : attributeField(chosen.current))}
      title={rows.length === 0 ? t('missing.none') : t('missing.some')}
      description={rows.length === 0 ? t('missing.ready') : t('missing.lacks', { n: rows.length })}
      actions={
        rows.length === 0 && (
          <Button
            kind="primary"
            onClick={() => {
              close();
              commands.run('submit');
            }}
          >
            {t('common.submit')}
          </Button>
        )
      }
    >
      <ul className={styles.list} data-testid="missing">
        {rows.map(({ shape, missing }, i) => (
          <li key={shape.id}>
            <button
              ref={i === 0 ? first : undefined}
              type="button"
              className={styles.row}
              onClick={() => {
                close();
                commands.show(shape.id);
                view.setState({ panelOpen: true, tab: 'objects' });
                chosen.current = missing[0].id;
              }}
            >
              <Swatch label={labelOf(shape.label)} />
              <span className={styles.name}>
                {labelOf(shape.label)?.name}
                {shape.createdBy !== me.id && (
                  <span className={styles.by}> {t('missing.by', { name: personName(shape.createdBy) })}</span>
                )}
              </span>
              <span className={styles.missing}>{missing.map(({ name }) => name).join(', ')}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
