import type { Label } from '@maskroom/shared/annotation/label';
import type { Project } from '@maskroom/shared/protocol/http';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { labelKey, type Place, places } from '../../tool/labelKeys.ts';
import { type HotLabels, hotLabels, keepHotLabels, recallHotLabels, withHotLabel } from './hotLabels.ts';

export interface ProjectState {
  readonly project: Project;
  readonly labelsById: ReadonlyMap<string, Label>;
  readonly hot: HotLabels;
}

/** The project as it is now, and the digits with which this person reaches its labels. */
export interface LiveProject {
  readonly store: StoreApi<ProjectState>;
  /** Somebody changed it. */
  renew(project: Project): void;
  putLabelOn(place: Place, labelId: string): void;
}

export function createLiveProject(first: Project): LiveProject {
  const stateOf = (project: Project, chosen: HotLabels): ProjectState => ({
    project,
    labelsById: new Map(project.labels.map((label) => [label.id, label])),
    hot: hotLabels(
      project.labels.map(({ id }) => id),
      chosen,
    ),
  });
  const store = createStore<ProjectState>(() => stateOf(first, recallHotLabels(first.id)));
  return {
    store,
    renew: (project) => store.setState(({ hot }) => stateOf(project, hot)),
    putLabelOn(place, labelId) {
      const hot = withHotLabel(store.getState().hot, labelId, place);
      keepHotLabels(first.id, hot);
      store.setState({ hot });
    },
  };
}

/** The command that takes this label; null where no digit does. */
export function keyOfLabel({ hot }: Pick<ProjectState, 'hot'>, labelId: string) {
  const place = places[hot.indexOf(labelId)];
  return place ? labelKey(place) : null;
}
