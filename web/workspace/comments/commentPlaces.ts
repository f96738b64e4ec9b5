import { polygonBox } from '@maskroom/shared/geometry/measure';
import type { Point } from '@maskroom/shared/geometry/polygon';
import type { Comment } from '@maskroom/shared/protocol/comments';
import type { DocumentShape } from '../../document/shape.ts';
import { t } from '../../ui/language/language.ts';
import type { WorkspaceSession } from '../state/session.ts';
import type { CommentPlace } from '../state/viewStore.ts';
import { draftComment } from './drafts.ts';

/** Where the pin of a thread stands, px of the picture; null for one about the whole picture or what is gone. */
export function pinOf(
  { instanceId, point }: Pick<Comment, 'instanceId' | 'point'>,
  byId: ReadonlyMap<string, DocumentShape>,
): Point | null {
  if (point) return point;
  const shape = instanceId === null ? undefined : byId.get(instanceId);
  if (!shape) return null;
  const [, ymin, xmax] = polygonBox(shape.polygon);
  return [xmax, ymin];
}

/** What a thread is about, in words that follow "on". */
export function placeWords(
  { labelOf, shapes }: Pick<WorkspaceSession, 'labelOf' | 'shapes'>,
  { instanceId, point }: Pick<Comment, 'instanceId' | 'point'>,
): string {
  if (point) return t('comments.place');
  if (instanceId === null) return t('comments.picture');
  const shape = shapes.getState().byId.get(instanceId);
  return shape ? (labelOf(shape.label)?.name ?? t('comments.object')) : t('comments.deleted');
}

/** Begins a comment: on the selected object, else where the next click goes. */
export function beginComment({ image, notes, selection, view }: WorkspaceSession): void {
  const [instanceId, ...others] = selection.store.getState().selected;
  const place: CommentPlace | null =
    instanceId !== undefined && others.length === 0 ? { kind: 'instance', instanceId } : null;
  if (place === null) notes.say({ title: t('comments.clickWhere'), description: t('comments.escLeaves') });
  else draftComment(view, image.id, { place });
  view.setState({ placing: place === null, tab: 'comments', panelOpen: true });
}
