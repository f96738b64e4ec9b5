import type { InstanceSource } from '@maskroom/shared/annotation/instance';
import { createListeners } from '@maskroom/shared/base/listeners';
import type { ToolName } from '@maskroom/shared/presence/presence';
import type { MonitorChange, MonitoredSession } from '@maskroom/shared/protocol/monitor';
import type { ActivityMeter } from './activity.ts';
import { type SessionIdentity, SessionMeter, sessionKey } from './SessionMeter.ts';

/**
 * Changes are gathered this long, those of all sessions together: a drag does not flood a lead's page, and fifty people do
 * not wake the server fifty times.
 */
const GATHER_MS = 200;
/** Objects a minute fall while nothing happens; that often they are told anew. */
const DECAY_MS = 15_000;

export type MonitorListener = (change: MonitorChange) => void;

/** What the server sees of everybody at work. A person with two tabs on one image is one session. */
export interface Monitor {
  sessionOpened(identity: SessionIdentity): void;
  sessionClosed(userId: string, imageId: string): void;
  toolHeld(userId: string, imageId: string, tool: ToolName): void;
  /** `chain` names the first click or box of the mask that the prompt is for. */
  promptAnswered(userId: string, imageId: string, latencyMs: number, chain: string): void;
  promptCleared(userId: string, imageId: string): void;
  objectAdded(userId: string, imageId: string, source: InstanceSource): void;
  /** An edit or a decision that adds nothing. */
  touched(userId: string, imageId: string): void;
  sessions(projectId: string): MonitoredSession[];
  /** Of every answered prompt that is no hover. */
  onPrompt(listener: (projectId: string, latencyMs: number) => void): void;
  /** @returns a function that ends the subscription. */
  subscribe(projectId: string, listener: MonitorListener): () => void;
  close(): void;
}

interface Entry {
  readonly meter: SessionMeter;
  tabs: number;
}

export function createMonitor(activity: Pick<ActivityMeter, 'act'>, now: () => number = Date.now): Monitor {
  const entries = new Map<string, Entry>();
  const listeners = new Map<string, Set<MonitorListener>>();
  const waiting = new Set<Entry>();
  let gathering: NodeJS.Timeout | undefined;
  const prompts = createListeners<[projectId: string, latencyMs: number]>();

  const tell = (projectId: string, change: MonitorChange): void => {
    for (const listener of listeners.get(projectId) ?? []) listener(change);
  };

  /** Those of a project in one go; nobody reads a meter for a project that nobody looks at. */
  const tellSessions = (changed: Iterable<Entry>): void => {
    const sessions = new Map<string, MonitoredSession[]>();
    for (const { meter } of changed) {
      const { projectId } = meter.identity;
      if (!listeners.has(projectId)) continue;
      const ofProject = sessions.get(projectId) ?? [];
      sessions.set(projectId, ofProject);
      ofProject.push(meter.read(now()));
    }
    for (const [projectId, ofProject] of sessions)
      tell(projectId, { kind: 'sessions', projectId, sessions: ofProject });
  };

  const changed = (
    userId: string,
    imageId: string,
    change: (meter: SessionMeter) => boolean | undefined,
  ): void => {
    const entry = entries.get(sessionKey(userId, imageId));
    if (!entry || change(entry.meter) === false) return;
    waiting.add(entry);
    gathering ??= setTimeout(tellWaiting, GATHER_MS).unref();
  };

  function tellWaiting(): void {
    gathering = undefined;
    tellSessions(waiting);
    waiting.clear();
  }

  const always = (act: (meter: SessionMeter) => void) => (meter: SessionMeter) => {
    act(meter);
    return true;
  };

  const decay = setInterval(() => tellSessions(entries.values()), DECAY_MS).unref();

  return {
    sessionOpened(identity) {
      const key = sessionKey(identity.userId, identity.imageId);
      const known = entries.get(key);
      if (known) {
        known.tabs++;
        return;
      }
      const entry: Entry = { meter: new SessionMeter(identity, now()), tabs: 1 };
      entries.set(key, entry);
      tellSessions([entry]);
    },
    sessionClosed(userId, imageId) {
      const key = sessionKey(userId, imageId);
      const entry = entries.get(key);
      if (!entry || --entry.tabs > 0) return;
      waiting.delete(entry);
      entries.delete(key);
      const { projectId } = entry.meter.identity;
      tell(projectId, { kind: 'left', projectId, key });
    },
    toolHeld: (userId, imageId, tool) => changed(userId, imageId, (meter) => meter.holdTool(tool)),
    promptAnswered: (userId, imageId, latencyMs, chain) =>
      changed(
        userId,
        imageId,
        always((meter) => {
          activity.act(meter.identity.projectId, userId, now(), 1);
          meter.answerPrompt(now(), latencyMs, chain);
          prompts.tell(meter.identity.projectId, latencyMs);
        }),
      ),
    promptCleared: (userId, imageId) =>
      changed(
        userId,
        imageId,
        always((meter) => meter.clearPrompt()),
      ),
    objectAdded: (userId, imageId, source) =>
      changed(
        userId,
        imageId,
        always((meter) => meter.addObject(now(), source)),
      ),
    touched: (userId, imageId) =>
      changed(
        userId,
        imageId,
        always((meter) => meter.touch(now())),
      ),
    sessions: (projectId) =>
      [...entries.values()]
        .filter((e) => e.meter.identity.projectId === projectId)
        .map((e) => e.meter.read(now())),
    onPrompt: prompts.add,
    subscribe(projectId, listener) {
      const ofProject = listeners.get(projectId) ?? new Set();
      listeners.set(projectId, ofProject.add(listener));
      return () => {
        ofProject.delete(listener);
        if (ofProject.size === 0) listeners.delete(projectId);
      };
    },
    close() {
      clearInterval(decay);
      clearTimeout(gathering);
    },
  };
}
