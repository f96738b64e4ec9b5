import { type ProjectSubscribe, projectSubscribeSchema, type WorkPart } from '@maskroom/shared/protocol/work';
import type { Operation } from '../account/permissions.ts';
import { answering } from './answer.ts';
import { type Connection, workRoom } from './connection.ts';
import { createSubscriptions } from './subscriptions.ts';

/** Whoever may ask for a part of a project's work may hear that it changed. */
const operations = {
  project: 'project:read',
  pictures: 'project:read',
  jobs: 'project:read',
  quality: 'review',
  truth: 'figures',
  figures: 'project:read',
  alerts: 'alerts',
} as const satisfies Record<WorkPart, Operation>;

/** Pages of a project that go along with its work: each hears when to ask again for what it shows. */
export function registerWorkHandlers(connection: Connection): void {
  const { actor, parts, socket } = connection;
  const subscriptions = createSubscriptions(socket);

  const subscribe = async ({ part, projectId }: ProjectSubscribe) => {
    await parts.accounts.requireOperation(actor, projectId, operations[part]);
    const watch = () => parts.workWatch.watch(projectId, part);
    await subscriptions.join(workRoom(projectId, part), watch);
    return { ok: true as const, quietMs: parts.workWatch.quietMs(projectId, part) };
  };

  socket.on(
    'project:subscribe',
    answering(connection, projectSubscribeSchema, (asked) => subscriptions.inTurn(() => subscribe(asked))),
  );
  socket.on(
    'project:unsubscribe',
    answering(connection, projectSubscribeSchema, ({ part, projectId }) =>
      subscriptions.leave(workRoom(projectId, part)),
    ),
  );
}
