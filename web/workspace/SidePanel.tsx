import { Tabs } from '../ui/Tabs.tsx';
import { LabelList } from './LabelList.tsx';
import { ObjectList } from './ObjectList.tsx';
import { mayReview } from './permissions.ts';
import { ReviewPanel } from './ReviewPanel.tsx';
import styles from './SidePanel.module.css';
import { useShapes, useView, useWorkbench } from './sessionContext.ts';
import type { PanelTab } from './viewStore.ts';

/** Labels, and below them the objects or the review; a sheet from below on narrow screens. */
export function SidePanel() {
  const { role, view } = useWorkbench();
  const open = useView((state) => state.panelOpen);
  const tab = useView((state) => state.tab);
  const objects = useShapes((state) => state.shapes.length);
  const undecided = useShapes(
    ({ shapes, decisions }) =>
      shapes.filter(({ id }) => (decisions.get(id)?.decision ?? 'none') === 'none').length,
  );
  if (!open) return null;
  const reviews = mayReview(role);
  return (
    <aside className={styles.panel} aria-label="Labels and objects">
      <LabelList />
      <section className={styles.below} aria-label="Objects">
        <div className={styles.tabs}>
          <Tabs<PanelTab>
            label="Objects and review"
            value={reviews ? tab : 'objects'}
            onChange={(next) => view.setState({ tab: next })}
            tabs={[
              { value: 'objects', label: 'Objects', count: objects },
              ...(reviews ? [{ value: 'review' as const, label: 'Review', count: undecided }] : []),
            ]}
          />
        </div>
        {reviews && tab === 'review' ? <ReviewPanel /> : <ObjectList />}
      </section>
    </aside>
  );
}
