import type { Me, Project } from '@maskroom/shared/protocol/http';
import type { Queue } from '@maskroom/shared/protocol/queue';
import { useEffect, useRef, useState } from 'react';
import { pictureUrl } from '../connection/api.ts';
import { RejectForm } from '../review/RejectForm.tsx';
import { KeySheet } from '../tool/keymap/KeySheet.tsx';
import { useCommandKeys } from '../tool/keymap/useCommandKeys.ts';
import type { KeyCommand } from '../tool/keys.ts';
import { useNavigation } from '../ui/navigation.ts';
import { paths } from '../ui/paths.ts';
import { useFocusKept } from '../ui/useFocusKept.ts';
import { useKeys } from '../ui/useKeys.ts';
import { DecisionBar } from './DecisionBar.tsx';
import { NewsLine } from './NewsLine.tsx';
import type { AskedQueue } from './QueueChoice.tsx';
import { QueueEnd } from './QueueEnd.tsx';
import styles from './QueuePage.module.css';
import { QueueSkeleton } from './QueueSkeleton.tsx';
import { QueueStage } from './QueueStage.tsx';
import { QueueStrip } from './QueueStrip.tsx';
import { queueSearch } from './queueAddress.ts';
import { currentItem, indexOf, look, step } from './queueState.ts';
import { useCompare } from './useCompare.ts';
import { useHeld } from './useHeld.ts';
import { useQueue } from './useQueue.ts';

interface QueueViewProps {
  readonly project: Project;
  readonly queue: Queue;
  readonly me: Me;
  readonly asked: AskedQueue;
  /** Where to begin: the first of these that waits. */
  readonly at: readonly string[];
}

/** Whose keys hold here. */
const scopes = ['review', 'queue'] as const;

/** One object at a time, as large as the window allows; a key decides it and the next one is there. */
export function QueueView({ project, queue, me, asked, at }: QueueViewProps) {
  const { state, ahead, own, end, change, decideOn, again } = useQueue({ queue, project, asked, at, me });
  const { navigate } = useNavigation();
  /** The object that is asked about. */
  const [rejected, setRejected] = useState<string | null>(null);
  const [whole, setWhole] = useState(false);
  const [bare, setBare] = useState(false);
  const [keysOpen, setKeysOpen] = useState(false);
  const item = currentItem(state);
  const held = useHeld(state);
  const compare = useCompare(item);
  const mayAnswer = item !== undefined && !held && state.news?.kind !== 'gone';
  const isRejecting = item !== undefined && rejected === item.id && state.news?.kind !== 'gone';
  const bar = useRef<HTMLDivElement>(null);
  useFocusKept(bar, isRejecting);
  const colorOf = (labelId: string) =>
    project.labels.find((label) => label.id === labelId)?.color ?? '#8c8c8c';

  const act = {
    accept: () => {
      compare.stop();
      if (mayAnswer) decideOn(item, 'accepted');
    },
    startReject: () => {
      compare.stop();
      if (mayAnswer) setRejected(item.id);
    },
    reject: (reason: string) => {
      if (!mayAnswer) return;
      setRejected(null);
      decideOn(item, 'rejected', reason);
    },
    go: (by: 1 | -1) => {
      setRejected(null);
      change((last) => step(last, by));
    },
    toggleWhole: () => setWhole((last) => !last),
    mend: () => item && navigate(paths.mend(project.id, item.imageId, item.id, queueSearch(asked, state))),
  };

  const forward = () => act.go(1);
  const back = () => act.go(-1);
  const commands: Partial<Record<KeyCommand, () => void>> = {
    reviewAccept: act.accept,
    reviewReject: act.startReject,
    reviewNext: forward,
    reviewPrevious: back,
    reviewCompare: compare.toggle,
    queueOpen: act.mend,
    queueWhole: act.toggleWhole,
    queueBare: () => setBare(true),
    queueKeys: () => setKeysOpen(true),
  };
  useCommandKeys({
    scopes: () => scopes,
    run(command) {
      commands[command]?.();
      return commands[command] !== undefined;
    },
    letGo: (command) => command === 'queueBare' && setBare(false),
  });
  useKeys({ ArrowRight: forward, ArrowLeft: back });

  const following = state.items[indexOf(state, state.current) + 1]?.imageId;
  useEffect(() => {
    if (following) new Image().src = pictureUrl(following);
  }, [following]);

  if (!item && end === 'asking') return <QueueSkeleton />;
  if (!item)
    return <QueueEnd end={end} decided={state.decided} own={own} project={project} onAgain={again} />;

  return (
    <div className={styles.queue} data-tall-foot>
      <QueueStage
        item={item}
        color={colorOf(item.labelId)}
        earlier={compare.shown}
        whole={whole}
        outlined={!bare}
      />
      <div ref={bar} tabIndex={-1} className={styles.bar}>
        {isRejecting ? (
          <>
            <NewsLine news={state.news} />
            <RejectForm
              reasons={project.rejectReasons}
              onReject={act.reject}
              onCancel={() => setRejected(null)}
            />
          </>
        ) : (
          <DecisionBar
            item={item}
            color={colorOf(item.labelId)}
            order={asked.order}
            news={state.news}
            compare={compare}
            held={!mayAnswer}
            place={indexOf(state, item.id) + 1}
            total={state.items.length + ahead}
            whole={whole}
            to={paths.image(project.id, item.imageId, item.id)}
            act={act}
          />
        )}
      </div>
      <QueueStrip
        items={state.items}
        current={item.id}
        colorOf={colorOf}
        onLook={(id) => change((last) => look(last, id))}
      />
      <KeySheet open={keysOpen} onClose={() => setKeysOpen(false)} scopes={scopes} />
    </div>
  );
}
