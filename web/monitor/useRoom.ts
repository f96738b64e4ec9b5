import { Problem } from '@maskroom/shared/base/problem';
import type { MonitorChange, MonitorState } from '@maskroom/shared/protocol/monitor';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { ACK_TIMEOUT_MS, type ConnectionState, connection } from '../connection/socketClient.ts';
import { problemWords } from '../ui/language/language.ts';
import { changeRoom, openRoom, type Room } from './room.ts';

interface LiveRoom {
  /** Null until the server has told the state. */
  readonly room: Room | null;
  readonly problem: Problem | null;
  readonly connection: ConnectionState;
}

/** The project's room as it changes; it asks once and listens from then on, again after every reconnect. */
export function useRoom(projectId: string): LiveRoom {
  const [room, setRoom] = useState<Room | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const state = useStore(connection().state, (store) => store.state);

  useEffect(() => {
    const { socket } = connection();
    const subscribe = async () => {
      const reply = await socket
        .timeout(ACK_TIMEOUT_MS)
        .emitWithAck('monitor:subscribe', { projectId })
        .catch(() => null);
      if (reply && 'code' in reply) setProblem(new Problem(reply.code, problemWords(reply)));
    };
    const connected = () => void subscribe();
    const whole = (told: MonitorState) => {
      if (told.projectId === projectId) setRoom((last) => openRoom(told, Date.now(), last ?? undefined));
    };
    const changed = (change: MonitorChange) => {
      if (change.projectId === projectId) setRoom((last) => last && changeRoom(last, change, Date.now()));
    };
    socket.on('connect', connected);
    socket.on('monitor:state', whole);
    socket.on('monitor:change', changed);
    if (socket.connected) connected();
    return () => {
      socket.off('connect', connected);
      socket.off('monitor:state', whole);
      socket.off('monitor:change', changed);
      if (socket.connected) socket.emit('monitor:unsubscribe', { projectId }, () => undefined);
    };
  }, [projectId]);

  return { room, problem, connection: state };
}
