import type { Polygon } from '@maskroom/shared/geometry/polygon';
import type { ToolName } from '@maskroom/shared/presence/presence';
import type { UndoOutcome } from '../document/undoOutcome.ts';
import type { KeyCommand } from '../tool/keys.ts';
import { placeOf } from '../tool/labelKeys.ts';
import type { ToolCommand } from '../tool/tool.ts';
import { t } from '../ui/language/language.ts';
import { deskCommands } from './deskCommands.ts';
import { proposedShape } from './hand/toolContext.ts';
import { answerByKey, unanswered } from './objects/attributes.ts';
import { withoutLocked } from './objects/locks.ts';
import { shapeCommands } from './objects/shapeCommands.ts';
import { stepObject } from './objects/stepObject.ts';
import { jobWith } from './picture/skip.ts';
import { submit } from './picture/submit.ts';
import { acceptAllOf, decideOn, stepUndecided, undecidableReason } from './review/reviewActions.ts';
import { mayAnnotate, toolsFor } from './state/permissions.ts';
import type { WorkspaceSession } from './state/session.ts';
import type { Commands } from './state/sessionContext.ts';

/** What commands need beyond the session: the stage, the tool in hand and the way to other pictures. */
export interface Surroundings {
  readonly toolCommand: (command: ToolCommand) => boolean;
  readonly zoom: (how: 'in' | 'out' | 'fit' | 'actual') => void;
  readonly reveal: (id: string) => void;
  /** Whether the whole of a shape is in sight. */
  readonly isInSight: (polygon: Polygon) => boolean;
  readonly goToImage: (step: 1 | -1) => void;
  readonly openImage: (imageId: string) => void;
  readonly findLabel: () => void;
}

export function createCommands(session: WorkspaceSession, around: Surroundings): Commands {
  const { assist, editor, everything, hand, history, liveProject, notes, role, selection, shapes, view } =
    session;
  const selectedIds = () => selection.store.getState().selected;
  const selectedShape = () => {
    const [id] = selectedIds();
    return id === undefined ? undefined : shapes.getState().byId.get(id);
  };

  function hold(tool: ToolName): boolean {
    if (!toolsFor(role).includes(tool)) return false;
    hand.setState({ tool });
    return true;
  }

  /** Hands the selected object to the smart tool, whose clicks better its shape. */
  function refine(): boolean {
    const [id, ...more] = selectedIds();
    if (id === undefined || more.length > 0) notes.say({ title: t('refine.one') });
    else if (withoutLocked(session, [id]).length > 0 && hold('smart')) assist.refine(id);
    return true;
  }

  function takeLabel(labelId: string): void {
    const ids = selectedIds();
    if (ids.length === 0 || !mayAnnotate(role)) {
      hand.setState({ labelId });
      return;
    }
    const open = withoutLocked(session, ids).filter(
      (id) => shapes.getState().byId.get(id)?.label !== labelId,
    );
    if (open.length > 0) editor.relabel(open, labelId);
  }

  function remove(): boolean {
    const open = withoutLocked(session, selectedIds());
    if (open.length > 0) editor.remove(open);
    return open.length > 0;
  }

  function acceptAll(): boolean {
    const { shown } = everything.store.getState();
    const { labelId, tool } = hand.getState();
    if (tool !== 'everything' || shown.length === 0 || labelId === null) return false;
    editor.addAll(shown.map((proposal) => proposedShape(proposal, labelId)));
    return true;
  }

  /** Shows what is missing, if anything is. */
  function submitPicture(): boolean {
    if (unanswered(session).length > 0) view.setState({ missingOpen: true });
    else void submit(session, around.openImage);
    return true;
  }

  async function askToSkip(): Promise<void> {
    const jobId = mayAnnotate(role) ? await jobWith(session).catch(() => null) : null;
    if (jobId === null) notes.say({ title: t('skip.notAsked') });
    else view.setState({ skipping: jobId });
  }

  function stopPlacing(): boolean {
    const { placing } = view.getState();
    view.setState({ placing: false });
    return placing;
  }

  function deselect(): boolean {
    const had = selectedIds().length > 0;
    selection.select([]);
    return had;
  }

  function tell(outcome: UndoOutcome, way: 'undo' | 'redo'): boolean {
    if (outcome.kind === 'locked') {
      notes.say({
        title: t(way === 'undo' ? 'undo.notUndone' : 'undo.notRedone', { what: outcome.name.text }),
        description: t('undo.locked'),
      });
    } else if (outcome.kind === 'overtaken') {
      notes.say({
        title: t(way === 'undo' ? 'undo.notUndone' : 'undo.notRedone', { what: outcome.name.text }),
        description: t('undo.overtaken'),
      });
    } else if (outcome.kind === 'done' && outcome.name) {
      notes.say({ title: t(way === 'undo' ? 'undo.done' : 'undo.redone', { what: outcome.name.text }) });
    }
    return true;
  }

  /** With nothing selected the next that waits is looked at first. */
  async function accept(): Promise<void> {
    view.setState({ comparing: false });
    const shape = selectedShape();
    if (!shape || (await decideOn(session, shape, 'accepted'))) stepUndecided(session, 1, around.reveal);
  }

  /** Always asks: whoever presses the digit of a reason right after must not relabel something. */
  function askToReject(): void {
    view.setState({ comparing: false });
    if (!selectedShape()) stepUndecided(session, 1, around.reveal);
    const shape = selectedShape();
    const refusal = shape && undecidableReason(session, shape);
    if (refusal) notes.say({ title: refusal });
    else if (shape) view.setState({ rejecting: shape.id });
  }

  const step = (by: 1 | -1) => {
    stepUndecided(session, by, around.reveal);
    return true;
  };
  const show = (id: string) => {
    selection.select([id]);
    around.reveal(id);
  };
  const did = (action: () => void) => () => {
    action();
    return true;
  };

  const table: Partial<Record<KeyCommand, () => boolean>> = {
    toolSelect: () => hold('select'),
    toolPan: () => hold('pan'),
    toolSmart: () => hold('smart'),
    toolPolygon: () => hold('polygon'),
    toolEverything: () => hold('everything'),
    toolBox: () => hold('box'),
    toolEllipse: () => hold('ellipse'),
    toolBrush: () => hold('brush'),
    toolEraser: () => hold('eraser'),
    toolCut: () => hold('cut'),
    ...shapeCommands(session),
    refine,
    region: did(() => hand.setState(({ region }) => ({ region: !region }))),
    autoAccept: did(() => hand.setState(({ autoAccept }) => ({ autoAccept: !autoAccept }))),
    candidateNext: () => around.toolCommand('candidateNext'),
    candidatePrevious: () => around.toolCommand('candidatePrevious'),
    accept: () => around.toolCommand('accept'),
    acceptAll,
    ...deskCommands(session),
    cancel: () => stopPlacing() || around.toolCommand('cancel') || deselect(),
    removeLast: () => around.toolCommand('removeLast'),
    objectNext: () => stepObject(session, 1, show),
    objectPrevious: () => stepObject(session, -1, show),
    delete: () => around.toolCommand('delete') || remove(),
    labelSearch: did(around.findLabel),
    imagePrevious: did(() => around.goToImage(-1)),
    imageNext: did(() => around.goToImage(1)),
    submit: submitPicture,
    skip: did(() => void askToSkip()),
    undo: () => tell(history.undo(), 'undo'),
    redo: () => tell(history.redo(), 'redo'),
    zoomIn: did(() => around.zoom('in')),
    zoomOut: did(() => around.zoom('out')),
    zoomFit: did(() => around.zoom('fit')),
    zoomActual: did(() => around.zoom('actual')),
    showKeys: did(() => view.setState({ keysOpen: true })),
    reviewAccept: did(() => void accept()),
    reviewReject: did(() => askToReject()),
    reviewAcceptVisible: did(() => {
      view.setState({ comparing: false });
      void acceptAllOf(session, around.isInSight);
    }),
    reviewCompare() {
      const { comparing, earlier } = view.getState();
      if (earlier) view.setState({ comparing: !comparing });
      return earlier !== null;
    },
    reviewNext: () => step(1),
    reviewPrevious: () => step(-1),
  };

  return {
    run(command) {
      const member = placeOf(command);
      if (!member) return table[command]?.() ?? false;
      if (member.family === 'attribute') return answerByKey(session, member.place - 1);
      const labelId = liveProject.store.getState().hot[member.place - 1];
      if (labelId) takeLabel(labelId);
      return labelId !== null;
    },
    takeLabel,
    show,
  };
}
