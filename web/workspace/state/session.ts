import type { Label } from '@maskroom/shared/annotation/label';
import type { Role } from '@maskroom/shared/annotation/role';
import type { ProblemCode } from '@maskroom/shared/base/problem';
import type { Image, Project } from '@maskroom/shared/protocol/http';
import type { PromptSet } from '@maskroom/shared/protocol/socket';
import { type Assist, createAssist } from '../../assist/assist.ts';
import { createEverything, type Everything } from '../../assist/everything.ts';
import type { DocumentConnection } from '../../connection/documentConnection.ts';
import { type ImageSession, openImageSession } from '../../connection/imageSession.ts';
import { releaseDocument } from '../../connection/openDocuments.ts';
import { ACK_TIMEOUT_MS, type AppSocket } from '../../connection/socketClient.ts';
import { createEditor, type Editor } from '../../document/editor.ts';
import { type FullnessWatch, watchFullness } from '../../document/fullness.ts';
import type { Journal } from '../../document/journal/journal.ts';
import { createShapeStore, type ShapeStore } from '../../document/shapeStore.ts';
import { createUndoHistory, type UndoHistory } from '../../document/undo.ts';
import { followOthersMasks, type OthersMasks } from '../../presence/othersMasks.ts';
import { joinPresence, type PresenceRoom } from '../../presence/presence.ts';
import { type CommentFeed, openCommentFeed } from '../../review/commentFeed.ts';
import { t } from '../../ui/language/language.ts';
import type { Notes } from '../../ui/Toast.tsx';
import { type Aside, createAside } from './asideStore.ts';
import { createHand, type Hand } from './handStore.ts';
import { createLook, type Look } from './lookStore.ts';
import { followModel, recallModel } from './modelChoice.ts';
import { openOwnWork } from './ownWork.ts';
import { toolsFor } from './permissions.ts';
import { createLiveProject, type LiveProject } from './projectStore.ts';
import { createSelection, type Selection } from './selectionStore.ts';
import { openTagFeed, type TagFeed } from './tagFeed.ts';
import type { View } from './viewStore.ts';
import type { WorkQueue } from './workQueue.ts';

export interface WorkspaceSubject {
  readonly project: Project;
  readonly image: Image;
  readonly me: { readonly id: string; readonly name: string };
  readonly role: Role;
}

/** One picture open in one tab: the parts, each with its own concern and its own store. */
export interface WorkspaceSession extends WorkspaceSubject {
  readonly socket: AppSocket;
  readonly document: DocumentConnection;
  /** What this person did that the server has yet to confirm, or refused. */
  readonly journal: Journal;
  readonly imageSession: ImageSession;
  readonly shapes: ShapeStore['store'];
  /** How much of what the picture may hold is taken. */
  readonly fullness: Pick<FullnessWatch, 'store'>;
  readonly history: UndoHistory;
  readonly editor: Editor;
  readonly presence: PresenceRoom;
  readonly othersMasks: OthersMasks['store'];
  readonly assist: Assist;
  readonly everything: Everything;
  readonly comments: CommentFeed;
  readonly tags: TagFeed;
  readonly selection: Selection;
  readonly aside: Aside;
  readonly look: Look;
  readonly hand: Hand;
  readonly view: View;
  readonly work: WorkQueue;
  readonly notes: Notes;
  readonly liveProject: LiveProject;
  labelOf(labelId: string): Label | undefined;
  /** The name of a member or of somebody here now. */
  personName(userId: string): string;
  close(): void;
}

export function openWorkspaceSession(
  subject: WorkspaceSubject,
  { socket, notes, view, work: queue }: Pick<WorkspaceSession, 'socket' | 'notes' | 'view' | 'work'>,
): WorkspaceSession {
  const { project, image, me, role } = subject;
  const origin = { name: 'this tab' };
  const work = openOwnWork(subject);
  const { document, journal } = work;
  const imageSession = openImageSession(socket, image.id, recallModel(project.id));
  const shapes = createShapeStore(document.doc);
  const fullness = watchFullness(document.doc);
  const history = createUndoHistory(document.doc, origin);
  const hand = createHand(
    project.id,
    project.labels.map(({ id }) => id),
    toolsFor(role),
  );
  const selection = createSelection();
  const [aside, look] = [createAside(image.id), createLook(image.id)];
  const [comments, tags] = [openCommentFeed(socket, image.id), openTagFeed(socket, image)];
  const othersMasks = followOthersMasks(socket, image.id);
  const { tool, labelId } = hand.getState();
  const presence = joinPresence(document.awareness, me, { tool, labelId });

  const liveProject = createLiveProject(project);
  const labelOf = (id: string) => liveProject.store.getState().labelsById.get(id);
  const instanceName = (id: string) =>
    labelOf(shapes.store.getState().byId.get(id)?.label ?? '')?.name ?? t('step.object');
  const editor = createEditor({
    doc: document.doc,
    origin,
    history,
    userId: me.id,
    labelName: (id) => labelOf(id)?.name ?? t('step.object'),
    instanceName,
  });
  const assist = createAssist(
    {
      imageId: image.id,
      send: (prompt: PromptSet) => socket.timeout(ACK_TIMEOUT_MS).emitWithAck('prompt:set', prompt),
      sendClear: () => {
        if (socket.connected) socket.emit('prompt:clear', { imageId: image.id }, () => undefined);
      },
    },
    (message) => notes.warn({ title: t('session.noMask'), description: message }),
  );

  const everything = createEverything(socket, image.id, (message) =>
    notes.warn({ title: t('session.noMore'), description: message }),
  );
  everything.setShapes(shapes.store.getState().shapes);
  const stopTaken = shapes.store.subscribe((state, before) => {
    if (state.shapes !== before.shapes) everything.setShapes(state.shapes);
  });

  const ready = () => {
    const { state } = imageSession.embedding.getState();
    assist.setReady(imageSession.isOpen && (state === 'ready' || state === 'failed'));
  };
  const stopReady = imageSession.embedding.subscribe(ready);
  imageSession.onOpened(({ instances, caps }) => {
    document.expect(instances);
    fullness.setCaps(caps);
    ready();
  });
  const stopModel = followModel({ assist, imageSession, notes, project });
  imageSession.onRefused(({ code }) => {
    const final = finalCloseCodes[code];
    if (final) document.end(final);
  });
  socket.on('disconnect', ready);
  const onExpired = () => document.end(4401);
  socket.on('session:expired', onExpired);

  void document.whenSynced.then(fullness.count);
  void work.takeUp(history, (id) => labelOf(id)?.name ?? t('step.object'));
  const stopRefusals = work.onRefused((ids) => {
    const what = ids.length === 1 ? instanceName(ids[0]) : t('count.objects', { n: ids.length });
    notes.warn({
      title: t('session.notAllowed', { what }),
      description: t('session.notAllowedWords'),
      action: { label: t('session.lookAtIt'), onClick: () => view.setState({ keptOpen: true }) },
    });
  });
  const stopKeeping = shapes.store.subscribe(({ byId, decisions }) => {
    selection.keepOnly((id) => byId.has(id));
    const { refining } = assist.store.getState();
    if (refining === null) return;
    const isGone = !byId.has(refining);
    if (!isGone && decisions.get(refining)?.decision !== 'accepted') return;
    assist.refine(null);
    notes.say({
      title: isGone ? t('session.refinedGone') : t('session.refinedAccepted'),
    });
  });
  const stopSelected = selection.store.subscribe(({ selected }, before) => {
    if (selected !== before.selected) presence.publish({ selected: [...selected] });
  });
  const stopHand = hand.subscribe(({ tool, labelId }, before) => {
    if (tool !== before.tool || labelId !== before.labelId) presence.publish({ tool, labelId });
  });

  return {
    ...subject,
    socket,
    document,
    journal,
    imageSession,
    shapes: shapes.store,
    fullness,
    history,
    editor,
    presence,
    othersMasks: othersMasks.store,
    assist,
    everything,
    comments,
    tags,
    aside,
    look,
    selection,
    hand,
    view,
    work: queue,
    notes,
    liveProject,
    labelOf,
    personName: (userId) => personName(userId, subject, presence),
    close() {
      for (const stop of [stopReady, stopModel, stopRefusals, stopKeeping, stopTaken, stopSelected, stopHand])
        stop();
      socket.off('disconnect', ready);
      socket.off('session:expired', onExpired);
      assist.close();
      everything.close();
      comments.close();
      tags.close();
      othersMasks.destroy();
      presence.destroy();
      history.destroy();
      fullness.destroy();
      shapes.destroy();
      imageSession.close();
      releaseDocument(image.id, document);
    },
  };
}

/** A refused opening means the same for the document, whose own socket only sees that it cannot connect. */
const finalCloseCodes: Readonly<Partial<Record<ProblemCode, number>>> = {
  unauthenticated: 4401,
  forbidden: 4403,
  'not-found': 4404,
};

function personName(userId: string, { me, project }: WorkspaceSubject, presence: PresenceRoom): string {
  if (userId === me.id) return me.name;
  const here = presence.others.getState().others.find((other) => other.presence.user.id === userId);
  return (
    here?.presence.user.name ?? project.members.find(({ id }) => id === userId)?.name ?? t('common.somebody')
  );
}
