import { Problem } from '@maskroom/shared/base/problem';
import type { MonitorChange, MonitorState } from '@maskroom/shared/protocol/monitor';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { keepSubscribed } from '../connection/keepSubscribed.ts';
import { type ConnectionState, connection } from '../connection/socketClient.ts';
import { problemWords } from '../ui/language/language.ts';
import { changeRoom, openRoom, type Room } from './room.ts';

interface LiveRoom {
  /** Null until the server has told the state. */
  readonly room: Room | null;
  readonly problem: Problem | null;
  /** There is a line, but the server has not answered on it for a while; it is asked again. */
  readonly isUnanswered: boolean;
  readonly connection: ConnectionState;
}

/** The project's room as it changes; it asks once and listens from then on, again after every reconnect. */
export function useRoom(projectId: string): LiveRoom {
  const [room, setRoom] = useState<Room | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isUnanswered, setUnanswered] = useState(false);
  const state = useStore(connection().state, (store) => store.state);

  useEffect(() => {
    const { socket } = connection();
    const whole = (told: MonitorState) => {
      if (told.projectId !== projectId) return;
      setRoom((last) => openRoom(told, Date.now(), last ?? undefined));
      setUnanswered(false);
    };
    const changed = (change: MonitorChange) => {
      if (change.projectId === projectId) setRoom((last) => last && changeRoom(last, change, Date.now()));
    };
    socket.on('monitor:state', whole);
    socket.on('monitor:change', changed);
    const end = keepSubscribed(socket, {
      ask: (timed) => timed.emitWithAck('monitor:subscribe', { projectId }),
      onReply: () => setProblem(null),
      onUnanswered: () => setUnanswered(true),
      onRefused: (refusal) => setProblem(new Problem(refusal.code, problemWords(refusal))),
      end: () => socket.emit('monitor:unsubscribe', { projectId }, () => undefined),
    });
    return () => {
      end();
      socket.off('monitor:state', whole);
      socket.off('monitor:change', changed);
    };
  }, [projectId]);

  return { room, problem, isUnanswered, connection: state };
}
