import { useMemo } from 'react';
import { useStore } from 'zustand';
import { isUnread, threadsOf } from '../review/threads.ts';
import { t } from '../ui/language/language.ts';
import { useLate } from '../ui/late.ts';
import { TabPanel, Tabs } from '../ui/Tabs.tsx';
import { commentsPart, reviewPart } from './asideParts.ts';
import { LabelList } from './labels/LabelList.tsx';
import { TagList } from './labels/TagList.tsx';
import { AttributePanel } from './objects/AttributePanel.tsx';
import { ObjectList } from './objects/ObjectList.tsx';
import { RejectedNote } from './objects/RejectedNote.tsx';
import { FullNote } from './picture/FullNote.tsx';
import { BackToQueue } from './review/BackToQueue.tsx';
import styles from './SidePanel.module.css';
import { mayReview } from './state/permissions.ts';
import { useShapes, useView, useWorkbench } from './state/sessionContext.ts';
import type { PanelTab } from './state/viewStore.ts';

/** Threads that are open, and how many comments of those this person has not seen. */
function useTalk(): { readonly open: number; readonly unread: number } {
  const { comments, me } = useWorkbench();
  const { comments: said, seenAt } = useStore(comments.store);
  return useMemo(() => {
    const open = threadsOf(said).filter(({ head }) => head.resolvedAt === null);
    const unread = open
      .flatMap(({ answers, head }) => [head, ...answers])
      .filter((comment) => isUnread(comment, me.id, seenAt));
    return { open: open.length, unread: unread.length };
  }, [said, seenAt, me.id]);
}

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
  const { open, unread } = useTalk();
  const show = (next: PanelTab) => {
    view.setState({ tab: next });
    // Whoever reviews points at objects, not at what could become one.
    if (next === 'review') commands.run('toolSelect');
  };
  const reviews = mayReview(role);
  const shown = tab === 'review' && !reviews ? 'objects' : tab;
  const review = useLate(reviewPart, isOpen && shown === 'review');
  const comments = useLate(commentsPart, isOpen && shown === 'comments');
  if (!isOpen) return null;
  return (
    <aside className={styles.panel} aria-label={t('panel.title')} data-tab={shown}>
      <LabelList />
      <TagList />
      <section className={styles.below} aria-label={t('objects.objects')}>
        {shown === 'objects' && <RejectedNote />}
        {shown !== 'comments' && <AttributePanel />}
        <div className={styles.tabs}>
          <Tabs<PanelTab>
            label={t('panel.tabs')}
            controls="aside"
            value={shown}
            onChange={show}
            tabs={[
              { value: 'objects', label: t('objects.objects'), count: objects },
              ...(reviews
                ? [{ value: 'review' as const, label: t('project.review'), count: undecided }]
                : []),
              {
                value: 'comments',
                label: t('comments.comments'),
                count: open,
                news: unread > 0 ? t('comments.news', { n: unread }) : undefined,
              },
            ]}
          />
        </div>
        <BackToQueue />
        <FullNote />
        <TabPanel id="aside" value={shown} className={styles.shown}>
          {review && <review.ReviewPanel />}
          {comments && <comments.CommentsPanel />}
          {shown === 'objects' && <ObjectList />}
        </TabPanel>
      </section>
    </aside>
  );
}
