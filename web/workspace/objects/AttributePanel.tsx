import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useKeymap } from '../../tool/keymap/KeymapProvider.tsx';
import { attributeKey, places } from '../../tool/labelKeys.ts';
import { Key } from '../../ui/Key.tsx';
import { t } from '../../ui/language/language.ts';
import { useShapes, useWorkbench } from '../state/sessionContext.ts';
import { AttributeField } from './AttributeField.tsx';
import styles from './AttributePanel.module.css';
import { answer, attributeFieldId, commonAnswer, describedBy } from './attributes.ts';
import { lockedReason } from './locks.ts';

/** What the label asks of the selected objects; each field answers for all of them. */
export function AttributePanel() {
  const workbench = useWorkbench();
  const { keyOf } = useKeymap();
  const selected = useStore(workbench.selection.store, (state) => state.selected);
  const byId = useShapes((state) => state.byId);
  // Read anew when a decision changes, which is what locks.
  useShapes((state) => state.decisions);
  const described = useMemo(
    () =>
      describedBy(
        workbench,
        selected.flatMap((id) => byId.get(id) ?? []),
      ),
    [workbench, selected, byId],
  );
  if (!described) return null;
  const { attributes, shapes } = described;
  const locked = shapes.every(({ id }) => lockedReason(workbench, id) !== null);
  return (
    <section className={styles.panel} aria-label={t('attribute.attributes')} data-testid="attributes">
      {shapes.length > 1 && <p className={styles.hint}>{t('attribute.ofObjects', { n: shapes.length })}</p>}
      {attributes.map((attribute, i) => (
        <div key={attribute.id} className={styles.line}>
          <label className={styles.name} htmlFor={attributeFieldId(attribute.id)}>
            {attribute.name}
            {attribute.required && (
              <span className={styles.required} title={t('attribute.required')}>
                <span aria-hidden>*</span>
                <span className="visually-hidden">{t('attribute.commaRequired')}</span>
              </span>
            )}
          </label>
          <AttributeField
            attribute={attribute}
            value={commonAnswer(shapes, attribute)}
            disabled={locked}
            onChange={(value) => answer(workbench, shapes, attribute, value)}
          />
          {i < places.length && (
            <span className={styles.key}>
              <Key keys={keyOf(attributeKey(places[i]))} />
            </span>
          )}
        </div>
      ))}
    </section>
  );
}
