import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MonitorChange } from '@maskroom/shared/protocol/monitor';
import type { StoredPicture } from '../../store/outlineStore.ts';
import type { Monitor } from '../monitor.ts';
import { OutlineDesk } from './OutlineDesk.ts';
import type { ChangedInstances } from './PictureOutlines.ts';

type Listener = (change: MonitorChange) => void;

interface OutlineParts {
  readonly monitor: Pick<Monitor, 'sessions' | 'subscribe'>;
  /** Undefined: no such picture (any more). */
  readonly read: (imageId: string) => Promise<StoredPicture | undefined>;
  readonly onFailed: (projectId: string, cause: unknown) => void;
}

/** Outlines of the pictures that people are on in projects that somebody looks at; made once for all who look. */
export interface OutlineWatch {
  /** What is stored of a picture is other now. */
  changed(imageId: string, changed: ChangedInstances): void;
  /** Tells every picture whole, from the next turn on, and then what changes. Gives back how to stop. */
  watch(projectId: string, listener: Listener): () => void;
  close(): void;
}

interface Looker {
  readonly listener: Listener;
  /** Pictures that they were told whole: changes of the others would mean nothing. */
  readonly told: Set<string>;
}

interface WatchedProject {
  readonly lookers: Set<Looker>;
  /** By session, its picture. */
  readonly sessions: Map<string, string>;
  readonly end: () => void;
}

export function createOutlineWatch({ monitor, onFailed, read }: OutlineParts): OutlineWatch {
  const projects = new Map<string, WatchedProject>();
  const desk = new OutlineDesk({
    read,
    onFailed,
    onPicture(projectId, picture) {
      for (const looker of projects.get(projectId)?.lookers ?? []) {
        looker.told.add(picture.imageId);
        looker.listener({ kind: 'picture', projectId, picture });
      }
    },
    onChanges(projectId, changes) {
      for (const { listener, told } of projects.get(projectId)?.lookers ?? []) {
        const pictures = changes.filter(({ imageId }) => told.has(imageId));
        if (pictures.length > 0) listener({ kind: 'outlines', projectId, pictures });
      }
    },
  });

  function sessionsChanged(projectId: string, project: WatchedProject, change: MonitorChange): void {
    if (change.kind === 'sessions')
      for (const { imageId, key } of change.sessions) isOn(projectId, project, key, imageId);
    else if (change.kind === 'left') isOn(projectId, project, change.key, null);
  }

  function isOn(projectId: string, project: WatchedProject, key: string, imageId: string | null): void {
    const { lookers, sessions } = project;
    const before = sessions.get(key) ?? null;
    if (before === imageId) return;
    if (imageId === null) sessions.delete(key);
    else {
      sessions.set(key, imageId);
      desk.open(imageId, projectId);
    }
    if (before === null || [...sessions.values()].includes(before)) return;
    desk.leave(before);
    for (const { told } of lookers) told.delete(before);
  }

  function begin(projectId: string): WatchedProject {
    const project: WatchedProject = {
      lookers: new Set(),
      sessions: new Map(
        monitor
          .sessions(projectId)
          .flatMap(({ imageId, key }) => (imageId === null ? [] : [[key, imageId] as const])),
      ),
      end: monitor.subscribe(projectId, (change) => sessionsChanged(projectId, project, change)),
    };
    for (const imageId of project.sessions.values()) desk.open(imageId, projectId);
    return project;
  }

  /** What is made already; whatever is not is told to everybody when it is. */
  async function showAll(projectId: string, { sessions, lookers }: WatchedProject, looker: Looker) {
    for (const imageId of new Set(sessions.values())) {
      await nextTurn();
      const picture = desk.find(imageId);
      if (!picture || looker.told.has(imageId) || !lookers.has(looker)) continue;
      looker.told.add(imageId);
      looker.listener({ kind: 'picture', projectId, picture });
    }
  }

  return {
    changed: (imageId, changed) => desk.note(imageId, changed),
    watch(projectId, listener) {
      const project = projects.get(projectId) ?? begin(projectId);
      projects.set(projectId, project);
      const looker: Looker = { listener, told: new Set() };
      project.lookers.add(looker);
      void showAll(projectId, project, looker);
      return () => {
        project.lookers.delete(looker);
        if (project.lookers.size > 0) return;
        project.end();
        for (const imageId of project.sessions.values()) desk.leave(imageId);
        if (projects.get(projectId) === project) projects.delete(projectId);
      };
    },
    close: () => desk.close(),
  };
}
