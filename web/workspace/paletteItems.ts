import type { Image } from '@maskroom/shared/protocol/http';
import { commandName } from '../tool/commandName.ts';
import type { Keymap } from '../tool/keymap/keymap.ts';
import { placeOf } from '../tool/labelKeys.ts';
import { t } from '../ui/language/language.ts';
import { paths } from '../ui/paths.ts';
import { mayReview } from './state/permissions.ts';
import { keyOfLabel } from './state/projectStore.ts';
import type { Workbench } from './state/sessionContext.ts';

/** Something that the palette finds and does. */
export interface PaletteItem {
  readonly id: string;
  readonly kind: 'Command' | 'Label' | 'Object' | 'Picture' | 'Page' | 'Person';
  readonly text: string;
  readonly shortcut?: string;
  readonly run: () => void;
}

/** These do one thing while a key is held, or are the way here. */
const unlisted = /^(hideAll|palette|cancel)$/;

/** All that can be done and gone to from here. */
export function paletteItems(
  workbench: Workbench,
  images: readonly Image[],
  { bindings, keyOf }: Keymap,
  navigate: (path: string) => void,
): readonly PaletteItem[] {
  const { commands, labelOf, liveProject, me, presence, project, role, shapes, view } = workbench;
  const items: PaletteItem[] = [];
  for (const { id, group, scope } of bindings) {
    if (unlisted.test(id) || placeOf(id) || scope === 'queue' || (group === 'Review' && !mayReview(role)))
      continue;
    const run = () => void commands.run(id);
    items.push({ id: `c-${id}`, kind: 'Command', text: commandName(id), shortcut: keyOf(id), run });
  }
  for (const { id, name } of project.labels) {
    const run = () => commands.takeLabel(id);
    const command = keyOfLabel(liveProject.store.getState(), id);
    items.push({
      id: `l-${id}`,
      kind: 'Label',
      text: name,
      ...(command && { shortcut: keyOf(command) }),
      run,
    });
  }
  for (const { id, label } of shapes.getState().shapes.toReversed()) {
    const text = `${labelOf(label)?.name ?? t('step.object')} #${id.slice(0, 8)}`;
    items.push({ id: `o-${id}`, kind: 'Object', text, run: () => commands.show(id) });
  }
  const people = new Map(presence.others.getState().others.map((other) => [other.presence.user.id, other]));
  for (const [id, other] of people) {
    if (id === me.id) continue;
    const run = () => view.setState({ following: id });
    items.push({
      id: `f-${id}`,
      kind: 'Person',
      text: t('follow.person', { name: other.presence.user.name }),
      run,
    });
  }
  for (const { id, fileName } of images) {
    const run = () => navigate(paths.image(project.id, id));
    items.push({ id: `i-${id}`, kind: 'Picture', text: fileName, run });
  }
  const page = (text: string, path: string) =>
    items.push({ id: `p-${path}`, kind: 'Page', text, run: () => navigate(path) });
  page(t('palette.allProjects'), paths.projects);
  page(project.name, paths.project(project.id));
  if (mayReview(role)) page(t('palette.queue'), paths.queue(project.id));
  page(t('palette.account'), paths.account);
  return items;
}
