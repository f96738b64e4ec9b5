import type { Image } from '@maskroom/shared/protocol/http';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Stage } from '../canvas/stage.ts';
import { t } from '../ui/language/language.ts';
import { useNavigation } from '../ui/navigation.ts';
import { paths } from '../ui/paths.ts';
import { useNotes } from '../ui/Toast.tsx';
import { createCommands } from './commands.ts';
import { useThreadOfAddress } from './comments/useThreadOfAddress.ts';
import { ToolRail } from './hand/ToolRail.tsx';
import { holdTool, type ToolInHand } from './hand/toolInHand.ts';
import { LateDialogs } from './LateDialogs.tsx';
import { focusLabelSearch } from './labels/labelSearch.ts';
import { useFollowOfAddress } from './people/useFollowOfAddress.ts';
import { useGoingAlong } from './people/useGoingAlong.ts';
import { CameBackStrip } from './picture/CameBackStrip.tsx';
import { ClosedNotice } from './picture/ClosedNotice.tsx';
import { imageNeighbours } from './picture/imageNeighbours.ts';
import { useUnsavedGuard } from './picture/useUnsavedGuard.ts';
import { SidePanel } from './SidePanel.tsx';
import { StatusBar } from './StatusBar.tsx';
import { isWhollyShown, reveal } from './stage/reveal.ts';
import { StageView } from './stage/StageView.tsx';
import { useObjectOfAddress } from './stage/useObjectOfAddress.ts';
import type { WorkspaceSession, WorkspaceSubject } from './state/session.ts';
import { type Commands, type Workbench, WorkbenchContext } from './state/sessionContext.ts';
import { useWorkspaceSession } from './state/useWorkspaceSession.ts';
import type { View } from './state/viewStore.ts';
import type { WorkQueue } from './state/workQueue.ts';
import { TopBar } from './TopBar.tsx';
import { useKeyboard } from './useKeyboard.ts';
import { useProjectChanges } from './useProjectChanges.ts';
import styles from './Workspace.module.css';

interface WorkspaceScreenProps extends WorkspaceSubject {
  readonly images: readonly Image[];
  readonly view: View;
  readonly work: WorkQueue;
  /** What was loaded is no longer true, for instance the role. */
  readonly onStale: () => void;
}

/** The one screen, for one picture. */
export function WorkspaceScreen({ images, view, work, onStale, ...subject }: WorkspaceScreenProps) {
  const notes = useNotes();
  const session = useWorkspaceSession(subject, { notes, view, work });
  if (!session) return <div className={styles.surround} aria-busy="true" />;
  return <OpenWorkspace session={session} images={images} onStale={onStale} />;
}

interface OpenWorkspaceProps {
  readonly session: WorkspaceSession;
  readonly images: readonly Image[];
  readonly onStale: () => void;
}

function OpenWorkspace({ session, images, onStale }: OpenWorkspaceProps) {
  const { navigate } = useNavigation();
  const stage = useRef<Stage | null>(null);
  const [tool, setTool] = useState<ToolInHand | null>(null);
  const { project, image } = session;
  const queue = useStore(session.work.store);
  const neighbours = useMemo(() => imageNeighbours(images, queue, image.id), [images, queue, image.id]);
  const nextImage = images.find(({ id }) => id === neighbours.next);

  // Before the stage takes pointers: none of them goes into an empty hand.
  useLayoutEffect(() => {
    const held = holdTool(session, () => stage.current);
    setTool(held);
    return () => held.destroy();
  }, [session]);

  useEffect(() => {
    document.title = t('page.title', { page: image.fileName });
  }, [image.fileName]);

  const commands = useMemo<Commands>(
    () =>
      createCommands(session, {
        toolCommand: (command) => tool?.command(command) ?? false,
        zoom: (how) => zoom(stage.current, how),
        reveal: (id) => {
          const shape = session.shapes.getState().byId.get(id);
          if (shape && stage.current) reveal(stage.current, shape.polygon);
        },
        isInSight: (polygon) => stage.current !== null && isWhollyShown(stage.current, polygon),
        goToImage: (step) => {
          const next = step === 1 ? neighbours.next : neighbours.previous;
          if (next) navigate(paths.image(project.id, next));
        },
        openImage: (id) => navigate(paths.image(project.id, id)),
        findLabel: () => focusLabelSearch(session.view),
      }),
    [session, tool, neighbours, navigate, project.id],
  );
  const { labelsById, project: projectNow } = useStore(session.liveProject.store);
  const workbench = useMemo<Workbench>(
    () => ({
      ...session,
      commands,
      project: projectNow,
      labelOf: (id) => labelsById.get(id),
    }),
    [session, commands, projectNow, labelsById],
  );
  useKeyboard(workbench);
  useUnsavedGuard(session.document);
  useProjectChanges(session, onStale);
  useObjectOfAddress(session, stage);
  useThreadOfAddress(session);
  useFollowOfAddress(session);
  useGoingAlong(session);

  return (
    <WorkbenchContext value={workbench}>
      <div className={styles.screen} data-testid="workspace">
        <TopBar neighbours={neighbours} />
        <CameBackStrip />
        <ToolRail />
        <main className={styles.stage} aria-label={t('workspace.picture')}>
          <StageView stage={stage} tool={tool} next={nextImage} />
          <ClosedNotice />
        </main>
        <SidePanel />
        <StatusBar />
      </div>
      <LateDialogs images={images} />
    </WorkbenchContext>
  );
}

const ZOOM_STEP = 1.25;

function zoom(stage: Stage | null, how: 'in' | 'out' | 'fit' | 'actual'): void {
  if (how === 'fit') stage?.fit();
  else if (how === 'actual') stage?.actualSize();
  else stage?.zoomBy(how === 'in' ? ZOOM_STEP : 1 / ZOOM_STEP);
}
