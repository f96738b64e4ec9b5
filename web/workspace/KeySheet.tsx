import type { KeyBinding } from '../tool/keyBinding.ts';
import { strokeName } from '../tool/keyMatch.ts';
import { keyTable } from '../tool/keys.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Key } from '../ui/Key.tsx';
import styles from './KeySheet.module.css';
import { mayReview } from './permissions.ts';
import { useView, useWorkbench } from './sessionContext.ts';

const groups = ['Tools', 'Drawing', 'Labels', 'Images', 'Edit', 'View', 'Review'] as const;

const bindings: readonly KeyBinding[] = keyTable;
/** Nine lines that differ by a digit say less than one. */
const isShown = ({ id }: KeyBinding): boolean => !/^(label|attribute)[2-9]$/.test(id);

const ranges: Readonly<Record<string, { readonly label: string; readonly keys: string }>> = {
  label1: { label: 'Label 1 to 9', keys: '1–9' },
  attribute1: { label: 'Answer attribute 1 to 9', keys: 'Alt+1–9' },
};

/** Every key, from the one table. */
export function KeySheet() {
  const { role, view } = useWorkbench();
  const open = useView((state) => state.keysOpen);
  const shown = groups.filter((group) => group !== 'Review' || mayReview(role));
  return (
    <Dialog open={open} onClose={() => view.setState({ keysOpen: false })} title="Keys" wide>
      <div className={styles.sheet}>
        {shown.map((group) => (
          <section key={group} className={styles.group}>
            <h3>{group}</h3>
            <dl>
              {bindings
                .filter((binding) => binding.group === group && isShown(binding))
                .map(({ id, label, strokes }) => (
                  <div key={id} className={styles.line}>
                    <dt>{ranges[id]?.label ?? label}</dt>
                    <dd>
                      <Key keys={ranges[id]?.keys ?? strokeName(strokes[0])} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
        {otherWays.map(({ title, lines }) => (
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
        ))}
      </div>
    </Dialog>
  );
}

/** What is not in the table of keys: the pointer, and the keys of the picture itself while it has the focus. */
const otherWays = [
  {
    title: 'Pointer',
    lines: [
      ['Add to the mask', 'click'],
      ['Take from the mask', 'right or Alt-click'],
      ['Mask in a box', 'drag'],
      ['Add a corner', 'drag an edge'],
      ['Choose several corners', 'Shift-click, Shift-drag'],
      ['Remove a corner', 'Alt-click it'],
      ['Move without holding on', 'Ctrl-drag'],
      ['Select several objects', 'Shift-click, Shift-drag'],
      ['Trace freehand (polygon)', 'drag'],
      ['Square, circle', 'Shift-drag'],
      ['Erase with the brush', 'right or Alt-drag'],
      ['Zoom at the pointer', 'wheel'],
      ['Move the picture', 'Space-drag'],
    ],
  },
  {
    title: 'Without a pointer, on the picture',
    lines: [
      ['Move the cross', 'arrows; Shift: 10 px'],
      ['Click at the cross', 'Enter'],
      ['Take from the mask there', 'Shift Enter'],
      ['Keep the shape', 'N'],
    ],
  },
] as const;
