import { type Alert, withAlert } from '@maskroom/shared/protocol/alerts';
import type {
  MonitorChange,
  MonitoredProject,
  MonitoredServer,
  MonitoredSession,
  MonitorState,
} from '@maskroom/shared/protocol/monitor';
import { changePicture, openPicture, type TilePicture } from './tilePicture.ts';
import { MINUTE_MS } from './timeSpans.ts';

/** What somebody does a minute, as it was told, newest last: what the small curve draws. */
export interface PacePoint {
  readonly at: number;
  readonly perMinute: number;
}

export interface Seat {
  readonly session: MonitoredSession;
  readonly pace: readonly PacePoint[];
}

/** All who are in a project now, or left it a moment ago, in the order they came. */
export interface Room {
  readonly seats: readonly Seat[];
  /** What is drawn on the pictures that people have open, by image; none for one of which nothing was told yet. */
  readonly pictures: ReadonlyMap<string, TilePicture>;
  readonly project: MonitoredProject;
  readonly server: MonitoredServer;
  /** Newest first. */
  readonly alerts: readonly Alert[];
  /** How far this browser's clock is ahead of the server's. */
  readonly clockAheadMs: number;
}

/** The curve goes back this far. */
export const PACE_SPAN_MS = 10 * MINUTE_MS;

const byArrival = (a: Seat, b: Seat) =>
  a.session.startedAt - b.session.startedAt || (a.session.key < b.session.key ? -1 : 1);

/** The whole state, told at subscribing and after every reconnect; curves of those still here go on. */
export function openRoom(state: MonitorState, now: number, last?: Room): Room {
  const known = new Map(last?.seats.map((seat) => [seat.session.key, seat]));
  const seats = state.sessions.map((session) => seatWith(session, state.at, known.get(session.key)));
  const { alerts, at, project, server } = state;
  // Each comes whole again behind the state.
  const pictures = picturesOf(seats, last?.pictures ?? new Map());
  return { seats: seats.sort(byArrival), pictures, project, server, alerts, clockAheadMs: now - at };
}

/** The room after one thing happened; `now` is this browser's clock. */
export function changeRoom(room: Room, change: MonitorChange, now: number): Room {
  if (change.kind === 'project') return { ...room, project: change.project };
  if (change.kind === 'server') return { ...room, server: change.server };
  if (change.kind === 'alert') return { ...room, alerts: withAlert(room.alerts, change.alert) };
  if (change.kind === 'picture')
    return {
      ...room,
      pictures: new Map(room.pictures).set(change.picture.imageId, openPicture(change.picture)),
    };
  if (change.kind === 'outlines') {
    const pictures = new Map(room.pictures);
    for (const changed of change.pictures) {
      const known = pictures.get(changed.imageId);
      if (known) pictures.set(changed.imageId, changePicture(known, changed));
    }
    return { ...room, pictures };
  }
  if (change.kind === 'left') {
    const seats = room.seats.filter(({ session }) => session.key !== change.key);
    return { ...room, seats, pictures: picturesOf(seats, room.pictures) };
  }
  const known = new Map(room.seats.map((seat) => [seat.session.key, seat]));
  const told = change.sessions.map((session) =>
    seatWith(session, now - room.clockAheadMs, known.get(session.key)),
  );
  const haveMoved = told.some(
    ({ session }) => session.imageId !== (known.get(session.key)?.session.imageId ?? null),
  );
  for (const seat of told) known.set(seat.session.key, seat);
  const seats = [...known.values()].sort(byArrival);
  return { ...room, seats, pictures: haveMoved ? picturesOf(seats, room.pictures) : room.pictures };
}

/** Those that somebody has open still. */
function picturesOf(seats: readonly Seat[], pictures: Room['pictures']): Room['pictures'] {
  const open = new Set(seats.map(({ session }) => session.imageId));
  return new Map([...pictures].filter(([imageId]) => open.has(imageId)));
}

function seatWith(session: MonitoredSession, at: number, last?: Seat): Seat {
  const perMinute = reviews(session) ? session.decisionsPerMinute : session.objectsPerMinute;
  const before = last?.pace ?? [];
  if (perMinute === null || before.at(-1)?.perMinute === perMinute) return { session, pace: before };
  const recent = before.filter((point, i) => at - point.at < PACE_SPAN_MS || i === before.length - 1);
  return { session, pace: [...recent, { at, perMinute }] };
}

/** Whether somebody decides rather than draws. */
export const reviews = ({ decisions, inQueue, objects, role }: MonitoredSession): boolean =>
  decisions > objects || (objects === 0 && (inQueue || role === 'reviewer'));

export interface RoomTotals {
  /** Who is here to work, and who only watches: nothing else counts those. */
  readonly people: number;
  readonly watching: number;
  readonly objects: number;
  /** Null while nobody who did any of it is here for long enough. */
  readonly objectsPerMinute: number | null;
  readonly decisions: number;
  readonly decisionsPerMinute: number | null;
  readonly prompts: number;
  /** The least and the largest of people's medians. */
  readonly maskLatencyP50Ms: readonly [least: number, largest: number] | null;
  /** Weighed by prompts. */
  readonly acceptRate: number | null;
}

/** One line about all. */
export function totalsOf({ seats }: Pick<Room, 'seats'>): RoomTotals {
  const all = seats.map((seat) => seat.session);
  const sessions = all.filter((session) => !session.isWatching);
  const sum = (of: (session: MonitoredSession) => number) =>
    sessions.reduce((total, session) => total + of(session), 0);
  const pace = (
    doneBy: (session: MonitoredSession) => number,
    of: (session: MonitoredSession) => number | null,
  ) => {
    const doers = sessions.filter((session) => doneBy(session) > 0);
    const known = (doers.length > 0 ? doers : sessions).some((session) => of(session) !== null);
    return known ? sum((session) => of(session) ?? 0) : null;
  };
  const rated = sessions.filter((session) => session.acceptRate !== null);
  const weight = rated.reduce((total, session) => total + session.prompts, 0);
  const latencies = sessions.flatMap((session) => session.maskLatencyP50Ms ?? []);
  const here = (some: readonly MonitoredSession[]) => some.filter(({ leftAt }) => leftAt === null).length;
  return {
    people: here(sessions),
    watching: here(all) - here(sessions),
    objects: sum((session) => session.objects),
    objectsPerMinute: pace(
      (session) => session.objects,
      (session) => session.objectsPerMinute,
    ),
    decisions: sum((session) => session.decisions),
    decisionsPerMinute: pace(
      (session) => session.decisions,
      (session) => session.decisionsPerMinute,
    ),
    prompts: sum((session) => session.prompts),
    maskLatencyP50Ms: latencies.length > 0 ? [Math.min(...latencies), Math.max(...latencies)] : null,
    acceptRate:
      weight > 0 ? rated.reduce((total, s) => total + (s.acceptRate ?? 0) * s.prompts, 0) / weight : null,
  };
}
