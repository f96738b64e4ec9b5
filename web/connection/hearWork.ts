import type { ProjectWork, WorkPart } from '@maskroom/shared/protocol/work';
import { keepSubscribed } from './keepSubscribed.ts';
import { connection } from './socketClient.ts';

interface WorkListener {
  /** Parts that this person may not ask for are passed over. One listener of a part at a time in a tab. */
  readonly parts: readonly WorkPart[];
  readonly onWork: (work: ProjectWork) => void;
  /** There is a line (again), on which nothing was told of the last so many milliseconds. */
  readonly onQuiet: (quietMs: number) => void;
}

/** Hears when parts of a project's work change. Gives back how to stop. */
export function hearWork(projectId: string, { onQuiet, onWork, parts }: WorkListener): () => void {
  const { socket } = connection();
  const hear = (work: ProjectWork) => {
    if (work.projectId === projectId && parts.includes(work.part)) onWork(work);
  };
  socket.on('project:work', hear);
  const ends = parts.map((part) =>
    keepSubscribed(socket, {
      ask: (timed) => timed.emitWithAck('project:subscribe', { projectId, part }),
      onReply: ({ quietMs }) => onQuiet(quietMs),
      end: () => socket.emit('project:unsubscribe', { projectId, part }, () => undefined),
    }),
  );
  return () => {
    for (const end of ends) end();
    socket.off('project:work', hear);
  };
}

/** Whether there is a line. */
export const isOnline = (): boolean => connection().socket.connected;
