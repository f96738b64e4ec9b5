import type { GatewayParts, GatewayServer } from './connection.ts';

/**
 * Alerts reach whoever may read them, wherever they are in the app: each socket is asked for as if it asked itself, so
 * that administrators hear of every project and tokens of theirs only.
 */
export function registerAlertNews(io: GatewayServer, { accounts, log, rooms }: GatewayParts): void {
  rooms.onAlert((changed) => {
    const answers = new Map<string, Promise<boolean>>();
    for (const socket of io.sockets.sockets.values()) {
      const { actor } = socket.data;
      const who = JSON.stringify([actor.userId, actor.scope]);
      const may = answers.get(who) ?? accounts.mayOperate(actor, changed.projectId, 'alerts');
      answers.set(who, may);
      may.then(
        (isLead) => isLead && socket.emit('alert:changed', changed),
        (cause: unknown) => log.error({ err: cause }, 'an alert did not reach somebody'),
      );
    }
  });
}
