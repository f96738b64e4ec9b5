import { addTo, entryOf } from '@maskroom/shared/base/groups';
import { createListeners } from '@maskroom/shared/base/listeners';
import type { ToolName } from '@maskroom/shared/presence/presence';
import type { MonitorChange, MonitoredSession, OpenPicture } from '@maskroom/shared/protocol/monitor';
import type { Decided } from '@maskroom/shared/protocol/socket';
import type { ActivityMeter } from './activity.ts';
import { FreshDecisions } from './FreshDecisions.ts';
import { type AddedObject, SessionMeter, type Visitor } from './SessionMeter.ts';

/**
 * Changes are gathered this long, those of all sessions together: a drag does not flood a lead's page, and fifty people do
 * not wake the server fifty times.
 */
const GATHER_MS = 200;
/** Rates fall while nothing happens; that often those that did are told anew, and who left is forgotten. */
const DECAY_MS = 15_000;

export type MonitorListener = (change: MonitorChange) => void;

/** What the server sees of everybody at work: one session for a person in a project, however much they have open. */
export interface Monitor {
  sessionOpened(visitor: Visitor, picture: OpenPicture): void;
  sessionClosed(userId: string, imageId: string): void;
  /** The review page of the project. */
  queueOpened(visitor: Visitor): void;
  queueClosed(userId: string, projectId: string): void;
  toolHeld(userId: string, imageId: string, tool: ToolName): void;
  /** The hand or what it draws was elsewhere before. */
  moved(userId: string, imageId: string): void;
  /** `chain` names the first click or box of the mask that the prompt is for. */
  promptAnswered(userId: string, imageId: string, latencyMs: number, chain: string): void;
  promptCleared(userId: string, imageId: string): void;
  /** On a picture that they need not have open: what was drawn without a line comes before its people do. */
  objectAdded(projectId: string, userId: string, object: AddedObject): void;
  decided(projectId: string, decided: Decided, imageName: string): void;
  /** Reshaped, labelled anew, deleted, brought back. */
  objectChanged(projectId: string, userId: string, imageId: string, instanceId: string): void;
  /** Other work: a comment, a tag, a picture submitted or skipped. */
  worked(projectId: string, userId: string, imageId: string): void;
  sessions(projectId: string): MonitoredSession[];
  /** Of every answered prompt that is no hover. */
  onPrompt(listener: (projectId: string, latencyMs: number) => void): void;
  /** @returns a function that ends the subscription. */
  subscribe(projectId: string, listener: MonitorListener): () => void;
  close(): void;
}

interface Person {
  readonly meter: SessionMeter;
  told: MonitoredSession | undefined;
  /** They may be elsewhere, or have left, though nothing more happens. */
  timer: NodeJS.Timeout | undefined;
}

export function createMonitor(activity: Pick<ActivityMeter, 'act'>, now: () => number = Date.now): Monitor {
  const people = new Map<string, Person>();
  /** By person and picture. */
  const places = new Map<string, Person>();
  const listeners = new Map<string, Set<MonitorListener>>();
  const waiting = new Set<Person>();
  const fresh = new FreshDecisions();
  let gathering: NodeJS.Timeout | undefined;
  const prompts = createListeners<[projectId: string, latencyMs: number]>();

  const tell = (projectId: string, change: MonitorChange): void => {
    for (const listener of listeners.get(projectId) ?? []) listener(change);
  };

  /** Those of a project in one go; nobody reads a meter for a project that nobody looks at. */
  const tellSessions = (changed: Iterable<Person>): void => {
    const sessions = new Map<string, MonitoredSession[]>();
    for (const person of changed) {
      const { projectId } = person.meter.identity;
      if (!listeners.has(projectId)) continue;
      person.told = person.meter.read(now());
      addTo(sessions, projectId, person.told);
    }
    for (const [projectId, ofProject] of sessions)
      tell(projectId, { kind: 'sessions', projectId, sessions: ofProject });
  };

  function tellWaiting(): void {
    gathering = undefined;
    tellSessions(waiting);
    waiting.clear();
  }

  function tellLater(person: Person): void {
    waiting.add(person);
    gathering ??= setTimeout(tellWaiting, GATHER_MS).unref();
  }

  function tellNow(person: Person): void {
    waiting.delete(person);
    tellSessions([person]);
  }

  function come(visitor: Visitor): Person {
    const key = personKey(visitor.projectId, visitor.userId);
    const known = people.get(key);
    if (known) {
      known.meter.identity = visitor;
      return known;
    }
    const person: Person = { meter: new SessionMeter(visitor, now()), told: undefined, timer: undefined };
    people.set(key, person);
    return person;
  }

  /** `act` says false where nothing came of it. Another picture that they are on is told at once. */
  function change(person: Person | undefined, act: (meter: SessionMeter, at: number) => unknown): void {
    if (!person) return;
    const { meter } = person;
    const before = meter.where.here;
    if (act(meter, now()) === false) return;
    if (meter.where.here === before) tellLater(person);
    else tellNow(person);
    clearTimeout(person.timer);
    const ms = meter.settlesIn(now());
    if (ms !== null) person.timer = setTimeout(() => look(person), ms).unref();
  }

  /** They may be elsewhere by now, or have left. */
  function look(person: Person): void {
    if (person.meter.isOver(now())) forget(person);
    else change(person, ({ where }, at) => where.settle(at));
  }

  const personOn = (imageId: string, userId: string) => places.get(personKey(imageId, userId));
  const personOf = (projectId: string, userId: string) => people.get(personKey(projectId, userId));

  function forget(person: Person): void {
    const { projectId, userId } = person.meter.identity;
    clearTimeout(person.timer);
    waiting.delete(person);
    people.delete(personKey(projectId, userId));
    tell(projectId, { kind: 'left', projectId, key: userId });
  }

  const decay = setInterval(() => {
    for (const person of people.values()) {
      if (person.meter.isOver(now())) forget(person);
      else if (hasFaded(person, now())) tellLater(person);
    }
  }, DECAY_MS).unref();

  return {
    sessionOpened(visitor, picture) {
      const person = come(visitor);
      places.set(personKey(picture.imageId, visitor.userId), person);
      change(person, (meter, at) => meter.openPicture(picture, at));
    },
    sessionClosed(userId, imageId) {
      const person = personOn(imageId, userId);
      change(person, (meter, at) => meter.closePicture(imageId, at));
      if (!person?.meter.where.has(imageId)) places.delete(personKey(imageId, userId));
    },
    queueOpened: (visitor) => change(come(visitor), (meter) => meter.openQueue()),
    queueClosed: (userId, projectId) =>
      change(personOf(projectId, userId), (meter, at) => meter.closeQueue(at)),
    toolHeld: (userId, imageId, tool) =>
      change(personOn(imageId, userId), (meter, at) => meter.holdTool(imageId, at, tool)),
    moved: (userId, imageId) =>
      change(personOn(imageId, userId), (meter, at) => {
        if (!meter.move(imageId, at)) return false;
        return activity.act(meter.identity.projectId, userId, at);
      }),
    promptAnswered: (userId, imageId, latencyMs, chain) =>
      change(personOn(imageId, userId), (meter, at) => {
        const { projectId } = meter.identity;
        activity.act(projectId, userId, at, 1);
        meter.touch(imageId, at);
        meter.answerPrompt(latencyMs, chain);
        prompts.tell(projectId, latencyMs);
      }),
    promptCleared: (userId, imageId) => change(personOn(imageId, userId), (meter) => meter.clearPrompt()),
    objectAdded: (projectId, userId, object) =>
      change(personOf(projectId, userId), (meter, at) => {
        meter.touch(object.imageId, at);
        meter.addObject(at, object);
      }),
    decided(projectId, decided, imageName) {
      const person = personOf(projectId, decided.by);
      fresh.decided(decided, () => person?.meter.decide(now()) ?? nothing);
      change(person, (meter, at) => meter.review(at, { imageId: decided.imageId, imageName }));
    },
    objectChanged(projectId, userId, imageId, instanceId) {
      fresh.changed(imageId, instanceId, userId);
      change(personOf(projectId, userId), (meter, at) => meter.touch(imageId, at));
    },
    worked: (projectId, userId, imageId) =>
      change(personOf(projectId, userId), (meter, at) => meter.touch(imageId, at)),
    sessions: (projectId) =>
      [...people.values()]
        .filter(({ meter }) => meter.identity.projectId === projectId)
        .map(({ meter }) => meter.read(now())),
    onPrompt: prompts.add,
    subscribe(projectId, listener) {
      const ofProject = entryOf(listeners, projectId, () => new Set()).add(listener);
      return () => {
        ofProject.delete(listener);
        if (ofProject.size === 0) listeners.delete(projectId);
      };
    },
    close() {
      clearInterval(decay);
      clearTimeout(gathering);
      for (const { timer } of people.values()) clearTimeout(timer);
    },
  };
}

const nothing = (): void => {};
const personKey = (of: string, userId: string): string => `${of}/${userId}`;

/** Whether they do another number of things a minute by now than was told last. */
function hasFaded({ meter, told }: Person, now: number): boolean {
  if (!told) return false;
  const rates = meter.rates(now);
  return (
    rates.objectsPerMinute !== told.objectsPerMinute || rates.decisionsPerMinute !== told.decisionsPerMinute
  );
}
