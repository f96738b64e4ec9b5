import {
  type MonitorFollow,
  monitorFollowSchema,
  monitorUnfollowSchema,
} from '@maskroom/shared/protocol/socket';
import { SerialQueue } from '../document/SerialQueue.ts';
import { followPerson } from '../monitor/followPerson.ts';
import { answering } from './answer.ts';
import type { Connection } from './connection.ts';

/** A lead goes where somebody goes: one person at a time for one socket. */
export function registerFollowHandlers(connection: Connection): void {
  const { actor, parts, socket } = connection;
  const inOrder = new SerialQueue();
  let end = (): void => {};

  const follow = async (asked: MonitorFollow) => {
    await parts.accounts.requireOperation(actor, asked.projectId, 'monitor');
    end();
    const followed = followPerson(parts.monitor, asked, (moved) => socket.emit('monitor:moved', moved));
    end = followed.end;
    if (!socket.connected) end();
    return followed.at;
  };

  socket.on(
    'monitor:follow',
    answering(connection, monitorFollowSchema, (asked) => inOrder.run(() => follow(asked))),
  );
  socket.on(
    'monitor:unfollow',
    answering(connection, monitorUnfollowSchema, () =>
      inOrder.run(() => {
        end();
        return { ok: true as const };
      }),
    ),
  );
  socket.on('disconnect', () => end());
}
