import type { OrderStep } from '../document/order.ts';
import { reordered } from '../document/order.ts';
import type { KeyCommand } from '../tool/keys.ts';
import { t } from '../ui/language/language.ts';
import { beginComment } from './comments/commentPlaces.ts';
import { withoutLocked } from './objects/locks.ts';
import { mayAnnotate } from './state/permissions.ts';
import type { WorkspaceSession } from './state/session.ts';

/** Commands of what stands around the picture: order, groups, what is put aside, comments, the palette. */
export function deskCommands(session: WorkspaceSession): Partial<Record<KeyCommand, () => boolean>> {
  const { aside, editor, look, notes, role, selection, shapes, view } = session;
  const selected = () => selection.store.getState().selected;

  const order = (step: OrderStep) => () => {
    const open = mayAnnotate(role) ? withoutLocked(session, selected()) : [];
    const orders = reordered(shapes.getState().shapes, new Set(open), step);
    if (orders.size > 0) editor.reorder(orders);
    return selected().length > 0;
  };
  const group = (make: () => string | null, least: number) => () => {
    const open = mayAnnotate(role) ? withoutLocked(session, selected()) : [];
    if (open.length < least) notes.say({ title: t(least === 1 ? 'group.firstOne' : 'group.first') });
    else editor.group(open, make());
    return true;
  };
  const putAside = (what: 'hidden' | 'locked', nothing: string) => () => {
    const ids = selected();
    if (ids.length > 0) aside.toggle(what, ids);
    else if (!aside.takeBackAll(what)) notes.say({ title: nothing });
    return true;
  };

  return {
    orderForward: order('forward'),
    orderBackward: order('backward'),
    orderFront: order('front'),
    orderBack: order('back'),
    group: group(() => crypto.randomUUID(), 2),
    ungroup: group(() => null, 1),
    hide: putAside('hidden', t('aside.hideFirst')),
    lock: putAside('locked', t('aside.lockFirst')),
    hideAll: () => {
      aside.holdAllHidden(true);
      return true;
    },
    comment: () => {
      if (mayAnnotate(role)) beginComment(session);
      return true;
    },
    tag: () => {
      if (mayAnnotate(role)) view.setState({ panelOpen: true, tagging: true });
      return true;
    },
    minimap: () => {
      const minimap = !look.getState().minimap;
      look.setState({ minimap });
      notes.say({ title: t(minimap ? 'minimap.on' : 'minimap.off') });
      return true;
    },
    palette: () => {
      view.setState({ paletteOpen: true });
      return true;
    },
  };
}
