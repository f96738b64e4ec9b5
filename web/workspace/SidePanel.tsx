import { Tabs } from '../ui/Tabs.tsx';
import { AttributePanel } from './AttributePanel.tsx';
import { LabelList } from './LabelList.tsx';
import { ObjectList } from './ObjectList.tsx';
import { mayReview } from './permissions.ts';
import { ReviewPanel } from './ReviewPanel.tsx';
import styles from './SidePanel.module.css';
import { useShapes, useView, useWorkbench } from './sessionContext.ts';
import type { PanelTab } from './viewStore.ts';

/** Labels, and below them the objects or the review; a sheet from below on narrow screens. */
export function SidePanel() {
  const { commands, role, view } = useWorkbench();
  const isOpen = useView((state) => state.panelOpen);
  const tab = useView((state) => state.tab);
  const objects = useShapes((state) => state.shapes.length);
  const undecided = useShapes(
    ({ shapes, decisions }) =>
      shapes.filter(({ id }) => (decisions.get(id)?.decision ?? 'none') === 'none').length,
  );
  if (!isOpen) return null;
  const open = (next: PanelTab) => {
    view.setState({ tab: next });
    // Whoever reviews points at objects, not at what could become one.
    if (next === 'review') commands.run('toolSelect');
  };
  const reviews = mayReview(role);
  return (
    <aside className={styles.panel} aria-label="Labels and objects">
      <LabelList />
      <section className={styles.below} aria-label="Objects">
        <AttributePanel />
        <div className={styles.tabs}>
          <Tabs<PanelTab>
            label="Objects and review"
            value={reviews ? tab : 'objects'}
            onChange={open}
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
