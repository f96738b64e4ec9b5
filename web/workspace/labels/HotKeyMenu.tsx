import type { Label } from '@maskroom/shared/annotation/label';
import { useStore } from 'zustand';
import { useKeymap } from '../../tool/keymap/KeymapProvider.tsx';
import { labelKey, places } from '../../tool/labelKeys.ts';
import { Key } from '../../ui/Key.tsx';
import { t } from '../../ui/language/language.ts';
import { Menu, MenuChoices, MenuNote } from '../../ui/Menu.tsx';
import { keyOfLabel } from '../state/projectStore.ts';
import { useWorkbench } from '../state/sessionContext.ts';
import styles from './LabelList.module.css';

/** A label's key, and the choice of another: two labels change places. */
export function HotKeyMenu({ label }: { readonly label: Label }) {
  const { labelOf, liveProject } = useWorkbench();
  const { keyOf } = useKeymap();
  const hot = useStore(liveProject.store, (state) => state.hot);
  const command = keyOfLabel({ hot }, label.id);
  const own = places[hot.indexOf(label.id)];
  const keys = command ? keyOf(command) : '';
  return (
    <Menu
      trigger={
        <button
          type="button"
          className={styles.key}
          aria-label={
            command
              ? t('labels.keyIs', { label: label.name, keys })
              : t('labels.keyNone', { label: label.name })
          }
        >
          {command ? <Key keys={keys} /> : <kbd className={styles.noKey}>–</kbd>}
        </button>
      }
    >
      <MenuNote>{t('labels.keyOf', { label: label.name })}</MenuNote>
      <MenuChoices
        value={own ? String(own) : null}
        onChange={(chosen) => {
          const place = places.find((place) => String(place) === chosen);
          if (place) liveProject.putLabelOn(place, label.id);
        }}
        options={places.map((place) => {
          const taken = labelOf(hot[place - 1] ?? '')?.name;
          const keys = keyOf(labelKey(place));
          return { value: String(place), label: taken ? `${keys} · ${taken}` : keys };
        })}
      />
    </Menu>
  );
}
