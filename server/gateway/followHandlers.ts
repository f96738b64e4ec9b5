import {
  type MonitorFollow,
  monitorFollowSchema,
  monitorUnfollowSchema,
} from '@maskroom/shared/protocol/socket';
import { followPerson } from '../monitor/followPerson.ts';
import { answering } from './answer.ts';
import type { Connection } from './connection.ts';
import { createSubscriptions } from './subscriptions.ts';

/** There is one at a time. */
const FOLLOWED = 'followed';

/** A lead goes where somebody goes: one person at a time for one socket. */
export function registerFollowHandlers(connection: Connection): void {
  const { actor, parts, socket } = connection;
  const subscriptions = createSubscriptions(socket);

  const follow = async (asked: MonitorFollow) => {
    await parts.accounts.requireOperation(actor, asked.projectId, 'monitor');
    subscriptions.end(FOLLOWED);
    const followed = followPerson(parts.monitor, asked, (moved) => socket.emit('monitor:moved', moved));
    subscriptions.keep(FOLLOWED, followed.end);
    return followed.at;
  };

  socket.on(
    'monitor:follow',
    answering(connection, monitorFollowSchema, (asked) => subscriptions.inTurn(() => follow(asked))),
  );
  socket.on(
    'monitor:unfollow',
    answering(connection, monitorUnfollowSchema, () => subscriptions.leave(FOLLOWED)),
  );
}
